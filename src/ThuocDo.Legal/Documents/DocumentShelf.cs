using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Documents;

/// <summary>What the list is asked for.</summary>
/// <param name="Year">Of issue; drafts have none.</param>
public sealed record DocumentSearch(
    string? Words,
    IssuerLevel? Level,
    DocumentState? State,
    int? Year,
    int Page
);

/// <param name="Unchecked">Issued and never checked.</param>
public sealed record LawfulShare(int Issued, int Unlawful, int Unchecked);

/// <summary>A document with everything that hangs on it.</summary>
public sealed record DocumentFolder(
    LegalDocument Document,
    IReadOnlyList<DocumentText> Texts,
    IReadOnlyList<DocumentOpinion> Opinions,
    IReadOnlyList<(DocumentRelation Relation, LegalDocument Other)> Out,
    IReadOnlyList<(DocumentRelation Relation, LegalDocument Other)> In,
    IReadOnlyList<DocumentCheck> Checks
);

/// <summary>A procedure in force that names an act which no longer holds.</summary>
public sealed record WarnedProcedure(
    CatalogueProcedure Procedure,
    LegalDocument Document,
    DateOnly EndedOn
);

/// <summary>Reads the register of legal documents.</summary>
public sealed class DocumentShelf(ThuocDoDb db) : ILegalBases
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<LegalDocument> Documents, int Count)> SearchAsync(
        DocumentSearch search,
        CancellationToken cancellation
    )
    {
        var found = db.Set<LegalDocument>().AsNoTracking();
        if (search.Words is { Length: > 0 } words)
        {
            foreach (var word in Folding.Fold(words).Split(' ').Take(8))
            {
                found = found.Where(d => d.Folded.Contains(word));
            }
        }

        if (search.Level is { } level)
        {
            found = found.Where(d => d.Level == level);
        }

        if (search.State is { } state)
        {
            found = found.Where(d => d.State == state);
        }

        if (search.Year is > 0 and < 9999 and { } year)
        {
            var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
            found = found.Where(d => d.IssuedOn >= from && d.IssuedOn < to);
        }

        return (
            await found
                .OrderByDescending(d => d.Number)
                .Skip((Math.Max(1, search.Page) - 1) * PageSize)
                .Take(PageSize)
                .ToListAsync(cancellation),
            await found.CountAsync(cancellation)
        );
    }

    public async Task<DocumentFolder?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<LegalDocument>()
                .AsNoTracking()
                .FirstOrDefaultAsync(d => d.Id == id, cancellation)
            is not { } document
        )
        {
            return null;
        }

        var relations = await db.Set<DocumentRelation>()
            .AsNoTracking()
            .Where(r => r.FromId == id || r.ToId == id)
            .OrderBy(r => r.Id)
            .ToListAsync(cancellation);
        var others = await ByIdAsync(
            [.. relations.Select(r => r.FromId == id ? r.ToId : r.FromId).Distinct()],
            cancellation
        );
        return new DocumentFolder(
            document,
            await db.Set<DocumentText>()
                .AsNoTracking()
                .Where(t => t.DocumentId == id)
                .OrderBy(t => t.Number)
                .ToListAsync(cancellation),
            await db.Set<DocumentOpinion>()
                .AsNoTracking()
                .Where(o => o.DocumentId == id)
                .OrderBy(o => o.Number)
                .ToListAsync(cancellation),
            [.. relations.Where(r => r.FromId == id).Select(r => (r, others[r.ToId]))],
            [.. relations.Where(r => r.ToId == id).Select(r => (r, others[r.FromId]))],
            await db.Set<DocumentCheck>()
                .AsNoTracking()
                .Where(c => c.DocumentId == id)
                .OrderBy(c => c.Number)
                .ToListAsync(cancellation)
        );
    }

    public async Task<IReadOnlyDictionary<Guid, LegalDocument>> ByIdAsync(
        IReadOnlyList<Guid> ids,
        CancellationToken cancellation
    ) =>
        await db.Set<LegalDocument>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, cancellation);

    /// <summary>
    /// What stands in T06: issued by bodies of the province until a day, with what checks had concluded by then. What was not checked counts as lawful
    /// there, because the definition asks what was found unlawful; how many those are stands beside the figure.
    /// </summary>
    /// <param name="units">Ids of the issuers; none: all.</param>
    public async Task<IReadOnlyList<(LegalDocument Document, Lawfulness Found)>> LawfulAsync(
        DateOnly day,
        IReadOnlySet<Guid>? units,
        CancellationToken cancellation
    )
    {
        var documents = await db.Set<LegalDocument>()
            .AsNoTracking()
            .Where(d =>
                d.State == DocumentState.Issued
                && d.Level != IssuerLevel.Centre
                && d.IssuedOn <= day
            )
            .OrderBy(d => d.Number)
            .ToListAsync(cancellation);
        var checks = (
            await db.Set<DocumentCheck>()
                .AsNoTracking()
                .Where(c => c.ConcludedOn <= day)
                .ToListAsync(cancellation)
        ).ToLookup(c => c.DocumentId);
        return
        [
            .. documents
                .Where(d => units is null || d.IssuerId is { } issuer && units.Contains(issuer))
                .Select(d => (d, DocumentRules.LawfulnessOn(checks[d.Id], day))),
        ];
    }

    /// <summary>By level of the issuer, on a day.</summary>
    public async Task<IReadOnlyDictionary<IssuerLevel, LawfulShare>> SharesAsync(
        DateOnly day,
        CancellationToken cancellation
    ) =>
        (await LawfulAsync(day, null, cancellation))
            .GroupBy(d => d.Document.Level)
            .ToDictionary(
                g => g.Key,
                g => new LawfulShare(
                    g.Count(),
                    g.Count(d => d.Found == Lawfulness.Unlawful),
                    g.Count(d => d.Found == Lawfulness.NotChecked)
                )
            );

    public async Task<IReadOnlyList<DraftingPlan>> PlansAsync(
        int year,
        CancellationToken cancellation
    ) =>
        await db.Set<DraftingPlan>()
            .AsNoTracking()
            .Where(p => p.Year == year)
            .OrderBy(p => p.Number)
            .ToListAsync(cancellation);

    /// <summary>The documents that were made of lines of the programme, by line.</summary>
    public async Task<ILookup<Guid, LegalDocument>> OfPlansAsync(
        IReadOnlyList<DraftingPlan> plans,
        CancellationToken cancellation
    )
    {
        var ids = plans.Select(p => (Guid?)p.Id).ToList();
        return (
            await db.Set<LegalDocument>()
                .AsNoTracking()
                .Where(d => ids.Contains(d.PlanId))
                .ToListAsync(cancellation)
        ).ToLookup(d => d.PlanId!.Value);
    }

    public async Task<IReadOnlyList<ReviewRound>> ReviewsAsync(CancellationToken cancellation) =>
        await db.Set<ReviewRound>()
            .AsNoTracking()
            .OrderByDescending(r => r.Cut)
            .ThenBy(r => r.Id)
            .ToListAsync(cancellation);

    public Task<ReviewRound?> ReviewAsync(Guid id, CancellationToken cancellation) =>
        db.Set<ReviewRound>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation);

    /// <summary>
    /// Issued documents by number, short name or the address of their page. Bodies number each for itself, so a number may be that of several; two
    /// are enough to see it.
    /// </summary>
    public async Task<IReadOnlyList<LegalDocument>> NamedAsync(
        string name,
        Guid but,
        CancellationToken cancellation
    )
    {
        var issued = db.Set<LegalDocument>()
            .AsNoTracking()
            .Where(d => d.Id != but && d.State == DocumentState.Issued);
        var found = Guid.TryParse(name.Split('/')[^1], out var id)
            ? issued.Where(d => d.Id == id)
            : issued.Where(d => d.Symbol == name || d.ShortName == name);
        return await found.OrderBy(d => d.Number).Take(2).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<ReviewFinding>> FindingsAsync(
        Guid round,
        CancellationToken cancellation
    ) =>
        await db.Set<ReviewFinding>()
            .AsNoTracking()
            .Where(f => f.RoundId == round)
            .ToListAsync(cancellation);

    /// <summary>
    /// What a round looks through: issued by bodies of its unit, or by those for which they answer since, until its last day, and not ended before
    /// its first.
    /// </summary>
    public async Task<IReadOnlyList<LegalDocument>> ToReviewAsync(
        ReviewRound round,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        // A new unit looks through what was issued before it was there.
        var day =
            tree.Find(round.UnitId) is { } unit && unit.ValidFrom > round.Cut
                ? unit.ValidFrom
                : round.Cut;
        return
        [
            .. (await LawfulAsync(round.Cut, null, cancellation))
                .Select(d => d.Document)
                .Where(d =>
                    (d.ExpiresOn is null || d.ExpiresOn >= round.From)
                    && d.IssuerId is { } issuer
                    && DocumentRights.IsUnder(tree, issuer, round.UnitId, day)
                ),
        ];
    }

    /// <summary>
    /// Procedures in force on a day that rest on an act which has ended by then. An act is recognised by its number or its short name in what
    /// the version of the procedure names.
    /// </summary>
    public async Task<IReadOnlyList<WarnedProcedure>> WarnedAsync(
        IReadOnlyList<CatalogueProcedure> procedures,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var ended = await EndedAsync(day, cancellation);
        return ended.Count == 0
            ? []
            :
            [
                .. procedures.SelectMany(p =>
                    (p.On(day)?.Bases ?? [])
                        .SelectMany(text => ended.Where(d => BaseNames.IsNamed(d, text)))
                        .Distinct()
                        .Select(d => new WarnedProcedure(p, d, d.ExpiresOn!.Value))
                ),
            ];
    }

    public async Task<IReadOnlyList<LapsedBasis>> LapsedAsync(
        IReadOnlyList<string> texts,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        [
            .. (await EndedAsync(day, cancellation))
                .Where(d => texts.Any(text => BaseNames.IsNamed(d, text)))
                .Select(d => new LapsedBasis(d.Name, d.ExpiresOn!.Value, DocumentLinks.Of(d.Id))),
        ];

    /// <summary>
    /// A text gives a number and not who issued it. Districts and communes use the numbers of the province, so theirs warn nobody; nor does one whose
    /// number another act of the centre or the province has that still holds.
    /// </summary>
    private async Task<IReadOnlyList<LegalDocument>> EndedAsync(
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var upper = db.Set<LegalDocument>()
            .Where(d =>
                d.State == DocumentState.Issued
                && (d.Level == IssuerLevel.Centre || d.Level == IssuerLevel.Province)
            );
        return await upper
            .AsNoTracking()
            .Where(d =>
                d.ExpiresOn <= day
                && !upper.Any(o =>
                    o.Id != d.Id
                    && o.Symbol == d.Symbol
                    && (o.ExpiresOn == null || o.ExpiresOn > day)
                )
            )
            .ToListAsync(cancellation);
    }
}

/// <summary>Recognises an act in the words of another.</summary>
public static class BaseNames
{
    /// <summary>By number or short name, whole: Decree 61/2018 is not named by 161/2018, nor a law of 2014 by one of 2013.</summary>
    public static bool IsNamed(LegalDocument document, string text) =>
        Holds(text, document.Symbol) || Holds(text, document.ShortName);

    private static bool Holds(string text, string? name)
    {
        if (name is not { Length: > 4 })
        {
            return false;
        }

        for (
            var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + name.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]))
            )
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>T06 for the board: every document issued by bodies of the units until the day.</summary>
public sealed class DocumentRegister(DocumentShelf shelf, UnitDirectory directory) : IRegisterSource
{
    public const string Name = "legal-documents";

