using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Registers;

/// <summary>
/// Every record behind a figure of a register: what it adds above and below the line. The columns add up to the two numbers of the figure.
/// </summary>
[Requires(Permissions.BoardDrill)]
public sealed class RegisterDataModel(
    BoardFrames frames,
    BoardReader boards,
    RegisterReader registers
) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        IndicatorQuestion asked,
        CancellationToken cancellation
    )
    {
        var frame = await frames.FindAsync(
            asked.Day,
            asked.Unit,
            asked.Joined,
            Permissions.BoardDrill,
            cancellation
        );
        if (frame is null)
        {
            return NotFound();
        }

        if (!frame.IsAllowed)
        {
            return Forbid();
        }

        var board = await boards.ReadAsync(frame.Scope, frame.AsOf, cancellation);
        if (
            IndicatorView
                .Find(board, asked.Condition)
                ?.Readings.FirstOrDefault(r =>
                    registers.Keeps(r.Definition)
                    && (asked.Reading is null || r.Definition.Reading == asked.Reading)
                )
            is not { } chosen
        )
        {
            return NotFound();
        }

        // Of a figure of the province as a whole a part of it has no records.
        IReadOnlyList<RegisterItem> items = chosen.IsProvinceOnly
            ? []
            : await registers.ListAsync(
                chosen.Definition,
                frame.Scope,
                RegisterDay.Of(chosen, frame.AsOf),
                cancellation
            );
        return new CsvFile($"{asked.Condition}-{frame.AsOf:yyyy-MM-dd}.csv", Text(items));
    }

    private static string Text(IReadOnlyList<RegisterItem> items)
    {
        var text = new StringBuilder(
            CsvText.Line("code", "name", "unit", "above", "below", "record", "version")
        );
        foreach (var item in items)
        {
            text.Append(
                CsvText.Line(
                    item.Code,
                    item.Name,
                    item.UnitName,
                    item.Above.ToString(CultureInfo.InvariantCulture),
                    item.Below.ToString(CultureInfo.InvariantCulture),
                    item.RecordId.ToString("D"),
                    item.Version
                )
            );
        }

        return text.ToString();
    }
}
