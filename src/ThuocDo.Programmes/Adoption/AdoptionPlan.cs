using System.Globalization;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Adoption;

/// <summary>How an act treats the programme it changes.</summary>
public enum AdoptionWay
{
    /// <summary>A programme of its own.</summary>
    New,

    /// <summary>Changes what it names; everything else goes on.</summary>
    Amend,

    /// <summary>Whatever it does not take up ends.</summary>
    Replace,

    /// <summary>The action plan of a body, for a programme.</summary>
    Plan,
}

/// <summary>
/// What a version will hold, made from the accepted items of a draft and from what stood before. Pure: the page shows it before
/// anything is written, and the use case writes exactly it.
/// </summary>
public sealed class AdoptionPlan
{
    private readonly Guid programme;
    private readonly int version;
    private readonly DateOnly termEnd;
    private readonly ProgrammeItems before;
    private readonly ProgrammeItems ever;
    private readonly IReadOnlyDictionary<string, IndicatorChoice> indicators;
    private readonly List<Target> targets = [];
    private readonly List<Condition> conditions = [];
    private readonly List<ProgrammeTask> tasks = [];
    private readonly List<Addressee> addressees = [];
    private readonly List<Duty> duties = [];
    private readonly List<AddresseeUnit> units = [];
    private readonly List<IVersionedItem> ended = [];
    private readonly List<Explanation> faults = [];

    private AdoptionPlan(
        Guid programme,
        int version,
        DateOnly termEnd,
        ProgrammeItems before,
        ProgrammeItems ever,
        IReadOnlyDictionary<string, IndicatorChoice> indicators
    ) =>
        (this.programme, this.version, this.termEnd, this.before, this.ever, this.indicators) = (
            programme,
            version,
            termEnd,
            before,
            ever,
            indicators
        );

    /// <summary>Rows to be added.</summary>
    public ProgrammeItems Added =>
        new()
        {
            Targets = targets,
            Conditions = conditions,
            Tasks = tasks,
            Addressees = addressees,
            Duties = duties,
        };

    public IReadOnlyList<AddresseeUnit> AddedUnits => units;

    /// <summary>Why it cannot be carried out; empty: it can.</summary>
    public IReadOnlyList<Explanation> Faults => faults;

    /// <summary>Rows that no longer stand in the new version.</summary>
    public IReadOnlyList<IVersionedItem> Ended => ended;

    /// <summary>What the new version holds.</summary>
    public ProgrammeItems After =>
        new()
        {
            Targets =
            [
                .. Kept(before.Targets, targets).OrderBy(t => t.Line, StringComparer.Ordinal),
            ],
            Conditions =
            [
                .. Kept(before.Conditions, conditions)
                    .OrderBy(c => c.Order)
                    .ThenBy(c => c.Key, StringComparer.Ordinal),
            ],
            Tasks = [.. Kept(before.Tasks, tasks).OrderBy(t => t.Number)],
            Addressees = [.. Kept(before.Addressees, addressees).OrderBy(a => a.Number)],
            Duties = [.. Kept(before.Duties, duties).OrderBy(d => d.Number)],
        };

    /// <param name="items">The accepted items of the draft.</param>
    /// <param name="before">What stands in the programme; nothing for a new one.</param>
    /// <param name="ever">Whatever stood in any version: no number is given twice.</param>
    /// <param name="termEnd">Deadline of whatever the text gives none.</param>
    public static AdoptionPlan Of(
        Guid programme,
        int version,
        AdoptionWay way,
        DateOnly termEnd,
        IReadOnlyList<DraftItem> items,
        ProgrammeItems before,
        ProgrammeItems ever,
        IReadOnlyDictionary<string, IndicatorChoice> indicators
    )
    {
        var plan = new AdoptionPlan(programme, version, termEnd, before, ever, indicators);
        plan.AddConditions(items.Where(i => i.Kind == DraftItemKind.Target));
        plan.AddTasks(items.Where(i => i.Kind == DraftItemKind.Task));
        plan.AddDuties(items.Where(i => i.Kind == DraftItemKind.Duty));
        if (way == AdoptionWay.Replace)
        {
            plan.EndTheRest();
        }

        return plan;
    }

