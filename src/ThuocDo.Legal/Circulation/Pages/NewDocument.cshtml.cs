using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>A line of a register as it is typed.</summary>
public sealed class DocumentInput
{
    public string? Unit { get; set; }
    public DocumentDirection? Direction { get; set; }
    public DateOnly? Day { get; set; }
    public Secrecy Secrecy { get; set; }
    public string? Notation { get; set; }
    public DateOnly? Promulgated { get; set; }
    public string? Kind { get; set; }
    public string? Subject { get; set; }
    public string? Electronic { get; set; }
    public string? Paper { get; set; }
    public DateOnly? Due { get; set; }
    public bool NoAgencies { get; set; }
}

/// <summary>What the forms of circulation have in common.</summary>
internal static class CirculationForms
{
    public static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    public static IReadOnlyList<SelectListItem> Of(IEnumerable<Unit> units, Texts texts) =>
        [
            new(texts["circulation.choose"], ""),
            .. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];

    public static IReadOnlyList<SelectListItem> Levels(Texts texts) =>
        [
            .. Enum.GetValues<Secrecy>()
                .Select(s => new SelectListItem(texts[CirculationText.Of(s)], s.ToString())),
        ];

    public static IReadOnlyList<SelectListItem> Media(Texts texts) =>
        [
            .. Enum.GetValues<Medium>()
                .Select(m => new SelectListItem(texts[CirculationText.Of(m)], m.ToString())),
        ];
}

/// <summary>Enters a document into a register.</summary>
[Requires(Permissions.CirculationManage)]
public sealed class NewDocumentModel(
    CirculationShelf shelf,
    RegisterDesk desk,
    UnitDirectory directory,
    Texts texts,
    Clock clock
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Directions =>
        [
            new(texts["circulation.choose"], ""),
            .. Enum.GetValues<DocumentDirection>()
                .Select(d => new SelectListItem(texts[CirculationText.Of(d)], d.ToString())),
        ];

    /// <summary>How the receivers were understood; asked for where somebody among them is no agency.</summary>
    public IReadOnlyList<Partner> Understood { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Levels => CirculationForms.Levels(texts);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        Key = CirculationForms.NewKey();
        Input.Day = clock.Today;
        Input.Unit = Units.Count == 2 ? Units[1].Value : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OfferAsync(cancellation);
        var unit = (await directory.GetAsync(cancellation)).Find(Input.Unit);
        if (unit is null)
        {
            ModelState.Wrong("Input.Unit", texts, "circulation.unit.missing");
        }

        if (Input.Direction is null)
        {
            ModelState.Wrong("Input.Direction", texts, "circulation.register.missing");
        }

        if (Input.Day is null && ModelState["Input.Day"] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong("Input.Day", texts, "circulation.day.missing");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return Page();
        }

        var outcome = await desk.RegisterAsync(
            Key,
            new NewDocument
            {
                UnitId = unit!.Id,
                Direction = Input.Direction!.Value,
                Day = Input.Day!.Value,
                Secrecy = Input.Secrecy,
                Notation = CirculationForms.Clean(Input.Notation),
                PromulgatedOn = Input.Promulgated,
                Kind = CirculationForms.Clean(Input.Kind),
                Subject = CirculationForms.Clean(Input.Subject),
                Electronic = Input.Electronic,
                OnPaper = Input.Paper,
                DueOn = Input.Due,
                AreOthersNoAgencies = Input.NoAgencies,
            },
            cancellation
        );
        if (!outcome.Succeeded)
        {
            if (outcome.Key == RegisterDesk.Unconfirmed)
            {
                var tree = await directory.GetAsync(cancellation);
                Understood =
                [
                    .. PartnerList.Parse(Input.Electronic, Medium.Electronic, tree, Input.Day.Value)
                        ?? [],
                    .. PartnerList.Parse(Input.Paper, Medium.Paper, tree, Input.Day.Value) ?? [],
                ];
            }

            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("circulation.registered");
        return Redirect(CirculationLinks.Document(outcome.Value));
    }

    private async Task OfferAsync(CancellationToken cancellation) =>
        Units = CirculationForms.Of(
            await shelf.ChoicesAsync(Permissions.CirculationManage, cancellation),
            texts
        );
}
