using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Bloc.Pages;

/// <summary>A new internal procedure, as it is typed.</summary>
public sealed class ProcedureInput
{
    public string? Name { get; set; }
    public int? Days { get; set; }
    public int? Papers { get; set; }
    public DateOnly? Day { get; set; }
    public string? Document { get; set; }
}

/// <summary>A supervision or a policy that is charged to the Council, as it is typed.</summary>
public sealed class ChargeInput
{
    public TaskSource? Kind { get; set; }
    public string? Name { get; set; }
    public DateOnly? Due { get; set; }
    public string? Product { get; set; }
}

/// <summary>One body of the bloc: plan, tasks, internal procedures, conclusions; of the Council also what it supervises and the policies it issues.</summary>
[Requires(Permissions.BlocView)]
public sealed class BlocBodyModel(
    MeetingShelf programmes,
    BlocShelf shelf,
    BlocDesk desk,
    TaskDesk tasks,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private WorkCalendar calendar = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public ProcedureInput Input { get; set; } = new();

    [BindProperty]
    public ChargeInput Charge { get; set; } = new();

    public Programme Programme { get; private set; } = null!;
    public BlocLine Line { get; private set; } = null!;

    /// <summary>The form that was refused, which stays open.</summary>
    public string? Failed { get; private set; }
    public DateOnly Today => clock.Today;
    public bool MayManage => user.Can(Permissions.BlocManage, Line.Unit.Id);

    /// <summary>Meetings are for those who read the board of the unit they look at.</summary>
    public bool MayOpenMeeting(Conclusion conclusion) =>
        Line.Meetings.Contains(conclusion.MeetingId);

    /// <summary>The Council's duties are given by whoever manages the programme, by the desk of all tasks.</summary>
    public bool MayCharge => IsCouncil && user.Can(Permissions.ProgrammeManage);

    /// <summary>A council itself: its office neither supervises nor issues policies.</summary>
    private bool IsCouncil => Line.Unit.Kind == UnitKind.Council;

    public IReadOnlyList<(string Heading, IReadOnlyList<AssignedTask> Tasks)> TaskParts =>
        IsCouncil
            ?
            [
                (texts["bloc.supervisions"], Of(TaskSource.Supervision)),
                (texts["bloc.policies"], Of(TaskSource.Policy)),
                (
                    texts["bloc.tasks"],
                    [
                        .. Line.Tasks.Where(t =>
                            t.Source is not (TaskSource.Supervision or TaskSource.Policy)
                        ),
                    ]
                ),
            ]
            : [(texts["bloc.tasks"], Line.Tasks)];

    public IReadOnlyList<SelectListItem> ChargeKinds =>
        [
            new(texts["bloc.choose"], ""),
            new(texts["bloc.charge.supervision"], TaskSource.Supervision.ToString()),
            new(texts["bloc.charge.policy"], TaskSource.Policy.ToString()),
        ];

    public static string Of(ConclusionState state) =>
        $"bloc.conclusion.{state.ToString().ToLowerInvariant()}";

    public bool MaySee(AssignedTask task) => user.Can(Permissions.TaskView, task.UnitId);

    public TaskLook Look(AssignedTask task) => TaskTexts.Look(task, clock.Today, calendar);

    public string NameOf(Guid unit) => tree.Find(unit)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>One act on one version of a line is one key, however often the form is sent.</summary>
    public string KeyOf(InternalProcedure procedure) =>
        string.Create(CultureInfo.InvariantCulture, $"{Key}-{procedure.Id:N}");

    public async Task<IActionResult> OnGetAsync(
        string programme,
        string body,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, body, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostRegisterAsync(
        string programme,
        string body,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, body, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        Failed = "Register";
        Require(
            string.IsNullOrWhiteSpace(Input.Name),
            "Input.Name",
            "bloc.refused.name",
            InternalProcedure.NameMaxLength
        );
        Require(Input.Days is null, "Input.Days", "bloc.days.missing");
        Require(Input.Papers is null, "Input.Papers", "bloc.papers.missing");
        Require(Input.Day is null, "Input.Day", "bloc.day.missing");
        Require(
            string.IsNullOrWhiteSpace(Input.Document),
            "Input.Document",
            "bloc.refused.document",
            InternalProcedure.DocumentMaxLength
        );
        return ModelState.IsValid
            ? Answer(
                await desk.RegisterAsync(
                    new NewProcedure(
                        Key,
                        Line.Unit.Id,
                        Clean(Input.Name),
                        Input.Days!.Value,
                        Input.Papers!.Value,
                        Input.Day!.Value,
                        Clean(Input.Document)
                    ),
                    cancellation
                ),
                "bloc.registered"
            )
            : Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(
        string programme,
        string body,
        Guid procedure,
        Guid seen,
        int? days,
        int? papers,
        DateOnly? day,
        string? document,
        bool abolish,
        CancellationToken cancellation
    )
    {
        if (
            !await LoadAsync(programme, body, cancellation)
            || string.IsNullOrEmpty(Key)
            || Line.Procedures.All(p => p.Id != procedure)
        )
        {
            return NotFound();
        }

        ModelState.Clear();
        return Answer(
            days is null ? Outcome.Refused("bloc.days.missing")
                : papers is null ? Outcome.Refused("bloc.papers.missing")
                : day is null ? Outcome.Refused("bloc.day.missing")
                : await desk.ReviewAsync(
                    new ProcedureReview(
                        Key,
                        procedure,
                        seen,
                        days.Value,
                        papers.Value,
                        day.Value,
                        Clean(document),
                        abolish
                    ),
                    cancellation
                ),
            "bloc.reviewed"
        );
    }

    public async Task<IActionResult> OnPostChargeAsync(
        string programme,
        string body,
        CancellationToken cancellation
    )
    {
        if (
            !await LoadAsync(programme, body, cancellation)
            || !MayCharge
            || string.IsNullOrEmpty(Key)
        )
        {
            return NotFound();
        }

        Failed = "Charge";
        Require(
            Charge.Kind is not (TaskSource.Supervision or TaskSource.Policy),
            "Charge.Kind",
            "bloc.charge.missing"
        );
        Require(string.IsNullOrWhiteSpace(Charge.Name), "Charge.Name", "task.refused.name");
        Require(Charge.Due is null, "Charge.Due", "bloc.day.missing");
        Require(
            Charge.Product?.Length > AssignedTask.ProductMaxLength,
            "Charge.Product",
            "task.refused.long",
            AssignedTask.ProductMaxLength
        );
        return ModelState.IsValid
            ? Answer(
                await tasks.AssignAsync(
                    Key,
                    [
                        new TaskOrder
                        {
                            ProgrammeId = Programme.Id,
                            Origin = TaskOrigin.Direction,
                            Name = Clean(Charge.Name),
                            Product = string.IsNullOrWhiteSpace(Charge.Product)
                                ? null
                                : Clean(Charge.Product),
                            Source = Charge.Kind,
                            SourceId = Line.Unit.Id,
                            UnitId = Line.Unit.Id,
                            DueOn = Charge.Due,
                        },
                    ],
                    cancellation
                ),
                "bloc.charged"
            )
            : Page();
    }

    private static string Clean(string? text) => (text ?? "").Trim().Normalize();

    private IReadOnlyList<AssignedTask> Of(TaskSource source) =>
        [.. Line.Tasks.Where(t => t.Source == source)];

    private void Require(bool fails, string field, string key, params object?[] arguments)
    {
        if (fails && ModelState[field] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(field, texts, key, arguments);
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
        return Redirect(BlocLinks.Body(Programme.Key, Line.Unit.Key));
    }

    private async Task<bool> LoadAsync(string key, string body, CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        if (
            await programmes.ProgrammeAsync(key, cancellation) is not { } programme
            || tree.Find(body) is not { } unit
            // An address from before a merger leads to the body that goes on.
            || tree.HeirOf(unit.Id, clock.Today) is not { } now
            || (await shelf.ReadAsync(programme, cancellation)).FirstOrDefault(l =>
                l.Unit.Id == now.Id
            )
                is not { } line
        )
        {
            return false;
        }

        (Programme, Line) = (programme, line);
        calendar = await calendars.NationalAsync(cancellation);
        return true;
    }
}
