using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>What a closed round says, as a file; what is hidden on the page is empty here.</summary>
[Requires(Permissions.SurveyView)]
public sealed class RoundCsvModel(SurveyReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "survey")]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await reader.FindAsync(Id, cancellation) is not { } result
            ? NotFound()
            : new CsvFile(
                string.Create(CultureInfo.InvariantCulture, $"survey-{result.Round.Number}.csv"),
                Text(result)
            );

    private static string Text(SurveyResult result)
    {
        var text = new StringBuilder();
        if (result.Round.Kind == SurveyKind.Satisfaction)
        {
            text.Append(
                CsvText.Line(
                    "part",
                    "key",
                    "question",
                    "cases",
                    "asked",
                    "answers",
                    "share",
                    "share_low",
                    "share_high",
                    "mean",
                    "mean_low",
                    "mean_high",
                    "demonstration"
                )
            );
            if (result.Satisfaction is { } found)
            {
                var main = found.Questions[0].Question.Key;
                foreach (var row in found.Questions)
                {
                    Add(
                        "whole",
                        row.Question.Key + (row.Option is { } option ? $"={option}" : ""),
                        row.Figure
                    );
                }

                foreach (
                    var (part, rows) in new[] { ("unit", found.Units), ("stratum", found.Strata) }
                )
                {
                    foreach (var row in rows)
                    {
                        Add(part, main, row);
                    }
                }
            }

            return text.ToString();
        }

        text.Append(
            CsvText.Line(
                "group",
                "body",
                "answers",
                "score",
                "rank",
                "rank_best",
                "rank_worst",
                "tier",
                "score_fixed",
                "open_answers",
                "open_mean",
                "demonstration"
            )
        );
        foreach (
            var (group, line) in result.Ddci.SelectMany(g => g.Lines.Select(l => (g.Group, l)))
        )
        {
            text.Append(
                CsvText.Line(
                    group.ToString(),
                    line.Cell.Key,
                    Numbers.Text(line.Answers),
                    Numbers.Text(line.Score?.Total),
                    Numbers.Text(line.Score?.Rank),
                    Numbers.Text(line.Rank?.Interval?.Best),
                    Numbers.Text(line.Rank?.Interval?.Worst),
                    line.Score?.Tier ?? "",
                    Numbers.Text(line.Score?.TotalFixed),
                    Numbers.Text(line.OpenAnswers),
                    Plain(line.OpenMean),
                    result.Round.IsSimulated ? "1" : "0"
                )
            );
        }

        return text.ToString();

        void Add(string part, string question, SurveyFigure figure)
        {
            var (share, mean) = figure.IsHidden ? (null, null) : (figure.Share, figure.Mean);
            text.Append(
                CsvText.Line(
                    part,
                    figure.Key,
                    question,
                    Numbers.Text(figure.Cases),
                    Numbers.Text(figure.Asked),
                    Numbers.Text(figure.Answers),
                    Plain(share?.Value),
                    Plain(share?.Low),
                    Plain(share?.High),
                    Plain(mean?.Value),
                    Plain(mean?.Low),
                    Plain(mean?.High),
                    result.Round.IsSimulated ? "1" : "0"
                )
            );
        }
    }

    private static string Plain(double? value) =>
        value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