    public IReadOnlyCollection<string> Registers { get; } = [Name];

    public async Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. (await shelf.LawfulAsync(question.Day, question.Units, cancellation)).Select(
                d => new RegisterItem(
                    $"{d.Document.Symbol} {d.Document.Title}",
                    d.Document.IssuerId,
                    tree.Find(d.Document.IssuerId!.Value)?.NameIn(Texts.CurrentLanguage) ?? "",
                    d.Document.Symbol ?? "",
                    d.Document.Id,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{d.Document.IssuedOn:yyyy-MM-dd} {d.Found}"
                    ),
                    d.Found == Lawfulness.Unlawful ? 0 : 1,
                    1,
                    DocumentLinks.Of(d.Document.Id)
                )
            ),
        ];
    }
}

/// <summary>Addresses of the pages.</summary>
public static class DocumentLinks
{
    public const string List = "/van-ban-qppl";
    public const string Create = List + "/them";
    public const string Plans = List + "/chuong-trinh";
    public const string Reviews = List + "/ra-soat";

    public static string Of(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/{id:D}");

    public static string Xml(Guid id) => Of(id) + "/akn.xml";

    public static string Review(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Reviews}/{id:D}");

    public static string PlansOf(int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Plans}?nam={year}");
}

/// <summary>Keys of the words.</summary>
public static class DocumentWords
{
    public static string Of(DocumentKind kind) => $"legal.kind.{Words.Key(kind.ToString())}";

