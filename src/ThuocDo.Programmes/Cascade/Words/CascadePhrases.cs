using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Words;

/// <summary>The parts of the sentences.</summary>
internal static class CascadePhrases
{
    public static Explanation Of(Demand demand) => Of(demand, demand.Value);

    public static Explanation Of(Demand demand, decimal value) =>
        new(
            $"cascade.demand.{demand.Kind.ToString().ToLowerInvariant()}",
            demand.Operator.Sign(),
            value
        );

    public static Explanation Of(IEnumerable<Shortcoming> reasons) =>
        reasons
            .Select(r => new Explanation($"cascade.reason.{r.ToString().ToLowerInvariant()}"))
            .Aggregate((all, next) => new("cascade.and", all, next));

    public static string Of(IEnumerable<PlanTarget> targets) =>
        string.Join(", ", targets.Select(t => $"{t.Body.Key}/{t.Key}"));

    public static string Of(IEnumerable<Body> bodies) =>
        string.Join(", ", bodies.Select(b => b.Name));

    public static string Name(HigherCondition condition) => $"{condition.Key} ({condition.Name})";
}
