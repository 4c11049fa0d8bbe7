using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices;

/// <summary>Bodies to choose from, and how units are called.</summary>
public sealed class VoiceUnits(UnitDirectory directory, Clock clock, Texts texts)
{
    private UnitTree? tree;

    public async Task LoadAsync(CancellationToken cancellation) =>
        tree = await directory.GetAsync(cancellation);

    public UnitTree Tree => tree ?? throw new InvalidOperationException("Load first.");

    public string Name(Guid id) => Tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>Those that stand today, bodies of the State unless asked otherwise.</summary>
    public IReadOnlyList<SelectListItem> Choices(Func<Unit, bool>? which = null) =>
        [
            new(texts["voice.choose"], ""),
            .. Tree
                .All.Where(u => u.IsValidOn(clock.Today) && u.Kind != UnitKind.Area)
                .Where(which ?? IsOfState)
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];

    public static bool IsOfState(Unit unit) =>
        unit.Kind
            is not (
                UnitKind.PartyBody
                or UnitKind.PartyCommittee
                or UnitKind.MassOrganisation
                or UnitKind.Council
            );

    public IReadOnlyList<SelectListItem> Names<T>(string prefix, Func<T, bool>? which = null)
        where T : struct, Enum =>
        [
            .. Enum.GetValues<T>()
                .Where(v => which?.Invoke(v) ?? true)
                .Select(v => new SelectListItem(
                    texts[prefix + v.ToString().ToLowerInvariant()],
                    v.ToString()
                )),
        ];
}

/// <summary>What the forms of these pages have in common.</summary>
public abstract class VoicePageModel(Texts texts) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    protected Texts Words => texts;

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    protected void Require(string field, bool holds, string key)
    {
        if (!holds)
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    /// <summary>Says it, or leads on.</summary>
    protected IActionResult Told(Outcome outcome, string done, string next)
    {
        if (outcome.Key == VoiceActs.NotAllowed)
        {
            return NotFound();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(next);
    }
}
