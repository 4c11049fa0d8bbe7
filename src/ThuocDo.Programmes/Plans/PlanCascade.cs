using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Cascade.Assembling;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Plans;

/// <summary>
/// Makes the input of a cascade check out of a programme and its plans as they stand in the database, and says in words what cannot
/// be checked. Plans speak of a body at whole levels (all, province, district, commune), never of one commune: the figures of a body
/// at one level stand for all its units there, which gives the same answers with far fewer figures.
/// </summary>
/// <param name="unitName">Names the units of a body at a level; both sides of the check name them alike.</param>
public sealed class PlanCascade(
    UnitTree tree,
    string language,
    Func<string, Level, string> unitName
)
{
    private readonly CascadeAssembler assembler = new();
    private readonly List<Explanation> left = [];
    private readonly Dictionary<Guid, string> keys = [];
    private IReadOnlyDictionary<Guid, Territory> territories = new Dictionary<Guid, Territory>();

    /// <summary>What is not checked, or not by sums, and why.</summary>
    public IReadOnlyList<Explanation> Left => left;

    public CascadeInput Read(PlanBook book, IReadOnlyList<PlanLine> lines)
    {
        var bodyOf = BodiesOf(lines);
        var bound = lines.Where(l => l.IsBound).Select(l => l.Body).ToList();
        var others = lines.Select(l => l.Body).Concat(bodyOf.Values);
        AddBodies(
            [.. bound.Concat(others).DistinctBy(u => u.Id)],
            bound.Select(u => u.Id).ToHashSet(),
            RestOf(book, bound)
        );
        foreach (var task in book.Items.Tasks)
        {
            assembler.Add(
                new HigherTask(PlanItem.KeyOf(task), In(task.NameVi, task.NameEn), task.Deadline)
            );
        }

        var conditions = book.Items.Conditions.ToDictionary(c => c.Key);
        foreach (var condition in book.Items.Conditions)
        {
            AddCondition(condition);
        }

        foreach (var own in book.Plans.GroupBy(p => keys[bodyOf[p].Id]))
        {
            var all = own.ToList();
            foreach (var plan in all)
            {
                AddPlan(own.Key, plan, conditions, bodyOf[plan], MarkOf(plan, all));
            }
        }

        return assembler.Input(new Dictionary<GivenFigure, FigureRange>());
    }

    /// <summary>For whom each plan speaks: for its issuer, or where that only follows one bound body, for that body.</summary>
    private static Dictionary<ActionPlan, Unit> BodiesOf(IReadOnlyList<PlanLine> lines) =>
        lines
            .SelectMany(l => l.Plans.Select(p => (Plan: p, l.Body)))
            .GroupBy(x => x.Plan, x => x.Body)
            .ToDictionary(g => g.Key, g => g.Count() == 1 ? g.Single() : g.Key.Issuer);

    /// <summary>Whoever is above all of them: units that no bound body reaches are its, and no plan speaks for them.</summary>
    private Unit? RestOf(PlanBook book, List<Unit> bound)
    {
        var root = book.Programme.IssuerId is { } issuer
            ? tree.Find(issuer)
            : bound.FirstOrDefault();
        while (root?.ParentId is { } above)
        {
            root = tree.Find(above);
        }

        return root;
    }

    /// <param name="asked">Those that the programme binds. Others may plan too, but their plans take nobody's units away.</param>
    /// <param name="rest">Whose are the units that none of these reaches.</param>
    private void AddBodies(IReadOnlyList<Unit> bodies, HashSet<Guid> asked, Unit? rest)
    {
        territories = Territories.Of(tree, bodies.Where(b => asked.Contains(b.Id)), rest);
        if (
            rest is not null
            && territories.ContainsKey(rest.Id)
            && bodies.All(b => b.Id != rest.Id)
        )
        {
            bodies = [.. bodies, rest];
        }
        var names = bodies.ToLookup(b => b.NameIn(language));
        foreach (var body in bodies)
        {
            // The key is read in sentences: the name, and only where two bear one name its key too.
            var name = body.NameIn(language);
            keys[body.Id] = names[name].Count() == 1 ? name : $"{name} ({body.Key})";
            assembler.Add(new Body(keys[body.Id], name, UnitsOf(body, Terms.Everybody)));
        }
    }

    /// <summary>The units of a body at the levels of a scope; a body without figures of its own is its own only unit.</summary>
    private IReadOnlyList<string> UnitsOf(Unit body, string scope)
    {
        var own = territories.GetValueOrDefault(body.Id)?.Levels ?? [];
        return own.Count == 0
            ? [keys[body.Id]]
            : [.. own.Where(l => IsIn(l, scope)).Select(l => unitName(keys[body.Id], l))];
    }

    /// <summary>Of whom a plan speaks: of its body's own units, or at a level where it has none of those below it.</summary>
    private IReadOnlyList<string> SpokenOf(Unit body, string scope)
    {
        var units = UnitsOf(body, scope);
        return units.Count > 0
            ? units
            :
            [
                .. territories
                    .Where(t =>
                        t.Value.Reach.Count > 0
                        && territories.TryGetValue(body.Id, out var own)
                        && t.Value.Reach.IsProperSubsetOf(own.Reach)
                    )
                    .SelectMany(t => UnitsOf(tree[t.Key], scope)),
            ];
    }

    private static bool IsIn(Level level, string scope) =>
        scope == Terms.Everybody
        || string.Equals(level.ToString(), scope, StringComparison.OrdinalIgnoreCase);

    private void AddCondition(Condition condition)
    {
        var name = $"{condition.Key} ({In(condition.NameVi, condition.NameEn)})";
        var addsUp =
            condition.Index is null
            && condition.Kind
                is ConditionKind.Share
                    or ConditionKind.Count
                    or ConditionKind.Reduction;
        var isLeft = false;
        assembler.AddCondition(
            new(
                condition.Key,
                In(condition.NameVi, condition.NameEn),
                // No indicator is called like this, so that nothing else is summed with it.
                condition.Indicator == IndicatorChoice.Unmeasured
                    ? $"{IndicatorChoice.Unmeasured}/{condition.Key}"
                    : condition.Indicator,
                new(
                    condition.Kind,
                    condition.Operator,
                    condition.Limit,
                    condition.Deadline,
                    condition.BaseYear
                ),
                addsUp
            ),
            [
                .. assembler
                    .Bodies.Values.Join(territories, b => b.Key, t => keys[t.Key], (b, t) => (b, t))
                    .Where(x => x.t.Value.Levels.Any(level => IsIn(level, condition.Scope)))
                    .Select(x => x.b with { Units = UnitsOf(tree[x.t.Key], condition.Scope) }),
            ],
            (fault, arguments) =>
            {
                isLeft = true;
                left.Add(new("plan.left", name, Reason(fault, arguments)));
            }
        );
        if (!isLeft && !addsUp)
        {
            left.Add(
                new(
                    "plan.left",
                    name,
                    new Explanation(
                        condition.Kind == ConditionKind.Growth
                            ? "plan.left.growth"
                            : "plan.left.published"
                    )
                )
            );
        }
    }

    /// <summary>What tells the items of several plans of one body apart: the number, which years may share, or the plan's key.</summary>
    private static string? MarkOf(ActionPlan plan, List<ActionPlan> all) =>
        all.Count == 1 ? null
        : plan.First.ActNumber is { } number && all.Count(p => p.First.ActNumber == number) == 1
            ? number
        : plan.Programme.Key;

    private void AddPlan(
        string body,
        ActionPlan plan,
        Dictionary<string, Condition> conditions,
        Unit unit,
        string? mark
    )
    {
        string Named(string item) => mark is null ? item : $"{item} ({mark})";

        foreach (var task in plan.Items.Tasks)
        {
            var key = PlanItem.KeyOf(task);
            var tie = plan.TiedTo(TieKind.Task, key);
            assembler.AddTask(
                body,
                Named(key),
                tie is not null && assembler.Tasks.ContainsKey(tie) ? tie : null,
                task.Deadline,
                Refusing(body, Named(key))
            );
        }

        foreach (var condition in plan.Items.Conditions)
        {
            var tie = plan.TiedTo(TieKind.Condition, condition.Key);
            var higher = tie is null ? null : conditions.GetValueOrDefault(tie);
            // What is tied to a condition that is not checked serves it all the same.
            if (higher is null || assembler.Conditions.ContainsKey(higher.Key))
            {
                AddTarget(body, Named(condition.Key), condition, higher, unit);
            }
        }
    }

    /// <summary>A plan that says nothing of a level speaks of those its condition asks for. Of "above" it keeps at least the limit.</summary>
    private void AddTarget(
        string body,
        string item,
        Condition condition,
        Condition? higher,
        Unit unit
    )
    {
        var scope = condition.Scope == Terms.Everybody ? higher?.Scope : condition.Scope;
        assembler.AddTarget(
            body,
            item,
            higher?.Key,
            new(
                condition.Kind,
                condition.Operator.IsFloor() ? ConditionOperator.AtLeast : ConditionOperator.AtMost,
                condition.Limit,
                condition.Deadline,
                condition.BaseYear
            ),
            SpokenOf(unit, scope ?? Terms.Everybody),
            Refusing(body, item)
        );
    }

    private Refuse Refusing(string body, string item) =>
        (fault, arguments) => left.Add(new("plan.left.item", body, item, Reason(fault, arguments)));

    private static Explanation Reason(CascadeFault fault, object[] arguments) =>
        fault switch
        {
            CascadeFault.Kind => new("plan.left.group"),
            CascadeFault.Operator => new("plan.left.strict", arguments),
            CascadeFault.Value => new("plan.left.value", arguments),
            CascadeFault.BaseYear => new("plan.left.base-year", arguments),
            CascadeFault.NoBody => new("plan.left.no-body"),
            _ => throw new InvalidOperationException($"The database reader met {fault}."),
        };

    private string In(string vi, string? en) => language == "en" ? en ?? vi : vi;
}
