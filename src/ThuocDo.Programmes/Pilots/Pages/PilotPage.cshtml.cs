using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Pilots.Pages;

/// <summary>A comparison with the name of its figure.</summary>
public sealed record ComparisonView(PilotComparison Comparison, string Indicator)
{
    /// <summary>81,3 % (13/16); "–" where nothing falls under it.</summary>
    public static string Text(PilotShare share) =>
        share.Percent is { } percent
            ? $"{Formats.Decimal(percent, 1)}\u00A0% ({Formats.Number(share.Numerator)}/{Formats.Number(share.Denominator)})"
            : "–";

    public static string Points(decimal? points) =>
        points is { } known ? (known > 0 ? "+" : "") + Formats.Decimal(known, 1) : "–";
}

/// <summary>A unit by its name, with its heir where it has ended.</summary>
public sealed record PilotPlace(string Name, string? Heir);

/// <summary>A free measure before and during the pilot, the last value of each.</summary>
public sealed record MeasurePair(
    string Name,
    string Unit,
    PilotMeasure? Before,
    PilotMeasure? During
);

/// <summary>A free measure as it is typed.</summary>
public sealed class MeasureInput
{
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public DateOnly? Day { get; set; }
    public decimal? Value { get; set; }
    public string? Source { get; set; }
}

