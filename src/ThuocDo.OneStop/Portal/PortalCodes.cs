using System.Collections.Frozen;
using System.Globalization;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Portal;

/// <summary>The code lists of the exchange with the national portal: <c>data/onestop/states.csv</c> and <c>portal_codes.csv</c>.</summary>
public static class PortalCodes
{
    private static readonly Lazy<FrozenDictionary<(string Field, string Internal), int>> Codes =
        new(() =>
            ShippedData
                .Rows("onestop/portal_codes.csv")
                .ToFrozenDictionary(
                    row => (row.Required("field"), row.Required("internal")),
                    row => row.Int("code")
                )
        );

    /// <summary>
    /// The status number of a state, 1 to 10. Total: null is said of a draft alone, which is the applicant's own and never
    /// exchanged; a state without a number is a fault of the data and stops the exchange instead of sending a blank.
    /// </summary>
    /// <exception cref="InvalidOperationException">The state has no number.</exception>
    public static int? StatusOf(DossierState state) =>
        state == DossierState.Draft ? null
        : DossierStates.Of(state).NationalCode is { } code and >= 1 and <= 10 ? code
        : throw new InvalidOperationException($"The state {state} has no national status number.");

    /// <exception cref="KeyNotFoundException">The list has no such value.</exception>
    public static int Of(string field, string value) => Codes.Value[(field, value)];

    /// <summary>An instant as the portal writes it: local time, fourteen digits.</summary>
    public static string Instant(DateTime utc) =>
        VietnamTime.ToLocal(utc).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    public static string? Instant(DateTime? utc) => utc is { } at ? Instant(at) : null;
}
