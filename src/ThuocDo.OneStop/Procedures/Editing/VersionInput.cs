using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <summary>One paper of the form; a row without a name is left out.</summary>
public sealed class PaperInput
{
    [StringLength(600)]
    public string? Name { get; set; }

    [StringLength(600)]
    public string? NameEn { get; set; }

    [StringLength(300)]
    public string? Case { get; set; }

    [StringLength(120)]
    public string? Form { get; set; }
    public int Originals { get; set; } = 1;
    public int Copies { get; set; }
    public bool Required { get; set; } = true;
}

/// <summary>One fee item of the form; a row without a name is left out.</summary>
public sealed class FeeInput
{
    [StringLength(300)]
    public string? Name { get; set; }

    [StringLength(300)]
    public string? NameEn { get; set; }

    [StringLength(40)]
    public string? Code { get; set; }
    public decimal? Amount { get; set; }

    [StringLength(60)]
    public string? Per { get; set; }
    public decimal? Most { get; set; }
    public bool OnRequest { get; set; }

    [StringLength(60)]
    public string? Answer { get; set; }

    [StringLength(300)]
    public string? Basis { get; set; }

    [StringLength(300)]
    public string? Exempt { get; set; }

    /// <summary>In per cent.</summary>
    public decimal? ExemptShare { get; set; }

    [StringLength(300)]
    public string? ExemptBasis { get; set; }
}

/// <summary>The form of a new version, filled from the present one or from the national entry.</summary>
public sealed class VersionInput
{
    private const int SpareRows = 2;

    public DateOnly? ValidFrom { get; set; }

    [StringLength(120)]
    public string? DecisionNumber { get; set; }
    public DateOnly? DecisionDate { get; set; }

    [StringLength(500)]
    public string? Act { get; set; }
    public Level Level { get; set; } = Level.Commune;
    public string? Competent { get; set; }
    public int? StatutoryAmount { get; set; }
    public LimitUnit StatutoryUnit { get; set; }

    /// <summary>For a limit of the same day; left empty, the hour of the legal regime.</summary>
    public TimeOnly? StatutoryCutOff { get; set; }
    public int? PromisedAmount { get; set; }
    public LimitUnit PromisedUnit { get; set; }
    public TimeOnly? PromisedCutOff { get; set; }
    public string? Process { get; set; }
    public ReceivingPlace ReceivingPlace { get; set; }
    public OnlineLevel OnlineLevel { get; set; }
    public DateOnly? OnlineFrom { get; set; }
    public DateOnly? PayableOnlineFrom { get; set; }
    public bool PostEligible { get; set; }
    public bool ElectronicResult { get; set; }
    public List<PaperInput> Papers { get; set; } = [];
    public List<FeeInput> Fees { get; set; } = [];

    /// <summary>The following are asked for a procedure new to the province alone.</summary>
    [StringLength(Dossiers.Dossier.SubjectMaxLength)]
    public string? Short { get; set; }

    [StringLength(600)]
    public string? NameEn { get; set; }
    public Audience Audience { get; set; }
    public ProcedureKind Kind { get; set; }
    public List<LifeEvent> LifeEvents { get; set; } = [];

    public void AddRows()
    {
        for (var i = 0; i < SpareRows; i++)
        {
            Papers.Add(new PaperInput());
            Fees.Add(new FeeInput());
        }
    }

    public static VersionInput Of(ProcedureVersion v, UnitTree tree) =>
        new()
        {
            Act = v.Act,
            Level = v.Level,
            Competent = v.CompetentUnitId is { } id ? tree.Find(id)?.Key : null,
            StatutoryAmount = AmountOf(v.StatutoryLimit),
            StatutoryCutOff = CutOffOf(v.StatutoryLimit),
            StatutoryUnit = v.StatutoryLimit.Unit,
            PromisedAmount = AmountOf(v.PromisedLimit),
            PromisedCutOff = CutOffOf(v.PromisedLimit),
            PromisedUnit = v.PromisedLimit.Unit,
            Process = v.Process,
            ReceivingPlace = v.ReceivingPlace,
            OnlineLevel = v.OnlineLevel,
            OnlineFrom = v.OnlineFrom,
            PayableOnlineFrom = v.PayableOnlineFrom,
            PostEligible = v.PostEligible,
            ElectronicResult = v.ElectronicResult,
            Papers =
            [
                .. v.Papers.Select(p => new PaperInput
                {
                    Name = p.NameVi,
                    NameEn = p.NameEn,
                    Case = p.Case,
                    Form = p.Form,
                    Originals = p.Originals,
                    Copies = p.Copies,
                    Required = p.IsRequired,
                }),
            ],
            Fees = [.. v.FeeItems.Select(Of)],
        };

