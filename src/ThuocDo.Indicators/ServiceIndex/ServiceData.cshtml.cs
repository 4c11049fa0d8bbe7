using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>The set as a file: a line for each metric, of the scope and of each body in it. An empty field is not measured or without a case.</summary>
[Requires(Permissions.BoardView)]
public sealed class ServiceDataModel(ServiceDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        ServiceQuestion asked,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        return answer is null
            ? NotFound()
            : new CsvFile($"766-{answer.Days.Key}.csv", Text(answer));
    }

    private static string Text(ServiceAnswer answer)
    {
        var text = new StringBuilder(
            CsvText.Line(
                "part",
                "unit",
                "name",
                "period",
                "group",
                "metric",
                "max",
                "numerator",
                "denominator",
                "points"
            )
        );
        var scope = answer.Frame.Scope;
        Add(
            "whole",
            scope.Key,
            scope.On(answer.Days.To).NameIn(Texts.CurrentLanguage),
            answer.Sheet.Whole
        );
        foreach (
            var (unit, score) in answer.Sheet.Bodies.OrderBy(
                b => b.Unit.Key,
                StringComparer.Ordinal
            )
        )
        {
            Add("body", unit.Key, unit.NameIn(Texts.CurrentLanguage), score);
        }

        return text.ToString();

        void Add(string part, string key, string name, ServiceScore score)
        {
            foreach (var metric in score.Metrics)
            {
                text.Append(
                    CsvText.Line(
                        part,
                        key,
                        name,
                        answer.Days.Key,
                        metric.Metric.Group.Key,
                        metric.Metric.Key,
                        Plain(metric.Metric.Max),
                        Plain(metric.Numerator),
                        Plain(metric.Denominator),
                        Plain(metric.Points)
                    )
                );
            }
        }
    }

    private static string Plain(decimal? value) =>
        value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";
}
