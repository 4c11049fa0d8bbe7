using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Bills;

/// <summary>When a fee is collected, with the number by which it is exchanged with the National Portal.</summary>
public enum CollectionMoment
{
    Receipt = 1,
    Supplement = 2,
    Return = 4,
}

/// <summary>Why somebody owes no fee, with the provision that says so.</summary>
public sealed record FeeExemption(string Code, Named Name, string Basis, bool IsConfirmed)
{
    private static readonly Lazy<IReadOnlyList<FeeExemption>> Shipped = new(() =>
        [
            .. ShippedData
                .Rows("onestop/fee-exemptions.csv")
                .Select(row => new FeeExemption(
                    row.Required("code"),
                    new Named(row.Required("name_vi"), row.Required("name_en")),
                    row.Required("basis"),
                    row.Required("confidence") == "confirmed"
                )),
        ]
    );

    public static IReadOnlyList<FeeExemption> All => Shipped.Value;

    public static FeeExemption? Find(string? code) => All.FirstOrDefault(e => e.Code == code);
}

/// <summary>One thing a procedure costs.</summary>
public sealed record FeeItem(
    string Code,
    string NameVi,
    string NameEn,
    decimal Amount,
    string? Basis,
    IReadOnlyList<FeeExemption> Exemptions
)
{
    /// <summary>What a version of a procedure costs; nothing where no fee is due.</summary>
    public static IReadOnlyList<FeeItem> Of(Procedure procedure, ProcedureVersion version) =>
        version.Fee <= 0
            ? []
            :
            [
                new FeeItem(
                    procedure.Code,
                    procedure.NameVi,
                    procedure.NameEn,
                    version.Fee,
                    version.FeeBasis,
                    FeeExemption.All
                ),
            ];
}
