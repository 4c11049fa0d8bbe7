using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Bloc.Pages;

/// <summary>Keys of the words of the bloc.</summary>
public static class BlocTexts
{
    public static string Of(BlocPart part) => $"bloc.part.{part.ToString().ToLowerInvariant()}";

    public static string Of(PlanState state) => $"bloc.plan.{state.ToString().ToLowerInvariant()}";

    public static (string Tone, string Icon) Look(PlanState state) =>
        state switch
        {
            PlanState.InTime or PlanState.Issued => ("good", "check"),
            PlanState.Late => ("warn", "warning"),
            PlanState.Awaited => ("info", "clock"),
            PlanState.Overdue => ("bad", "cross"),
            _ => ("open", "question"),
        };
}

/// <summary>The reform of the Party, the Front, mass organisations and the Council, body by body.</summary>
[Requires(Permissions.BlocView)]
public sealed class BlocPageModel(MeetingShelf programmes, BlocShelf shelf, Clock clock) : PageModel
{
    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<BlocLine> Lines { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        Programme = found;
        Lines = await shelf.ReadAsync(found, cancellation);
        return Page();
    }
}

/// <summary>The same as a file: one line for each body.</summary>
[Requires(Permissions.BlocView)]
public sealed class BlocCsvModel(MeetingShelf programmes, BlocShelf shelf, Clock clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        var text = new StringBuilder(
            CsvText.Line(
                "part",
                "body",
                "name",
                "plan",
                "tasks_open",
                "tasks_overdue",
                "tasks_done",
                "procedures",
                "procedures_reviewed",
                "procedures_simplified",
                "procedures_abolished",
                "conclusions",
                "conclusions_open"
            )
        );
        foreach (var line in await shelf.ReadAsync(found, cancellation))
        {
            text.Append(
                CsvText.Line(
                    line.Part.ToString(),
                    line.Unit.Key,
                    line.Unit.Name,
                    string.Join(' ', line.Plans.Select(p => p.State.ToString())),
                    Plain(line.Open),
                    Plain(line.Overdue(clock.Today)),
                    Plain(line.Done),
                    Plain(line.Standing),
                    Plain(line.Reviewed(clock.Today)),
                    Plain(line.Simplified),
                    Plain(line.Abolished),
                    Plain(line.Conclusions.Count),
                    Plain(line.Conclusions.Count(c => c.State == ConclusionState.Open))
                )
            );
        }

        return new CsvFile($"{found.Key}-khoi-dang.csv", text.ToString());
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
