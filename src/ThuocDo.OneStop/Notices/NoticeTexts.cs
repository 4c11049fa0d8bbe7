using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Notices;

/// <summary>A notice in words.</summary>
public sealed record NoticeWords(string Title, string Body);

/// <summary>
/// Makes the sentences of a notice. All templates take the same arguments: 0 code, 1 procedure, 2 unit, 3 due date,
/// 4 reason, 5 papers, 6 number.
/// </summary>
public sealed class NoticeWriter(Texts texts, CatalogueDirectory catalogues, UnitDirectory units)
{
    public async Task<NoticeWords> InAsync(
        string language,
        Notice notice,
        CancellationToken cancellation
    )
    {
        var facts = notice.Read();
        if (facts.Digest is { } digest)
        {
            return Digest(language, digest);
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        object?[] arguments =
        [
            facts.Code,
            facts.Procedure is { } procedure ? catalogue[procedure].NameIn(language) : null,
            facts.Unit is { } unit ? tree.Find(unit)?.NameIn(language) : null,
            facts.Due,
            facts.Reason is { Length: > 0 } reason ? Reasons.InWords(reason, language) : null,
            facts.Papers is { Length: > 0 } papers
                ? PapersInWords(catalogue, facts, papers, language)
                : null,
            facts.Number,
        ];
        return new NoticeWords(
            texts.In(language, $"notice.event.{notice.Template}.title", arguments),
            texts.In(language, $"notice.event.{notice.Template}.body", arguments)
        );
    }

    private static string PapersInWords(
        Catalogue catalogue,
        NoticeFacts facts,
        string papers,
        string language
    )
    {
        var numbers = papers.Split(',');
        return facts.Version is not { } version
            ? papers
            : string.Join(
                "; ",
                catalogue
                    .Version(version)
                    .Papers.Where(p =>
                        numbers.Contains(
                            p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                        )
                    )
                    .Select(p => p.NameIn(language))
            );
    }

    private NoticeWords Digest(string language, DigestCounts digest)
    {
        var parts = new List<string>();
        if (digest.Overdue > 0)
        {
            parts.Add(
                texts.In(language, "notice.digest.overdue", digest.Overdue, digest.WorstDays)
            );
        }

        if (digest.Soon > 0)
        {
            parts.Add(texts.In(language, "notice.digest.soon", digest.Soon));
        }

        if (digest.Other is { Overdue: > 0 } late)
        {
            parts.Add(
                texts.In(language, "notice.digest.other.overdue", late.Overdue, late.WorstDays)
            );
        }

        if (digest.Other is { Soon: > 0 } soon)
        {
            parts.Add(texts.In(language, "notice.digest.other.soon", soon.Soon));
        }

        if (digest.Other is { Waiting: > 0 } waiting)
        {
            parts.Add(texts.In(language, "notice.digest.other.waiting", waiting.Waiting));
        }

        return new NoticeWords(
            texts.In(language, "notice.digest.title", digest.Day),
            string.Join(" ", parts)
        );
    }
}
