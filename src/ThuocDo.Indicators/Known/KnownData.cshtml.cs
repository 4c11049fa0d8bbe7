using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Known;

/// <summary>
/// The two times as a file: first the figure then and now, then the causes, then every contribution that became known later. The causes
/// sum up to the difference exactly. Records are named to whoever may open them.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class KnownDataModel(KnownDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        IndicatorQuestion asked,
        [FromQuery(Name = KnownLinks.Day)] DateOnly? knownOn,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, knownOn, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        return answer is null
            ? NotFound()
            : new CsvFile(
                $"{asked.Condition}-{answer.Question.KnownOn:yyyy-MM-dd}.csv",
                LinesAsync(answer.Question.KnownOn, answer.Sheet, desk.FactsAsync(answer))
            );
    }

    public static async IAsyncEnumerable<string> LinesAsync(
        DateOnly knownOn,
        KnownSheet sheet,
        IAsyncEnumerable<LateFact> facts
    )
    {
        yield return CsvText.Line(
            "row",
            "cause",
            "record",
            "day",
            "recorded_on",
            "numerator",
            "denominator"
        );
        yield return Line(
            "then",
            "",
            null,
            null,
            knownOn,
            sheet.Known.Numerator,
            sheet.Known.Denominator
        );
        foreach (var cause in sheet.Causes)
        {
            yield return Line(
                "cause",
                Name(cause.Cause),
                null,
                null,
                null,
                cause.Numerator,
                cause.Denominator
            );
        }

        yield return Line("now", "", null, null, null, sheet.Now.Numerator, sheet.Now.Denominator);
        await foreach (var fact in facts)
        {
            yield return Line(
                "record",
                Name(fact.Cause),
                fact.SubjectId,
                fact.Day,
                fact.RecordedOn,
                fact.Numerator,
                fact.Denominator
            );
        }
    }

    private static string Line(
        string row,
        string cause,
        Guid? record,
        DateOnly? day,
        DateOnly? recorded,
        long numerator,
        long denominator
    ) =>
        CsvText.Line(
            row,
            cause,
            record?.ToString("D") ?? "",
            day is { } d ? Canonical.Day(d) : "",
            recorded is { } r ? Canonical.Day(r) : "",
            numerator.ToString(CultureInfo.InvariantCulture),
            denominator.ToString(CultureInfo.InvariantCulture)
        );

    private static string Name(Cause cause) =>
        cause switch
        {
            Cause.LaterWork => "later-work",
            Cause.LateEntry => "late-entry",
            _ => cause.ToString().ToLowerInvariant(),
        };
}
