using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <summary>What a procedure is apart from its versions; asked once, when the province takes it over.</summary>
public sealed record ProcedureDraft(
    string NameVi,
    string NameEn,
    string ShortVi,
    string FieldVi,
    string FieldEn,
    Audience Audience,
    ProcedureKind Kind,
    IReadOnlyList<LifeEvent> LifeEvents
);

/// <summary>A version as somebody wants to publish it; what is not understood yet is missing.</summary>
public sealed record VersionDraft
{
    public DateOnly? ValidFrom { get; init; }
    public Level Level { get; init; }
    public Guid? CompetentUnitId { get; init; }
    public Limit? StatutoryLimit { get; init; }
    public Limit? PromisedLimit { get; init; }
    public IReadOnlyList<FeeItem> FeeItems { get; init; } = [];
    public string? FeeBasis { get; init; }
    public DateOnly? PayableOnlineFrom { get; init; }
    public OnlineLevel OnlineLevel { get; init; }
    public DateOnly? OnlineFrom { get; init; }
    public bool PostEligible { get; init; }
    public bool ElectronicResult { get; init; }
    public ReceivingPlace ReceivingPlace { get; init; }
    public string? Process { get; init; }
    public IReadOnlyList<ProcessStep> Steps { get; init; } = [];
    public IReadOnlyList<RequiredPaper> Papers { get; init; } = [];
    public string? Act { get; init; }
    public string? DecisionNumber { get; init; }
    public DateOnly? DecisionDate { get; init; }

    /// <summary>What is due where nothing is counted: the sum of the items for one of each.</summary>
    public decimal Fee => FeeItems.Where(i => !i.OnRequest).Sum(i => i.For(1));
}

/// <summary>
/// What must hold before a version is published. The promise never exceeds the law; the day of effect lies ahead, because
/// what was received today was received under another version; days do not overlap; the process ends with the return.
/// </summary>
public static class VersionRules
{
    public static IEnumerable<FieldFault> Check(
        VersionDraft draft,
        ProcedureVersion? previous,
        UnitTree tree,
        DateOnly today
    ) =>
        Days(draft, previous, today)
            .Concat(Limits(draft))
            .Concat(Offices(draft, tree))
            .Concat(Process(draft))
            .Concat(Papers(draft.Papers))
            .Concat(Fees(draft));

    private static IEnumerable<FieldFault> Days(
        VersionDraft draft,
        ProcedureVersion? previous,
        DateOnly today
    )
    {
        // A first version has no other beside it, so it may begin at once.
        var earliest = previous is null ? today : today.AddDays(1);
        if (draft.ValidFrom is not { } from)
        {
            yield return new(nameof(draft.ValidFrom), "procedure.valid-from.missing");
            yield break;
        }

        if (from < earliest)
        {
            yield return new(nameof(draft.ValidFrom), "procedure.valid-from.early", earliest);
        }
        else if (previous is not null && from <= previous.ValidFrom)
        {
            yield return new(
                nameof(draft.ValidFrom),
                "procedure.valid-from.overlap",
                previous.Number,
                previous.ValidFrom
            );
        }

        if (string.IsNullOrWhiteSpace(draft.DecisionNumber))
        {
            yield return new(nameof(draft.DecisionNumber), "procedure.decision.missing");
        }

        if (draft.DecisionDate is null)
        {
            yield return new(nameof(draft.DecisionDate), "procedure.decision-date.missing");
        }
        else if (draft.DecisionDate > from)
        {
            yield return new(nameof(draft.DecisionDate), "procedure.decision-date.late", from);
        }
    }

    private static IEnumerable<FieldFault> Limits(VersionDraft draft)
    {
        if (draft.StatutoryLimit is null)
        {
            yield return new("StatutoryAmount", "procedure.limit.wrong");
        }

        if (draft.PromisedLimit is null)
        {
            yield return new("PromisedAmount", "procedure.limit.wrong");
        }

        if (
            draft is { StatutoryLimit: { } law, PromisedLimit: { } promise }
            && LimitOrder.IsLonger(promise, law)
        )
        {
            yield return new("PromisedAmount", "procedure.promise.longer", law.InWords);
        }
    }