/// <summary>One pilot: what is tried where, what is measured, what was decided, who adopts it.</summary>
[Requires(Permissions.TaskView)]
public sealed class PilotPageModel(
    ThuocDoDb db,
    MeetingShelf programmes,
    PilotShelf shelf,
    PilotDesk desk,
    IUnitFigures figures,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public MeasureInput Measure { get; set; } = new();

    public Programme Programme { get; private set; } = null!;
    public PilotFolder Folder { get; private set; } = null!;
    public PilotComparison? Comparison { get; private set; }
    public string IndicatorName { get; private set; } = "";
    public string? ConditionName { get; private set; }
    public bool IsMeasuring { get; private set; }
    public bool MayManage => user.Can(Permissions.ProgrammeManage);

    public IReadOnlyList<PilotPlace> Places =>
        [.. UnitList.Read(Folder.Line.Pilot.Units).Select(PlaceOf)];

    public PilotPlace? Lead => Folder.Line.Pilot.LeadUnitId is { } lead ? PlaceOf(lead) : null;

    public IReadOnlyList<MeasurePair> Measures =>
        [
            .. Folder
                .Measures.GroupBy(m => (m.Name, m.Unit))
                .Select(g => new MeasurePair(
                    g.Key.Name,
                    g.Key.Unit,
                    g.Where(IsBefore).OrderBy(m => m.Day).ThenBy(m => m.Number).LastOrDefault(),
                    g.Where(m => !IsBefore(m))
                        .OrderBy(m => m.Day)
                        .ThenBy(m => m.Number)
                        .LastOrDefault()
                )),
        ];

    /// <summary>The page of a task is for those who may see its body's tasks; others read its name.</summary>
    public bool MaySee(AssignedTask task) => user.Can(Permissions.TaskView, task.UnitId);

    public bool MayFinish(AdoptionLine line) =>
        line.Adoption is { IsOpen: true, TaskId: null }
        && (MayManage || user.Can(Permissions.TaskLead, line.Body?.Id ?? line.Unit.Id));

    public bool MayDrop(AdoptionLine line) =>
        MayManage && line.Adoption.IsOpen && line.Task is null or { State: TaskState.Withdrawn };

    /// <summary>One act on one version of a line is one key, however often the form is sent.</summary>
    public string KeyOf(AdoptionLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{Key}-{line.Adoption.Id:N}");

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostMeasureAsync(
        string programme,
        Guid pilot,
        Guid seen,
        CancellationToken cancellation
    )
    {
        if (
            !MayManage
            || !await LoadAsync(programme, pilot, cancellation)
            || string.IsNullOrEmpty(Key)
        )
        {
            return NotFound();
        }

        IsMeasuring = true;
        Require(string.IsNullOrWhiteSpace(Measure.Name), "Measure.Name", "pilot.measure.missing");
        Require(string.IsNullOrWhiteSpace(Measure.Unit), "Measure.Unit", "pilot.measure.missing");
        Require(Measure.Day is null, "Measure.Day", "pilot.day.missing");
        Require(Measure.Value is null, "Measure.Value", "pilot.refused.value");
        Require(
            string.IsNullOrWhiteSpace(Measure.Source),
            "Measure.Source",
            "pilot.measure.missing"
        );
        return ModelState.IsValid
            ? Answer(
                await desk.MeasureAsync(
                    new PilotAct(Key, pilot, seen),
                    new NewMeasure(
                        Clean(Measure.Name),
                        Clean(Measure.Unit),
                        Measure.Day!.Value,
                        Measure.Value!.Value,
                        Clean(Measure.Source)
                    ),
                    cancellation
                ),
                "pilot.measure.added"
            )
            : Page();
    }

    public Task<IActionResult> OnPostAdoptedAsync(
        string programme,
        Guid pilot,
        Guid adoption,
        Guid seen,
        DateOnly? day,
        string? words,
        CancellationToken cancellation
    ) =>
        SettleAsync(
            programme,
            pilot,
            adoption,
            () =>
                day is null
                    ? Task.FromResult(Outcome.Refused("pilot.day.missing"))
                    : desk.AdoptedAsync(
                        new PilotAct(Key!, adoption, seen),
                        day.Value,
                        Clean(words),
                        cancellation
                    ),
            "pilot.adoption.finished",
            cancellation
        );

    public Task<IActionResult> OnPostDropAsync(
        string programme,
        Guid pilot,
        Guid adoption,
        Guid seen,
        string? words,
        CancellationToken cancellation
    ) =>
        SettleAsync(
            programme,
            pilot,
            adoption,
            () => desk.DropAsync(new PilotAct(Key!, adoption, seen), Clean(words), cancellation),
            "pilot.adoption.is-dropped",
            cancellation
        );

    private static string Clean(string? text) => (text ?? "").Trim().Normalize();

    private async Task<IActionResult> SettleAsync(
        string programme,
        Guid pilot,
        Guid adoption,
        Func<Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    )
    {
        if (
            !await LoadAsync(programme, pilot, cancellation)
            || string.IsNullOrEmpty(Key)
            || Folder.Line.Adoptions.All(a => a.Adoption.Id != adoption)
        )
        {
            return NotFound();
        }

        ModelState.Clear();
        return Answer(await act(), done);
    }

    private PilotPlace PlaceOf(Guid id) =>
        tree.Find(id) is { } unit
            ? new PilotPlace(
                unit.NameIn(Texts.CurrentLanguage),
                tree.HeirOf(id, clock.Today) is { } heir && heir.Id != id
                    ? heir.NameIn(Texts.CurrentLanguage)
                    : null
            )
            : new PilotPlace("–", null);

    private bool IsBefore(PilotMeasure measure) => measure.Day < Folder.Line.Pilot.From;

    private void Require(bool fails, string field, string key)
    {
        if (fails && ModelState[field] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    private IActionResult Answer(Outcome outcome, string done)
    {
        if (!outcome.Succeeded)
        {
            Key = Guid.CreateVersion7().ToString("N");
            ModelState.Remove(nameof(Key));
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(PilotLinks.Of(Programme.Key, Folder.Line.Pilot.Id));
    }

    private async Task<bool> LoadAsync(string key, Guid id, CancellationToken cancellation)
    {
        if (
            await programmes.ProgrammeAsync(key, cancellation) is not { } programme
            || await shelf.FindAsync(programme.Id, id, cancellation) is not { } folder
        )
        {
            return false;
        }

        (Programme, Folder) = (programme, folder);
        tree = await directory.GetAsync(cancellation);
        var pilot = folder.Line.Pilot;
        if (pilot.Indicator is { } indicator)
        {
            Comparison = await shelf.CompareAsync(pilot, cancellation);
            IndicatorName =
                (await figures.NamesAsync(cancellation))
                    .FirstOrDefault(n => n.Key == indicator)
                    ?.Name.ToString()
                ?? indicator;
        }

        if (pilot.Condition is { } condition)
        {
            ConditionName = (await ProgrammeItems.EverAsync(db, programme.Id, cancellation))
                .Conditions.Where(c => c.Key == condition)
                .Select(c => new Bilingual(c.NameVi, c.NameEn).ToString())
                .FirstOrDefault();
        }

        return true;
    }
}