    public static VersionInput Of(NationalProcedure entry)
    {
        var ways = entry.Ways;
        var limit =
            ways.FirstOrDefault(w => w.Channel == Channel.Counter)?.Limit
            ?? ways.FirstOrDefault(w => w.Limit is not null)?.Limit;
        return new VersionInput
        {
            Act = entry.Decision,
            Level = (entry.Levels & StatedLevels.Commune) != 0 ? Level.Commune : Level.Province,
            StatutoryAmount = AmountOf(limit),
            StatutoryCutOff = CutOffOf(limit),
            StatutoryUnit = limit?.Unit ?? LimitUnit.WorkingDays,
            PromisedAmount = AmountOf(limit),
            PromisedCutOff = CutOffOf(limit),
            PromisedUnit = limit?.Unit ?? LimitUnit.WorkingDays,
            PostEligible = ways.Any(w => w.Channel == Channel.Post),
            Audience = entry.Audience,
            Short =
                entry.Name.Length <= Dossiers.Dossier.SubjectMaxLength
                    ? entry.Name
                    : entry.Name[..Dossiers.Dossier.SubjectMaxLength],
            Papers =
            [
                .. entry
                    .Papers.Where(p => !p.IsNote)
                    .Select(p => new PaperInput
                    {
                        Name = p.Name,
                        Case = p.Case,
                        Form = p.Form,
                        Originals = p.Originals ?? 1,
                        Copies = p.Copies ?? 0,
                        // What is asked in one case only cannot be asked of everybody.
                        Required = p.Case is null,
                    }),
            ],
        };
    }

    public VersionDraft Draft(UnitTree tree, IReadOnlyList<ProcessStep> steps) =>
        new()
        {
            ValidFrom = ValidFrom,
            Level = Level,
            CompetentUnitId = tree.Find(Competent)?.Id,
            StatutoryLimit = LimitOf(StatutoryAmount, StatutoryUnit, StatutoryCutOff),
            PromisedLimit = LimitOf(PromisedAmount, PromisedUnit, PromisedCutOff),
            FeeItems =
            [
                .. Fees.Where(f => !string.IsNullOrWhiteSpace(f.Name)).Select((f, i) => Of(f, i)),
            ],
            PayableOnlineFrom = PayableOnlineFrom,
            OnlineLevel = OnlineLevel,
            OnlineFrom = OnlineLevel == OnlineLevel.None ? null : OnlineFrom ?? ValidFrom,
            PostEligible = PostEligible,
            ElectronicResult = ElectronicResult,
            ReceivingPlace = ReceivingPlace,
            Process = Process,
            Steps = steps,
            Papers =
            [
                .. Papers
                    .Where(p => !string.IsNullOrWhiteSpace(p.Name))
                    .Select(
                        (p, i) =>
                            new RequiredPaper(
                                i + 1,
                                p.Name!.Trim(),
                                p.NameEn?.Trim() ?? "",
                                p.Originals,
                                p.Copies,
                                p.Required
                            )
                            {
                                Case = Text(p.Case),
                                Form = Text(p.Form),
                            }
                    ),
            ],
            Act = Text(Act),
            DecisionNumber = Text(DecisionNumber),
            DecisionDate = DecisionDate,
        };

    private static FeeInput Of(FeeItem item) =>
        new()
        {
            Name = item.NameVi,
            NameEn = item.NameEn,
            Code = item.Code,
            Amount = item.Amount,
            Per = item.PerVi,
            Most = item.Most,
            OnRequest = item.OnRequest,
            Answer = item.Answer,
            Basis = item.Basis,
            Exempt = item.Exemptions.Count == 0 ? null : item.Exemptions[0].NameVi,
            ExemptShare = item.Exemptions.Count == 0 ? null : item.Exemptions[0].Share * 100,
            ExemptBasis = item.Exemptions.Count == 0 ? null : item.Exemptions[0].Basis,
        };

    private static FeeItem Of(FeeInput fee, int index) =>
        new(
            Text(fee.Code) ?? string.Create(CultureInfo.InvariantCulture, $"fee-{index + 1}"),
            fee.Name!.Trim(),
            fee.NameEn?.Trim() ?? "",
            fee.Amount ?? 0,
            Text(fee.Basis),
            Text(fee.Exempt) is { } exempt
                ?
                [
                    new FeeExemption(
                        exempt,
                        "",
                        (fee.ExemptShare ?? 0) / 100,
                        Text(fee.ExemptBasis) ?? ""
                    ),
                ]
                : []
        )
        {
            PerVi = Text(fee.Per),
            Most = fee.Most,
            OnRequest = fee.OnRequest,
            Answer = fee.OnRequest ? Text(fee.Answer) : null,
        };

    private static int? AmountOf(Limit? limit) =>
        limit is { Unit: not LimitUnit.SameDay } counted ? counted.Amount : null;

    private static TimeOnly? CutOffOf(Limit? limit) =>
        limit is { Unit: LimitUnit.SameDay } sameDay ? sameDay.CutOff : null;

    private Limit? LimitOf(int? amount, LimitUnit unit, TimeOnly? cutOff) =>
        LimitFields.Read(amount, unit, cutOff, ValidFrom);

    private static string? Text(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().Normalize();
}

/// <summary>The three fields in which a limit is typed.</summary>
public static class LimitFields
{
    /// <param name="cutOff">For a limit of the same day; left empty, the hour of the legal regime.</param>
    /// <param name="day">The day from which it holds, if it is known.</param>
    /// <returns>None where what was typed is no limit.</returns>
    public static Limit? Read(int? amount, LimitUnit unit, TimeOnly? cutOff, DateOnly? day) =>
        unit == LimitUnit.SameDay ? SameDay(cutOff, day)
        : amount is { } number && number >= 1 && number <= Limit.MaximumOf(unit)
            ? new Limit(number, unit)
        : null;

    private static Limit? SameDay(TimeOnly? stated, DateOnly? day) =>
        (stated ?? (day is { } known ? Clocks.RegimeRules.Find(known)?.SameDayCutOff.Value : null))
            is { } cutOff
            ? Limit.SameDay(new TimeOnly(cutOff.Hour, cutOff.Minute))
            : null;
}
