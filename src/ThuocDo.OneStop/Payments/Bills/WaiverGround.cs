using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>Why the whole fee is waived for somebody, with the provision that says so.</summary>
public sealed record WaiverGround(string Code, Named Name, string Basis, bool IsConfirmed)
{
    private static readonly Lazy<IReadOnlyList<WaiverGround>> Shipped = new(() =>
        [
            .. ShippedData
                .Rows("onestop/fee-exemptions.csv")
                .Select(row => new WaiverGround(
                    row.Required("code"),
                    new Named(row.Required("name_vi"), row.Required("name_en")),
                    row.Required("basis"),
                    row.Required("confidence") == "confirmed"
                )),
        ]
    );

    public static IReadOnlyList<WaiverGround> All => Shipped.Value;

    public static WaiverGround? Find(string? code) => All.FirstOrDefault(e => e.Code == code);
}
