using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>A public service unit as it is typed.</summary>
public sealed class ServiceUnitInput
{
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Place { get; set; }
    public string? From { get; set; }
    public string? LeftOut { get; set; }
    public DateOnly? EffectiveOn { get; set; }
    public string? Document { get; set; }
    public DateOnly? DocumentOn { get; set; }
}

/// <summary>Enters a public service unit by the act that begins it.</summary>
[Requires(Permissions.StaffApprove)]
public sealed class NewServiceUnitPageModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public ServiceUnitInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];
    public IReadOnlyList<SelectListItem> From { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        (Input.EffectiveOn, Input.DocumentOn) = (sheets.Today, sheets.Today);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var book = await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(Key))
        {
            return BadRequest();
        }

        var place = book.Tree.Find(Input.Place);
        Require(
            string.IsNullOrWhiteSpace(Input.Name),
            nameof(Input.Name),
            "staff.refused.name",
            Units.Unit.NameMaxLength
        );
        Require(place is null, nameof(Input.Place), "staff.refused.body");
        Require(Input.EffectiveOn is null, nameof(Input.EffectiveOn), "staff.day.missing");
        Require(Input.DocumentOn is null, nameof(Input.DocumentOn), "staff.day.missing");
        Require(
            string.IsNullOrWhiteSpace(Input.Document),
            nameof(Input.Document),
            "staff.refused.document",
            OrganisationAct.DocumentMaxLength
        );
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EstablishAsync(
            new NewServiceUnit(
                Key,
                Input.Name!.Trim().Normalize(),
                Input.NameEn?.Trim() ?? "",
                string.IsNullOrWhiteSpace(Input.LeftOut) ? null : Input.LeftOut.Trim().Normalize(),
                place!.Id,
                BodyNames.Read(Input.From, book.Tree)?.ServiceUnit,
                Input.EffectiveOn!.Value,
                Input.Document!.Trim().Normalize(),
                Input.DocumentOn!.Value
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("staff.entered");
        return Redirect(ServiceUnitLinks.Of(outcome.Value));
    }

    private async Task<ActBook> LoadAsync(CancellationToken cancellation)
    {
        var book = await shelf.ReadAsync([], cancellation);
        var language = Texts.CurrentLanguage;
        Places = ActEnterModel.PlacesOf(
            book,
            sheets.Today,
            user,
            Permissions.StaffApprove,
            language,
            texts
        );
        From =
        [
            new(texts["staff.nobody"], ""),
            .. book
                .Units.Where(u => book.Fold.StandsOn(u.Id, sheets.Today))
                .Select(u => new SelectListItem(
                    u.NameIn(language),
                    BodyNames.Of(BodyKey.OfServiceUnit(u.Id), book.Tree)
                )),
        ];
        return book;
    }

    private void Require(bool fails, string field, string key, params object?[] arguments)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key, arguments);
        }
    }
}
