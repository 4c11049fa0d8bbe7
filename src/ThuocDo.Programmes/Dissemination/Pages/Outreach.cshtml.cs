using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dissemination.Pages;

/// <summary>A new line.</summary>
public sealed class OutreachInput
{
    public OutreachKind? Kind { get; set; }
    public DateOnly? Day { get; set; }
    public string? Where { get; set; }
    public string? What { get; set; }
    public string? Text { get; set; }
}

/// <summary>The communication plan, what people say, and who gets a copy of the act.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class OutreachModel(
    ThuocDoDb db,
    OutreachDesk desk,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    private IReadOnlyList<OutreachNote> notes = [];

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public OutreachInput Input { get; set; } = new();

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyDictionary<Guid, int> TaskNumbers { get; private set; } =
        new Dictionary<Guid, int>();
    public DateOnly Today => clock.Today;

    public IReadOnlyList<OutreachNote> Of(OutreachKind kind) =>
        [.. notes.Where(n => n.Kind == kind).OrderByDescending(n => n.Day).ThenBy(n => n.Number)];

    /// <summary>One act on one version of a line is one key, however often the form is sent.</summary>
    public string KeyOf(OutreachNote note) => $"{Key}-{note.Kind}-{note.Number}";

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Require(Input.Kind is null, "Input.Kind", "outreach.kind.missing");
        Require(Input.Day is null, "Input.Day", "outreach.day.missing");
        Require(string.IsNullOrWhiteSpace(Input.Where), "Input.Where", "outreach.where.missing");
        Require(string.IsNullOrWhiteSpace(Input.What), "Input.What", "outreach.what.missing");
        Require(
            Input.Kind == OutreachKind.Opinion && string.IsNullOrWhiteSpace(Input.Text),
            "Input.Text",
            "outreach.text.missing"
        );
        return ModelState.IsValid
            ? Answer(
                await desk.AddAsync(
                    new NewOutreach(
                        Key,
                        Programme.Id,
                        Input.Kind!.Value,
                        Input.Day!.Value,
                        Input.Where!,
                        Input.What!,
                        Input.Text ?? ""
                    ),
                    cancellation
                ),
                "outreach.added"
            )
            : Page();
    }

    public async Task<IActionResult> OnPostFinishAsync(
        string programme,
        Guid id,
        Guid seen,
        DateOnly? day,
        string? evidence,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        ModelState.Clear();
        return day is null
            ? Answer(Outcome.Refused("outreach.day.missing"), "")
            : Answer(
                await desk.FinishAsync(
                    new OutreachKey(Key, id, seen),
                    day.Value,
                    evidence,
                    cancellation
                ),
                "outreach.finished"
            );
    }

    public async Task<IActionResult> OnPostPassOnAsync(
        string programme,
        Guid id,
        Guid seen,
        string? unit,
        DateOnly? day,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        ModelState.Clear();
        return day is null || string.IsNullOrEmpty(unit)
            ? Answer(Outcome.Refused("outreach.refused.pass-on"), "")
            : Answer(
                await desk.PassOnAsync(
                    new OutreachKey(Key, id, seen),
                    Unit.IdOf(unit),
                    day.Value,
                    cancellation
                ),
                "outreach.passed-on"
            );
    }

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
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(StudyLinks.Outreach(Programme.Key));
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (
            await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Key == key, cancellation)
            is not { } found
        )
        {
            return false;
        }

        Programme = found;
        notes = await db.Set<OutreachNote>()
            .AsNoTracking()
            .Where(n => n.ProgrammeId == found.Id)
            .ToListAsync(cancellation);
        var tasks = notes.Select(n => n.TaskId).OfType<Guid>().ToArray();
        TaskNumbers = await db.Set<AssignedTask>()
            .Where(t => EF.Parameter(tasks).Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, t => t.Number, cancellation);
        var tree = await directory.GetAsync(cancellation);
        Kinds =
        [
            new(texts["outreach.choose"], ""),
            .. Enum.GetValues<OutreachKind>()
                .Select(k => new SelectListItem(
                    texts[$"outreach.kind.{k.ToString().ToLowerInvariant()}"],
                    k.ToString()
                )),
        ];
        Units =
        [
            new(texts["outreach.choose"], ""),
            .. tree
                .All.Where(u =>
                    u.IsValidOn(clock.Today)
                    && u.Kind
                        is UnitKind.Department
                            or UnitKind.Office
                            or UnitKind.District
                            or UnitKind.Commune
                            or UnitKind.Ward
                            or UnitKind.Township
                            or UnitKind.SpecialZone
                            or UnitKind.PartyBody
                            or UnitKind.PartyCommittee
                            or UnitKind.MassOrganisation
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        return true;
    }
}
