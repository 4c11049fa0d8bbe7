using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Privacy;

/// <summary>How long particulars are kept after a dossier or an application has ended, by <c>data/privacy/retention.csv</c>.</summary>
/// <param name="IsConfirmed">False where nobody has seen the legal text: then erasing needs an express word.</param>
public sealed record Retention(
    string Kind,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    int Years,
    bool IsConfirmed
)
{
    public const string DossierParticulars = "dossier-particulars";
    public const string SubmissionParticulars = "submission-particulars";

    public static IReadOnlyList<Retention> Shipped() =>
        [
            .. ShippedData
                .Rows("privacy/retention.csv")
                .Select(row => new Retention(
                    row.Required("kind"),
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to"),
                    row.Int("years"),
                    row.Required("confidence") == "confirmed"
                )),
        ];

    /// <summary>The rule of a day.</summary>
    public static Retention On(IEnumerable<Retention> rules, string kind, DateOnly day) =>
        rules.Single(r =>
            r.Kind == kind && r.ValidFrom <= day && (r.ValidTo is null || day < r.ValidTo)
        );

    /// <summary>The first day on which the particulars of a dossier closed on a day may be erased: whole calendar years after its year.</summary>
    public DateOnly ErasableFrom(DateOnly closedOn) => new(closedOn.Year + 1 + Years, 1, 1);

    /// <summary>The last day of closing whose particulars may be erased today; the inverse of <see cref="ErasableFrom"/>.</summary>
    public DateOnly ClosedBefore(DateOnly today) => new(today.Year - Years, 1, 1);
}
