using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThuocDo.Programmes.Cascade;

namespace ThuocDo.Programmes.Plans;

/// <summary>
/// Keeps the last reports of the cascade check by the content of their input. The same input always gives the same report, so
/// nothing kept can be out of date; thirty full plans cost some tenths of a second once and not on each view.
/// </summary>
public sealed class CascadeMemo
{
    /// <summary>Far more than the programmes of a province in two languages.</summary>
    private const int Most = 32;

    private readonly ConcurrentDictionary<string, Lazy<CascadeReport>> reports = new();

    /// <param name="effort">See <see cref="Cascade.Solving.Effort"/>.</param>
    public CascadeReport Run(CascadeInput input, long effort)
    {
        if (reports.Count >= Most)
        {
            reports.Clear();
        }

        // Who asks while it is reckoned waits for that.
        return reports
            .GetOrAdd(
                DigestOf(input, effort),
                _ => new Lazy<CascadeReport>(() => CascadeCheck.Run(input, effort))
            )
            .Value;
    }

    private static string DigestOf(CascadeInput input, long effort) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', Lines(input).Prepend(Line("effort", effort)))
                )
            )
        );

    private static IEnumerable<string> Lines(CascadeInput input) =>
        input
            .Conditions.Select(c =>
                Line([
                    "condition",
                    c.Key,
                    c.Name,
                    c.Indicator,
                    c.AddsUp,
                    Text(c.Demand),
                    .. c.Bodies.Select(b => Line([b.Key, b.Name, .. b.Units])),
                ])
            )
            .Concat(input.Tasks.Select(t => Line("task", t.Key, t.Name, t.Deadline)))
            .Concat(
                input.Targets.Select(t =>
                    Line([
                        "target",
                        t.Body.Key,
                        t.Key,
                        t.TiedTo?.Key,
                        Text(t.Promise.Demand),
                        .. t.Promise.Units,
                    ])
                )
            )
            .Concat(
                input.PlanTasks.Select(t =>
                    Line("plan-task", t.Body.Key, t.Key, t.TiedTo?.Key, t.Deadline)
                )
            )
            .Concat(
                input
                    .Figures.Select(f =>
                        Line(
                            "figure",
                            f.Key.Indicator,
                            f.Key.Unit,
                            f.Key.Part,
                            f.Key.Year,
                            f.Value.Least,
                            f.Value.Most
                        )
                    )
                    .Order(StringComparer.Ordinal)
            );

    private static string Text(Demand demand) =>
        Line(demand.Kind, demand.Operator, demand.Value, demand.Deadline, demand.BaseYear);

    private static string Line(params object?[] parts) =>
        string.Join('\u001f', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)));
}
