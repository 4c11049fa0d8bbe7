using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>The everyday procedures that ship with the product (<c>data/procedures/</c>).</summary>
public static class ProcedureFacts
{
    public static IReadOnlyList<Procedure> Procedures() =>
        ShippedData
            .Rows("procedures/procedures.csv")
            .Select(row => new Procedure
            {
                Id = Procedure.IdOf(row.Required("code")),
                Code = row.Required("code"),
                NameVi = row.Required("name_vi"),
                NameEn = row.Required("name_en"),
                ShortVi = row.Required("short_vi"),
                FieldVi = row.Required("field_vi"),
                FieldEn = row.Required("field_en"),
                Audience = row.Enum<Audience>("audience"),
            })
            .ToList();

    public static IReadOnlyList<ProcedureVersion> Versions()
    {
        var steps = ShippedData
            .Rows("procedures/processes.csv")
            .ToLookup(
                row => row.Required("process"),
                row => new ProcessStep(
                    row.Int("step"),
                    row.Required("code"),
                    row.Required("name_vi"),
                    row.Required("name_en"),
                    row.Required("role") == "Reception"
                        ? Role.Receptionist
                        : row.Enum<Role>("role"),
                    row.OptionalDecimal("budget_share") ?? 0
                )
            );
        var papers = ShippedData
            .Rows("procedures/papers.csv")
            .ToLookup(
                row => row.Required("code"),
                row => new RequiredPaper(
                    row.Int("seq"),
                    row.Required("name_vi"),
                    row.Required("name_en"),
                    row.OptionalInt("originals") ?? 0,
                    row.OptionalInt("copies") ?? 0,
                    row.Flag("required")
                )
            );
        var fees = ShippedData
            .Rows("procedures/fee-items.csv")
            .ToLookup(
                row => row.Required("code"),
                row => new FeeItem(
                    row.Required("item"),
                    row.Required("name_vi"),
                    row.Required("name_en"),
                    row.OptionalDecimal("amount") ?? 0,
                    row.Required("basis"),
                    []
                )
                {
                    PerVi = row["per_vi"],
                    PerEn = row["per_en"],
                    OnRequest = row.Flag("on_request"),
                    Answer = row["answer"],
                    IsConfirmed = row.Required("confidence") == "confirmed",
                }
            );
        return ShippedData
            .Rows("procedures/versions.csv")
            .Select(row => Version(row, steps, papers, fees))
            .ToList();
    }

    private static ProcedureVersion Version(
        CsvRow row,
        ILookup<string, ProcessStep> steps,
        ILookup<string, RequiredPaper> papers,
        ILookup<string, FeeItem> fees
    )
    {
        var code = row.Required("code");
        var process = row.Required("process");
        return new ProcedureVersion
        {
            Id = ProcedureVersion.IdOf(code, row.Int("version")),
            ProcedureId = Procedure.IdOf(code),
            Number = row.Int("version"),
            ValidFrom = row.Date("valid_from"),
            ValidTo = row.OptionalDate("valid_to"),
            Regime = row.Required("regime"),
            Level = row.Enum<Level>("level"),
            CompetentUnitId = row["competent"] is { } key ? Unit.IdOf(key) : null,
            StatutoryLimit = Limit.Parse(row.Required("statutory_limit"), null),
            PromisedLimit = Limit.Parse(row.Required("promised_limit"), null),
            Fee = row.OptionalDecimal("fee") ?? 0,
            FeeBasis = row["fee_basis"],
            FeeItems = [.. fees[code]],
            PayableOnlineFrom = row.OptionalDate("payable_online_from"),
            OnlineLevel = row.Enum<OnlineLevel>("online_level"),
            OnlineFrom = row.OptionalDate("online_from"),
            PostEligible = row.Flag("post_eligible"),
            ElectronicResult = row.Flag("electronic_result"),
            ReceivingPlace = row.Enum<ReceivingPlace>("receiving_place"),
            Process = process,
            Steps = steps[process].OrderBy(s => s.Number).ToList(),
            Papers = papers[code].OrderBy(p => p.Number).ToList(),
            Act = row["act"],
            IsConfirmed = row["confidence"] == "confirmed",
        };
    }
}
