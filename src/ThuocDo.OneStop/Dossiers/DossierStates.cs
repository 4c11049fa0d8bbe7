using System.Collections.Frozen;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>A state with its name and the status number exchanged with the National Portal.</summary>
public sealed record DossierStateInfo(DossierState State, int? NationalCode, Named Name);

/// <summary>The states of <c>data/onestop/states.csv</c>.</summary>
public static class DossierStates
{
    private static readonly Lazy<FrozenDictionary<DossierState, DossierStateInfo>> All = new(() =>
        ShippedData
            .Rows("onestop/states.csv")
            .Select(row => new DossierStateInfo(
                row.Enum<DossierState>("state"),
                row.OptionalInt("national_code"),
                new Named(row.Required("name_vi"), row.Required("name_en"))
            ))
            .ToFrozenDictionary(s => s.State)
    );

    /// <summary>States in which the competent unit still owes a result.</summary>
    public static readonly IReadOnlyList<DossierState> Open =
    [
        DossierState.Received,
        DossierState.InProgress,
        DossierState.SupplementInProcess,
        DossierState.AwaitingPayment,
    ];

    /// <summary>States in which the clock runs.</summary>
    public static readonly IReadOnlyList<DossierState> Running =
    [
        DossierState.Received,
        DossierState.InProgress,
    ];

    public static DossierStateInfo Of(DossierState state) => All.Value[state];
}