    private static IEnumerable<FieldFault> Offices(VersionDraft draft, UnitTree tree)
    {
        if (draft.CompetentUnitId is { } id)
        {
            var unit = tree.Find(id);
            if (unit is null || draft.ValidFrom is { } from && !unit.IsValidOn(from))
            {
                yield return new("Competent", "procedure.competent.gone");
            }
        }
        else if (draft.Level == Level.Province)
        {
            yield return new("Competent", "procedure.competent.missing");
        }

        if (draft.OnlineLevel != OnlineLevel.None && draft.OnlineFrom is null)
        {
            yield return new(nameof(draft.OnlineFrom), "procedure.online-from.missing");
        }

        if (
            draft.ReceivingPlace == ReceivingPlace.OnlineOnly
            && draft.OnlineLevel == OnlineLevel.None
        )
        {
            yield return new(nameof(draft.ReceivingPlace), "procedure.place.not-online");
        }
    }

    private static IEnumerable<FieldFault> Process(VersionDraft draft)
    {
        if (draft.Process is null || draft.Steps.Count == 0)
        {
            yield return new(nameof(draft.Process), "procedure.process.missing");
        }
        else if (draft.Steps[^1].Code != ProcessStep.Return)
        {
            yield return new(nameof(draft.Process), "procedure.process.no-end");
        }
        else if (draft.Steps.Sum(s => s.BudgetShare) is > 1 and var sum)
        {
            yield return new(nameof(draft.Process), "procedure.process.budget", sum * 100);
        }
    }

    private static IEnumerable<FieldFault> Papers(IReadOnlyList<RequiredPaper> papers)
    {
        for (var i = 0; i < papers.Count; i++)
        {
            var paper = papers[i];
            if (paper.Number != i + 1)
            {
                yield return new($"Papers[{i}].Name", "procedure.paper.number", i + 1);
            }

            if (paper.Originals < 0 || paper.Copies < 0 || paper.Originals + paper.Copies == 0)
            {
                yield return new($"Papers[{i}].Originals", "procedure.paper.copies", paper.Number);
            }
        }

        if (papers.Count > 0 && papers.All(p => !p.IsRequired))
        {
            yield return new("Papers[0].Required", "procedure.paper.none-required");
        }
    }

    private static IEnumerable<FieldFault> Fees(VersionDraft draft)
    {
        var codes = new HashSet<string>();
        for (var i = 0; i < draft.FeeItems.Count; i++)
        {
            var item = draft.FeeItems[i];
            if (!codes.Add(item.Code))
            {
                yield return new($"Fees[{i}].Code", "procedure.fee.code-twice", item.Code);
            }

            if (item.Amount < 0 || item.Amount != decimal.Truncate(item.Amount))
            {
                yield return new($"Fees[{i}].Amount", "procedure.fee.amount");
            }

            if (item.Most is { } most && most < item.Amount)
            {
                yield return new($"Fees[{i}].Most", "procedure.fee.most");
            }

            if (item.Amount > 0 && string.IsNullOrWhiteSpace(item.Basis))
            {
                yield return new($"Fees[{i}].Basis", "procedure.fee.basis");
            }

            foreach (var exemption in item.Exemptions)
            {
                if (exemption.Share is <= 0 or > 1)
                {
                    yield return new($"Fees[{i}].ExemptShare", "procedure.fee.share");
                }

                if (string.IsNullOrWhiteSpace(exemption.Basis))
                {
                    yield return new($"Fees[{i}].ExemptBasis", "procedure.fee.exempt-basis");
                }
            }
        }

        if (draft.PayableOnlineFrom is not null && draft.Fee == 0)
        {
            yield return new(nameof(draft.PayableOnlineFrom), "procedure.fee.nothing-to-pay");
        }
    }
}
