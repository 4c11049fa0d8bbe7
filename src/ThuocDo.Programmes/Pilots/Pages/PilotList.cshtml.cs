using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Pilots.Pages;

/// <summary>The register of pilots and good models: they are there to be learned from, so everybody who works on tasks reads all of it.</summary>
[Requires(Permissions.TaskView)]
public sealed class PilotListModel(
    MeetingShelf programmes,
    PilotShelf shelf,
    UnitDirectory directory,
    ICurrentUser user
) : PageModel
{
    private UnitTree tree = null!;

    [FromQuery(Name = PilotLinks.OriginField)]
    public PilotOrigin? Origin { get; set; }

    [FromQuery(Name = PilotLinks.StateField)]
    public PilotState? State { get; set; }

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<PilotLine> Lines { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.ProgrammeManage);

    public string Where(Pilot pilot) => PilotPlaces.Of(pilot, tree);

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        Programme = found;
        tree = await directory.GetAsync(cancellation);
        Lines =
        [
            .. (await shelf.ListAsync(found.Id, cancellation)).Where(l => l.IsOf(Origin, State)),
        ];
        return Page();
    }
}

/// <summary>Where a pilot is tried, in words.</summary>
public static class PilotPlaces
{
    public static string Of(Pilot pilot, UnitTree tree) =>
        pilot.Place
        ?? string.Join(
            "; ",
            UnitList
                .Read(pilot.Units)
                .Select(id => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–")
        );
}

/// <summary>The register as a file, one line for each body that shall adopt a model, and one for a pilot that nobody shall adopt.</summary>
[Requires(Permissions.TaskView)]
public sealed class PilotCsvModel(
    MeetingShelf programmes,
    PilotShelf shelf,
    UnitDirectory directory
) : PageModel
{
    [FromQuery(Name = PilotLinks.OriginField)]
    public PilotOrigin? Origin { get; set; }

    [FromQuery(Name = PilotLinks.StateField)]
    public PilotState? State { get; set; }

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        var lines = (await shelf.ListAsync(found.Id, cancellation))
            .Where(l => l.IsOf(Origin, State))
            .ToList();
        return new CsvFile(
            $"{found.Key}-mo-hinh.csv",
            Text(lines, await directory.GetAsync(cancellation))
        );
    }

    public static string Text(IReadOnlyList<PilotLine> lines, UnitTree tree)
    {
        var text = new StringBuilder(
            CsvText.Line(
                "number",
                "name",
                "origin",
                "units",
                "place",
                "source",
                "source_on",
                "lead",
                "from",
                "to",
                "condition",
                "indicator",
                "state",
                "verdict",
                "judged_on",
                "adopter",
                "adopter_now",
                "adoption_due",
                "adoption_done",
                "adoption_state"
            )
        );
        foreach (var line in lines)
        {
            foreach (
                var adoption in line.Adoptions.Count == 0
                    ? [null]
                    : line.Adoptions.Cast<AdoptionLine?>()
            )
            {
                text.Append(Line(line, adoption, tree));
            }
        }

        return text.ToString();
    }

    private static string Line(PilotLine line, AdoptionLine? adoption, UnitTree tree)
    {
        var pilot = line.Pilot;
        return CsvText.Line(
            pilot.Number.ToString(CultureInfo.InvariantCulture),
            pilot.Name,
            pilot.Origin.ToString(),
            string.Join(' ', UnitList.Read(pilot.Units).Select(Key)),
            pilot.Place ?? "",
            pilot.Source ?? "",
            Day(pilot.SourceOn),
            pilot.LeadUnitId is { } lead ? Key(lead) : "",
            Day(pilot.From),
            Day(pilot.To),
            pilot.Condition ?? "",
            pilot.Indicator ?? "",
            line.State.ToString(),
            line.Last?.Verdict.ToString() ?? "",
            Day(line.Last?.Day),
            adoption?.Unit.Key ?? "",
            adoption?.Body?.Key ?? "",
            Day(adoption?.DueOn),
            Day(adoption?.DoneOn),
            adoption?.State.ToString() ?? ""
        );

        string Key(Guid id) => tree.Find(id)?.Key ?? "";
    }

    private static string Day(DateOnly? day) => day is { } known ? Canonical.Day(known) : "";
}
