using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Gaps;
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
        GapQuestion asked,
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
            : File(
                [
                    .. new UTF8Encoding(true).GetPreamble(),
                    .. Encoding.UTF8.GetBytes(Text(answer.Sheet, answer.MayDrill)),
                ],
                "text/csv; charset=utf-8",
                $"{asked.Condition}-{answer.Sheet.KnownOn:yyyy-MM-dd}.csv"
            );
    }

    public static string Text(KnownSheet sheet, bool withRecords)
    {
        var text = new StringBuilder(
            CsvText.Line("row", "cause", "record", "day", "recorded_on", "numerator", "denominator")
        );
        Add("then", "", null, null, sheet.KnownOn, sheet.Known.Numerator, sheet.Known.Denominator);
        foreach (var cause in sheet.Causes)
        {
            Add("cause", Name(cause.Cause), null, null, null, cause.Numerator, cause.Denominator);
        }

        Add("now", "", null, null, null, sheet.Now.Numerator, sheet.Now.Denominator);
        foreach (var fact in withRecords ? sheet.Facts : [])
        {
            Add(
                "record",
                Name(fact.Cause),
                fact.SubjectId,
                fact.Day,
                fact.RecordedOn,
                fact.Numerator,
                fact.Denominator
            );
        }

        return text.ToString();

        void Add(
            string row,
            string cause,
            Guid? record,
            DateOnly? day,
            DateOnly? recorded,
            long numerator,
            long denominator
        ) =>
            text.Append(
                CsvText.Line(
                    row,
                    cause,
                    record?.ToString("D") ?? "",
                    day is { } d ? Canonical.Day(d) : "",
                    recorded is { } r ? Canonical.Day(r) : "",
                    numerator.ToString(CultureInfo.InvariantCulture),
                    denominator.ToString(CultureInfo.InvariantCulture)
                )
            );

        static string Name(Cause cause) =>
            cause switch
            {
                Cause.LaterWork => "later-work",
                Cause.LateEntry => "late-entry",
                _ => cause.ToString().ToLowerInvariant(),
            };
    }
}
