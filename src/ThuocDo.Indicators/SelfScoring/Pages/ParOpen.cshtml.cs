using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>Opens a round by a table that ships or by the province's own file.</summary>
[Requires(Permissions.ParIndexAppraise)]
public sealed class ParOpenModel(
    ParDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int MostFaults = 20;

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Set { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Act { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    [BindProperty]
    public List<string> Bodies { get; set; } = [];

    [BindProperty]
    public IFormFile? Table { get; set; }

    public Unit? Owner { get; private set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Sets { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Year = clock.Today.Year;
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Owner is null || string.IsNullOrEmpty(Key))
        {
            ModelState.Wrong("don-vi", texts, "par.unit.missing");
            return Page();
        }

        if (string.IsNullOrEmpty(Set))
        {
            ModelState.Wrong(nameof(Set), texts, "par.set.missing");
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            ModelState.Wrong(nameof(Name), texts, "par.words.missing");
        }

        if (Year is null)
        {
            ModelState.Wrong(nameof(Year), texts, "par.number.wrong");
        }

        if (Due is null)
        {
            ModelState.Wrong(nameof(Due), texts, "par.day.missing");
        }

        var file = Table is { Length: > 0 } sent ? Read(sent) : null;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.OpenAsync(
            new NewParRound(
                Key,
                Owner.Id,
                Set!,
                file,
                Year!.Value,
                Name!,
                Act,
                Due!.Value,
                [.. Bodies.Select(Organisation.Units.Unit.IdOf)]
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("par.opened.done");
        return Redirect(ParLinks.Desk(outcome.Value));
    }

    /// <summary>All faults of the file at once, each at its line.</summary>
    private IndexFile? Read(IFormFile sent)
    {
        if (sent.Length > CriterionFile.MaxLength)
        {
            ModelState.Wrong(
                nameof(Table),
                texts,
                "par.file.large",
                CriterionFile.MaxLength / 1000
            );
            return null;
        }

        try
        {
            using var reader = new StreamReader(sent.OpenReadStream());
            var file = new IndexFile(Path.GetFileName(sent.FileName), reader);
            CriterionFile.Read(file);
            foreach (var fault in file.Faults.Take(MostFaults))
            {
                ModelState.AddModelError(nameof(Table), fault.Render(texts));
            }

            return file.IsSound ? file : null;
        }
        catch (FormatException fault)
        {
            ModelState.AddModelError(nameof(Table), fault.Message);
            return null;
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var units = tree
            .All.Where(u =>
                u.Kind
                    is UnitKind.Province
                        or UnitKind.District
                        or UnitKind.Commune
                        or UnitKind.Ward
                && u.IsValidOn(clock.Today)
                && user.Can(Permissions.ParIndexAppraise, u.Id)
            )
            .OrderBy(u => u.Level)
            .ThenBy(u => u.Key, StringComparer.Ordinal)
            .ToList();
        Owner = units.FirstOrDefault(u => u.Key == Unit) ?? units.FirstOrDefault();
        Unit = Owner?.Key;
        Units = [.. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key))];
        Sets =
        [
            new("", ""),
            .. ParSet.Shipped.Select(s => new SelectListItem(
                $"{s.Name}{(s.Act is { } act ? " – " + act : "")}{(s.Text() is null ? " – " + texts["par.set.no-table"] : "")}{(s.IsConfirmed ? "" : " – " + texts["par.set.unconfirmed"])}",
                s.Key
            )),
        ];
        Choices = Owner is null
            ? []
            :
            [
                .. tree.ChildrenOn(Owner.Id, clock.Today)
                    .SelectMany(u =>
                        u.Kind == UnitKind.Area ? tree.ChildrenOn(u.Id, clock.Today) : [u]
                    )
                    .OrderBy(u => u.Level)
                    .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                    .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
            ];
    }
}
