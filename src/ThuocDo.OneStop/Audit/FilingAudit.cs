using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Ratings;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Compares submissions, the answers of forms and ratings with the chains that commit to them. Drafts have no chain.
/// </summary>
public sealed class FilingAudit(ThuocDoDb db) : IAudit
{
    private const int BatchSize = 500;

    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // Submissions belong to no closed month; a check of one month leaves them out.
        if (scope.Month is not null)
        {
            yield break;
        }

        var ids = await db.Set<Submission>()
            .Where(s => s.State != SubmissionState.Draft)
            .OrderBy(s => s.Reference)
            .Select(s => s.Id)
            .ToListAsync(cancellation);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            foreach (var finding in await BatchAsync(batch, cancellation))
            {
                yield return finding;
            }
        }

        foreach (var finding in await AnswersAsync(cancellation))
        {
            yield return finding;
        }

        foreach (var finding in await RatingsAsync(cancellation))
        {
            yield return finding;
        }
    }

    private async Task<List<Finding>> BatchAsync(Guid[] batch, CancellationToken cancellation)
    {
        var rows = await db.Set<Submission>()
            .AsNoTracking()
            .Where(s => batch.Contains(s.Id))
            .ToListAsync(cancellation);
        var contents = await db.Set<SubmissionContent>()
            .AsNoTracking()
            .Where(c => batch.Contains(c.SubmissionId))
            .ToDictionaryAsync(c => c.SubmissionId, cancellation);
        var events = (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => batch.Contains(e.SubjectId) && e.Chain == SubmissionWork.Chain)
                .ToListAsync(cancellation)
        ).ToLookup(e => e.SubjectId);
        var erased = await ErasedAsync(cancellation);
        var findings = new List<Finding>();
        foreach (var row in rows)
        {
            var chain = events[row.Id].OrderBy(e => e.Sequence).ToList();
            findings.AddRange(Compare(row, chain));
            // While a supplement is being made the content is the applicant's to change.
            var commitment = contents.GetValueOrDefault(row.Id)?.Commitment();
            var isErased =
                row.DossierId is { } dossier && erased.Contains(dossier)
                || chain.Exists(e => e.Type == SubmissionWork.ContentErased);
            var expected = isErased ? null : row.Commitment;
            if (row.State != SubmissionState.SupplementAtIntake && commitment != expected)
            {
                findings.Add(Wrong(row.Reference, "content", expected ?? "", commitment ?? ""));
            }
        }

        return findings;
    }

    private static IEnumerable<Finding> Compare(Submission row, List<HistoryEvent> chain)
    {
        var head = ChainHead.Start(SubmissionWork.Chain, row.Id);
        var fields = new Dictionary<string, string?>();
        foreach (var next in chain)
        {
            foreach (var (sequence, field, expected, found) in head.FaultsOf(next))
            {
                yield return Wrong($"{row.Reference} #{sequence}", field, expected, found);
            }

            head = head.After(next);
            foreach (var (name, value) in SetBy(next))
            {
                fields[name] = value;
            }
        }

        if (row.Events != head.Sequence || !row.ChainHash.AsSpan().SequenceEqual(head.Hash))
        {
            yield return Wrong(
                row.Reference,
                "events",
                head.Sequence.ToString(CultureInfo.InvariantCulture),
                row.Events.ToString(CultureInfo.InvariantCulture)
            );
        }

        foreach (
            var (name, value) in SubmissionFields
                .Named(row)
                .Where(f => fields.GetValueOrDefault(f.Key) != f.Value)
        )
        {
            yield return Wrong(
                row.Reference,
                name,
                fields.GetValueOrDefault(name) ?? "",
                value ?? ""
            );
        }
    }

    private async Task<List<Finding>> AnswersAsync(CancellationToken cancellation)
    {
        var answers = await db.Set<DossierAnswers>().AsNoTracking().ToListAsync(cancellation);
        var committed = await CommittedAsync("received", "answers", cancellation);
        foreach (var dossier in await ErasedAsync(cancellation))
        {
            committed.Remove(dossier);
        }

        return
        [
            .. Differences(
                "answers",
                committed,
                answers.ToDictionary(a => a.DossierId, a => a.Commitment())
            ),
        ];
    }

    /// <summary>Dossiers whose particulars were erased: what they had declared must be gone too.</summary>
    private async Task<HashSet<Guid>> ErasedAsync(CancellationToken cancellation) =>
        [
            .. await db.Set<HistoryEvent>()
                .Where(e => e.Chain == DossierWork.Chain && e.Type == DossierWork.ParticularsErased)
                .Select(e => e.SubjectId)
                .ToListAsync(cancellation),
        ];

    private async Task<List<Finding>> RatingsAsync(CancellationToken cancellation)
    {
        var ratings = await db.Set<Rating>().AsNoTracking().ToListAsync(cancellation);
        var committed = await CommittedAsync("rated", "rating", cancellation);
        return
        [
            .. Differences(
                "rating",
                committed,
                ratings.ToDictionary(r => r.DossierId, r => r.Commitment())
            ),
        ];
    }

    /// <summary>What the events of a type commit to, by subject.</summary>
    private async Task<Dictionary<Guid, string>> CommittedAsync(
        string type,
        string particular,
        CancellationToken cancellation
    )
    {
        var marker = $"\"{particular}\":\"";
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Type == type && e.Payload.Contains(marker))
            .Select(e => new { e.SubjectId, e.Payload })
            .ToListAsync(cancellation);
        var committed = new Dictionary<Guid, string>();
        foreach (var item in events)
        {
            if (Particular(item.Payload, particular) is { } value)
            {
                committed[item.SubjectId] = value;
            }
        }

        return committed;
    }

    private static IEnumerable<Finding> Differences(
        string kind,
        Dictionary<Guid, string> committed,
        Dictionary<Guid, string> stored
    ) =>
        committed
            .Keys.Union(stored.Keys)
            .Where(id => committed.GetValueOrDefault(id) != stored.GetValueOrDefault(id))
            .Select(id => new Finding(
                kind,
                id.ToString("D"),
                "",
                "commitment",
                committed.GetValueOrDefault(id) ?? "",
                stored.GetValueOrDefault(id) ?? ""
            ));

    private static IReadOnlyDictionary<string, string?> SetBy(HistoryEvent next)
    {
        try
        {
            return EventPayload.Read(next.Payload).Set;
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A forged text no longer fits its hash, which is named already.
            return new Dictionary<string, string?>();
        }
    }

    private static string? Particular(string payload, string name)
    {
        try
        {
            return EventPayload.Read(payload).Particulars.GetValueOrDefault(name);
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Finding Wrong(string subject, string field, string expected, string found) =>
        new("submission", subject, "", field, expected, found);
}
