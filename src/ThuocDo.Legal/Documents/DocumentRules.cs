using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Legal.Documents;

/// <summary>A limit in calendar days from signing, as dated data.</summary>
/// <param name="Article">Where it stands, for the page.</param>
public sealed record LegalLimit(
    string Matter,
    IssuerLevel Level,
    DateOnly From,
    DateOnly? Until,
    int Days,
    string Article,
    bool IsConfirmed
)
{
    public const string Publication = "publication";
    public const string Effect = "effect";

    private static readonly Lazy<IReadOnlyList<LegalLimit>> Table = new(() =>
        [
            .. ShippedData
                .Rows("legal/limits.csv")
                .Select(r => new LegalLimit(
                    r.Required("matter"),
                    r.Enum<IssuerLevel>("level"),
                    r.Date("from"),
                    r.OptionalDate("until"),
                    r.Int("days"),
                    r.Required("article"),
                    r["confidence"] == "confirmed"
                )),
        ]
    );

    /// <summary>The limit that held on a day; none where none is known.</summary>
    public static LegalLimit? For(string matter, IssuerLevel level, DateOnly day) =>
        Table.Value.FirstOrDefault(l =>
            l.Matter == matter
            && l.Level == level
            && l.From <= day
            && (l.Until is null || day < l.Until)
        );
}

public enum PublicationState
{
    /// <summary>No limit is known for it.</summary>
    Unknown,
    Awaited,
    InTime,
    Late,

    /// <summary>Not published, and past its last day.</summary>
    Overdue,
}

/// <summary>Whether a document is lawful as far as checks have said.</summary>
public enum Lawfulness
{
    NotChecked,
    Lawful,
    Unlawful,
}

/// <summary>What must hold of a document, and how T06 is counted.</summary>
public static class DocumentRules
{
    /// <summary>The last day to publish; none where no limit is known.</summary>
    public static DateOnly? PublishBy(LegalDocument document) =>
        document.IssuedOn is { } issued
        && LegalLimit.For(LegalLimit.Publication, document.Level, issued) is { } limit
            ? issued.AddDays(limit.Days)
            : null;

    public static PublicationState PublicationOf(LegalDocument document, DateOnly today) =>
        PublishBy(document) is not { } last ? PublicationState.Unknown
        : document.PublishedOn is { } day
            ? day <= last ? PublicationState.InTime
                : PublicationState.Late
        : today <= last ? PublicationState.Awaited
        : PublicationState.Overdue;

    /// <summary>
    /// The conclusion that held last on a day. One conclusion against the law that holds makes the document unlawful, whatever others said, and
    /// stays so after it was handled: it was issued against the law.
    /// </summary>
    public static Lawfulness LawfulnessOn(IEnumerable<DocumentCheck> checks, DateOnly day)
    {
        var found = Lawfulness.NotChecked;
        foreach (var check in checks.Where(c => c.HoldsOn(day)))
        {
            if (check.Conclusion == CheckConclusion.Unlawful)
            {
                return Lawfulness.Unlawful;
            }

            found = Lawfulness.Lawful;
        }

        return found;
    }

    /// <returns>None where it can be entered.</returns>
    public static Outcome? FaultOf(DocumentFacts facts) =>
        facts.Title.Length is 0 or > LegalDocument.TitleMaxLength
            ? Outcome.Refused("legal.refused.title", LegalDocument.TitleMaxLength)
        : facts.ShortName?.Length > LegalDocument.ShortMaxLength
            ? Outcome.Refused("legal.refused.short", LegalDocument.ShortMaxLength)
        : facts.Level == IssuerLevel.Centre
            ? facts.IssuerId is null ? null
                : Outcome.Refused("legal.refused.issuer")
        : facts.IssuerId is null ? Outcome.Refused("legal.refused.issuer")
        : facts.Kind is not (DocumentKind.Resolution or DocumentKind.Decision or DocumentKind.Other)
            ? Outcome.Refused("legal.refused.kind")
        : null;

    /// <returns>None where it can be issued so.</returns>
    public static Outcome? FaultOf(IssueFacts facts, DateOnly today) =>
        facts.Symbol.Length is 0 or > LegalDocument.SymbolMaxLength
            ? Outcome.Refused("legal.refused.symbol", LegalDocument.SymbolMaxLength)
        : facts.IssuedOn > today ? Outcome.Refused("legal.refused.future", facts.IssuedOn)
        : facts.Effective < facts.IssuedOn || facts.Expires <= facts.Effective
            ? Outcome.Refused("legal.refused.days")
        : null;

    /// <summary>The day before which a document of the level may not take effect; a shortened procedure may, with its ground in the document.</summary>
    public static DateOnly? EarliestEffect(IssuerLevel level, DateOnly issued) =>
        LegalLimit.For(LegalLimit.Effect, level, issued) is { } limit
            ? issued.AddDays(limit.Days)
            : null;
}
