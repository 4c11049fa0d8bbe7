using System.Globalization;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Procedures;

/// <summary>
/// A version field by field as canonical text: what its history event carries. The end of its validity is not among them,
/// because the version after it sets that.
/// </summary>
public static class VersionFields
{
    public static IReadOnlyList<(string Field, string? Text)> Of(ProcedureVersion v) =>
        [
            ("version", v.Number.ToString(CultureInfo.InvariantCulture)),
            ("valid_from", Canonical.Day(v.ValidFrom)),
            ("regime", v.Regime),
            ("level", v.Level.ToString()),
            ("competent", v.CompetentUnitId?.ToString("D")),
            ("statutory_limit", v.StatutoryLimit.ToString()),
            ("promised_limit", v.PromisedLimit.ToString()),
            ("fee", Canonical.Number(v.Fee)),
            ("fee_basis", v.FeeBasis),
            ("fee_items", CatalogueJson.Write(v.FeeItems)),
            ("payable_online_from", v.PayableOnlineFrom is { } pay ? Canonical.Day(pay) : null),
            ("online_level", v.OnlineLevel.ToString()),
            ("online_from", v.OnlineFrom is { } online ? Canonical.Day(online) : null),
            ("post_eligible", v.PostEligible ? "1" : "0"),
            ("electronic_result", v.ElectronicResult ? "1" : "0"),
            ("receiving_place", v.ReceivingPlace.ToString()),
            ("process", v.Process),
            ("papers", CatalogueJson.Write(v.Papers)),
            ("act", v.Act),
            ("decision_number", v.DecisionNumber),
            ("decision_date", v.DecisionDate is { } date ? Canonical.Day(date) : null),
        ];
}