    private void AddConditions(IEnumerable<DraftItem> items)
    {
        var next = ever.Targets.Select(t => Number(t.Line)).DefaultIfEmpty().Max() + 1;
        var order = ever.Conditions.Select(c => c.Order).DefaultIfEmpty(-1).Max() + 1;
        foreach (var line in items.GroupBy(i => i.Line).OrderBy(g => g.Key))
        {
            var fresh = new List<DraftItem>();
            foreach (var item in line)
            {
                if (Amended(item, before.Conditions, c => c.Key) is { } amended)
                {
                    conditions.Add(ConditionOf(item, amended.TargetId, amended.Key, amended.Order));
                }
                else
                {
                    fresh.Add(item);
                }
            }

            if (fresh.Count > 0)
            {
                var target = TargetOf(fresh[0], $"T{next++:00}");
                targets.Add(target);
                conditions.AddRange(
                    fresh.Select(
                        (item, i) =>
                            ConditionOf(
                                item,
                                target.Id,
                                fresh.Count == 1 ? target.Line : target.Line + Letters(i),
                                order++
                            )
                    )
                );
            }
        }
    }

    /// <summary>
    /// What an item changes. That it names something which does not stand, or which another item changes already, is a fault of the draft;
    /// the plan goes on as if it were new, so that all faults are seen at once.
    /// </summary>
    private T? Amended<T>(DraftItem item, IReadOnlyList<T> standing, Func<T, string> key)
        where T : class, IVersionedItem
    {
        if (item.Amends is null)
        {
            return null;
        }

        var found = standing.FirstOrDefault(i => key(i) == item.Amends);
        if (found is null)
        {
            faults.Add(new("adoption.fault.gone", item.Number, item.Amends));
            return null;
        }

        if (ended.Contains(found))
        {
            faults.Add(new("adoption.fault.twice", item.Number, item.Amends));
            return null;
        }

        ended.Add(found);
        return found;
    }

    /// <summary>a to z, then aa, ab and so on.</summary>
    private static string Letters(int index) =>
        (index < 26 ? "" : Letters((index / 26) - 1)) + (char)('a' + (index % 26));

