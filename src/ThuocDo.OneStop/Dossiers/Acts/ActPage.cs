using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>What every action page needs.</summary>
public sealed record ActPageServices(
    DossierReader Reader,
    DossierStore Store,
    ActOnDossier Acts,
    Candidates Candidates,
    Absences.Authorities Authorities,
    ICurrentUser User,
    Clock Clock,
    Texts Texts
);

/// <summary>
/// One act on one dossier: shows what it will do to the clock by trying it without saving, then does it once. A refusal
/// or a conflict is said in words, with what was typed still there.
/// </summary>
public abstract class ActPage(ActPageServices services) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    /// <summary>The version on which the officer decides.</summary>
    [BindProperty]
    public Guid SeenVersion { get; set; }

    /// <summary>Makes two clicks one action.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public abstract DossierActionKind Kind { get; }

    public DossierFile Folder { get; private set; } = null!;

    /// <summary>What the rules would answer now.</summary>
    public Outcome Trial { get; private set; } = Outcome.Done;

    /// <summary>The clock as it would stand after the act.</summary>
    public ClockState After { get; private set; } = null!;

    /// <summary>True if the act is open to this person now and its form is shown.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>In whose stead the person would act.</summary>
    public Absences.StoodFor? InsteadOf { get; private set; }

    protected ActPageServices Services => services;

    protected Texts Words => services.Texts;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        Key = Guid.CreateVersion7().ToString("N");
        SeenVersion = Folder.Dossier.Version;
        Suggest();
        await TryOutAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var other = await LoadAsync(cancellation);
        if (other is NotFoundResult)
        {
            return other;
        }

        if (Key is { Length: > 0 } && await services.Acts.WasDoneAsync(Key, Kind, cancellation))
        {
            Check();
            ModelState.Clear();
            return Redirect(Destination());
        }

        if (
            other is not null
            && (SeenVersion == Guid.Empty || SeenVersion == Folder.Dossier.Version)
        )
        {
            return other;
        }

        // An act that is not open now is not checked: the officer is told what changed, or that it is not allowed.
        if (IsOpen)
        {
            Check();
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            await TryOutAsync(cancellation);
            return Page();
        }

        var ready = await MakeReadyAsync(cancellation);
        if (!ready.Succeeded)
        {
            this.Refuse(ready, Words);
            await TryOutAsync(cancellation);
            return Page();
        }

        var outcome = await services.Acts.RunAsync(
            new DossierAct(Key, Kind, Folder.Dossier.Id, SeenVersion),
            PerformAsync,
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done(ActTexts.Done(Kind), Folder.Dossier.Code);
            return Redirect(Destination());
        }

        if (outcome.Key == ActOnDossier.NotAllowed)
        {
            return Forbid();
        }

        this.Refuse(outcome, Words);
        if (outcome.IsStale)
        {
            // The form now speaks of the dossier as it is: whoever sends it again has been told what changed.
            await LoadAsync(cancellation);
            ModelState.Remove(nameof(SeenVersion));
            SeenVersion = Folder.Dossier.Version;
        }

        await TryOutAsync(cancellation);
        return Page();
    }

    /// <summary>The act itself, with what was typed.</summary>
    protected abstract Outcome Perform(DossierWork work, ActContext act);

    /// <summary>The act where it also reads or writes rows of its own in the same transaction.</summary>
    protected virtual Task<Outcome> PerformAsync(
        DossierWork work,
        ActContext act,
        CancellationToken cancellation
    ) => Task.FromResult(Perform(work, act));

    /// <summary>Work on files, done before the act and outside its transaction.</summary>
    protected virtual Task<Outcome> MakeReadyAsync(CancellationToken cancellation) =>
        Task.FromResult(Outcome.Done);

    /// <summary>The act with what the form proposes, to see whether it is possible and what it does.</summary>
    protected virtual Outcome Rehearse(DossierWork work, ActContext act) => Perform(work, act);

    /// <summary>Fills the form when it is opened.</summary>
    protected virtual void Suggest() { }

    /// <summary>Choices of the form.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>What is wrong in the form, said at its fields.</summary>
    protected virtual void Check() { }

    /// <summary>Where the officer goes after the act.</summary>
    protected virtual string Destination() => OneStopLinks.Dossier(Folder.Dossier.Code);

    protected IEnumerable<SelectListItem> ReasonItems(ReasonKind kind) =>
        Reasons
            .Of(kind)
            .Select(r => new SelectListItem(r.Name.In(Texts.CurrentLanguage), r.Code))
            .Prepend(new SelectListItem(Words["act.choose"], ""));

    protected void Wrong(string field, string key, params object?[] arguments) =>
        ModelState.Wrong(field, Words, key, arguments);

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (await services.Reader.ReadAsync(Code, cancellation) is not { } file)
        {
            return NotFound();
        }

        Folder = file;
        await PrepareAsync(cancellation);
        var action = DossierActions.Of(Kind);
        var right = await services.Authorities.ForAsync(action, file.Work, cancellation);
        (IsOpen, InsteadOf) = (right is not null, right?.InsteadOf);
        if (!IsOpen && action.Permissions(file.Work).Count > 0)
        {
            return Forbid();
        }

        return null;
    }

    private async Task TryOutAsync(CancellationToken cancellation)
    {
        var work = (await services.Store.ReadAsync(Code, cancellation))!;
        try
        {
            Trial = Rehearse(work, ActContext.Live(services.User.UserId, services.Clock.Now));
        }
        catch (CalendarRangeException outside)
        {
            Trial = Outcome.Refused(outside.Why.Key, outside.Why.Arguments);
        }

        After = work.Clock;
        IsOpen &= Trial.Succeeded || !ModelState.IsValid;
    }
}
