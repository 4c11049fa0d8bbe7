using System.Collections.Frozen;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>The steps that wait for a payment (<c>data/onestop/payment-pauses.csv</c>).</summary>
public static class PaymentPauses
{
    private static readonly Lazy<FrozenSet<(string Process, string Step)>> All = new(() =>
        ShippedData
            .Rows("onestop/payment-pauses.csv")
            .Select(row => (row.Required("process"), row.Required("step")))
            .ToFrozenSet()
    );

    public static bool At(string process, string step) => All.Value.Contains((process, step));
}