    private Target TargetOf(DraftItem item, string line) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FromVersion = version,
            ProgrammeId = programme,
            Line = line,
            NameVi = item.Text,
            Sentence = item.Sentence,
            Deadline = Deadlines.LastDay(item.Deadline) ?? termEnd,
            OwnerId = item.BodyId,
            // A unit comes into an item only where its words match one, or by the hand of a person.
            IsOwnerNamed = item.BodyId is not null,
        };

    private Condition ConditionOf(DraftItem item, Guid target, string key, int order)
    {
        var demand =
            Conditions.Read(item.Operator, item.Value, item.Unit)
            ?? throw new InvalidOperationException($"Item {item.Number} has no value.");
        var indicator = indicators.GetValueOrDefault(item.Indicator ?? "");
        return new Condition
        {
            Id = Guid.CreateVersion7(),
            FromVersion = version,
            TargetId = target,
            Key = key,
            Order = order,
            // A score and a share are one thing in different words; the measure knows which it is.
            Kind = indicator?.Kind ?? demand.Kind,
            NameVi = item.Text,
            Operator = demand.Operator,
            Limit = demand.Limit,
            Group =
                demand.Kind != ConditionKind.Group ? null
                : indicator is null ? item.Value
                : Terms.Group(item.Value),
            Unit = UnitOf(demand.Kind, item.Unit),
            BaseYear = int.TryParse(item.BaseYear, CultureInfo.InvariantCulture, out var year)
                ? year
                : null,
            Scope = Terms.Scope(item.Scope),
            Deadline = Deadlines.LastDay(item.Deadline) ?? termEnd,
            Indicator = indicator?.Info.Key ?? IndicatorChoice.Unmeasured,
            Readings = string.Join(
                '|',
                indicator?.Info.Readings ?? [IndicatorChoice.UnmeasuredReading]
            ),
            Index = indicator?.Index,
            IsConfirmed = item.Doubts.Length == 0,
        };
    }

    private void AddTasks(IEnumerable<DraftItem> items)
    {
        var next = ever.Tasks.Select(t => t.Number).DefaultIfEmpty().Max() + 1;
        foreach (var item in items)
        {
            var amended = Amended(item, before.Tasks, t => Text(t.Number));
            tasks.Add(
                new ProgrammeTask
                {
                    Id = Guid.CreateVersion7(),
                    FromVersion = version,
                    ProgrammeId = programme,
                    Number = amended?.Number ?? next++,
                    Axis = amended?.Axis,
                    NameVi = item.Text,
                    Lead = item.Body,
                    LeadId = item.BodyId,
                    Coordinating = item.Coordinating,
                    Product = item.Product,
                    Deadline = DueDates.Of(item.DeadlineText, item.Deadline).DueOn,
                }
            );
        }
    }

    /// <summary>Duties hang on the body that owes them; one body is one addressee.</summary>
    private void AddDuties(IEnumerable<DraftItem> items)
    {
        var nextAddressee = ever.Addressees.Select(a => a.Number).DefaultIfEmpty().Max() + 1;
        var nextDuty = ever.Duties.Select(d => d.Number).DefaultIfEmpty().Max() + 1;
        foreach (var item in items)
        {
            var amended = Amended(item, before.Duties, d => Text(d.Number));
            var body = item.Body ?? "";
            // What is amended stays with its body, however the act calls it, unless a unit was chosen anew.
            var addressee =
                (
                    amended is not null && item.BodyId is null
                        ? before.Addressees.FirstOrDefault(a => a.Id == amended.AddresseeId)
                        : null
                )
                ?? before.Addressees.FirstOrDefault(a => a.NameVi == body)
                ?? addressees.FirstOrDefault(a => a.NameVi == body);
            if (addressee is null)
            {
                addressee = new Addressee
                {
                    Id = Guid.CreateVersion7(),
                    FromVersion = version,
                    ProgrammeId = programme,
                    Number = nextAddressee++,
                    NameVi = body,
                    DutyVi = item.Text,
                };
                addressees.Add(addressee);
            }

            // A duty of several bodies is split into one item for each: they come together at one addressee.
            if (
                item.BodyId is { } unit
                && addressees.Contains(addressee)
                && !units.Any(u => u.AddresseeId == addressee.Id && u.UnitId == unit)
            )
            {
                units.Add(new AddresseeUnit { AddresseeId = addressee.Id, UnitId = unit });
            }

            var (rule, dueOn) = DueDates.Of(item.DeadlineText, item.Deadline);
            duties.Add(
                new Duty
                {
                    Id = Guid.CreateVersion7(),
                    FromVersion = version,
                    AddresseeId = addressee.Id,
                    Number = amended?.Number ?? nextDuty++,
                    NameVi = item.Text,
                    Rule = rule,
                    DueOn = dueOn,
                    // A new date for the plans leaves them plans.
                    Kind = item.AsksForPlan ? DutyKind.ActionPlan : amended?.Kind ?? DutyKind.Other,
                }
            );
        }
    }

    private void EndTheRest()
    {
        var stays = conditions.Select(c => c.TargetId).ToHashSet();
        ended.AddRange(before.Conditions.Where(c => !ended.Contains(c)));
        ended.AddRange(before.Targets.Where(t => !stays.Contains(t.Id)));
        ended.AddRange(before.Tasks.Where(t => !ended.Contains(t)));
        ended.AddRange(before.Duties.Where(d => !ended.Contains(d)));
        var owing = duties.Select(d => d.AddresseeId).ToHashSet();
        ended.AddRange(before.Addressees.Where(a => !owing.Contains(a.Id)));
    }

    private IEnumerable<T> Kept<T>(IEnumerable<T> old, IEnumerable<T> fresh)
        where T : class, IVersionedItem => old.Where(i => !ended.Contains(i)).Concat(fresh);

    private static string UnitOf(ConditionKind kind, string? unit) =>
        (kind, Terms.Unit(unit)) switch
        {
            (ConditionKind.Rank, _) => "rank",
            (ConditionKind.Group, _) => "group",
            (ConditionKind.Growth, Terms.Percent) => "percent-per-year",
            (_, { } known) => known,
            _ => unit ?? "",
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string line) =>
        int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