    public static string Of(IssuerLevel level) => $"legal.level.{Words.Key(level.ToString())}";

    public static string Of(DocumentState state) => $"legal.state.{Words.Key(state.ToString())}";

    public static string Of(RelationKind kind) => $"legal.relation.{Words.Key(kind.ToString())}";

    /// <summary>The same from the side of the other.</summary>
    public static string Back(RelationKind kind) =>
        $"legal.relation-back.{Words.Key(kind.ToString())}";

    public static string Of(OpinionKind kind) => $"legal.opinion.{Words.Key(kind.ToString())}";

    public static string Of(CheckConclusion conclusion) =>
        $"legal.conclusion.{Words.Key(conclusion.ToString())}";

    public static string Of(CheckHandling handling) =>
        $"legal.handling.{Words.Key(handling.ToString())}";

    public static string Of(PublicationState state) =>
        $"legal.publication.{Words.Key(state.ToString())}";

    public static string Of(Lawfulness found) => $"legal.lawful.{Words.Key(found.ToString())}";

    public static string Of(ReviewKind kind) => $"legal.review.kind.{Words.Key(kind.ToString())}";

    public static string Of(ReviewResult result) =>
        $"legal.review.result.{Words.Key(result.ToString())}";

    public static (string Tone, string Icon) Look(Lawfulness found) =>
        found switch
        {
            Lawfulness.Lawful => ("good", "check"),
            Lawfulness.Unlawful => ("bad", "cross"),
            _ => ("open", "question"),
        };

    public static (string Tone, string Icon) Look(PublicationState state) =>
        state switch
        {
            PublicationState.InTime => ("good", "check"),
            PublicationState.Late or PublicationState.Overdue => ("bad", "warning"),
            PublicationState.Awaited => ("info", "clock"),
            _ => ("open", "question"),
        };
}
