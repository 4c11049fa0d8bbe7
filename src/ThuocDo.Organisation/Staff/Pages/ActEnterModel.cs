using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>An act as it is typed; which fields there are follows from its kind.</summary>
public sealed class ActInput
{
    public DateOnly? EffectiveOn { get; set; }
    public DateOnly? Until { get; set; }
    public string? Document { get; set; }
    public DateOnly? DocumentOn { get; set; }
    public string? NewPerson { get; set; }
    public string? Position { get; set; }
    public string? Code { get; set; }
    public int? Year { get; set; }
    public int? Count { get; set; }
    public decimal? Amount { get; set; }
    public decimal? Second { get; set; }
    public string? Other { get; set; }
    public string? Place { get; set; }
    public string? Note { get; set; }
}

/// <summary>
/// Enters an act in two steps: first what and about whom, then its particulars. Three pages share it, one for each right that acts ask for.
/// </summary>
public abstract class ActEnterModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty(Name = StaffLinks.KindField, SupportsGet = true)]
    public ActKind? Kind { get; set; }

    [BindProperty(Name = StaffLinks.BodyField, SupportsGet = true)]
    public string? BodyName { get; set; }

    [BindProperty(Name = StaffLinks.PersonField, SupportsGet = true)]
    public Guid? PersonId { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public ActInput Input { get; set; } = new();

    public abstract string Address { get; }

    /// <summary>Where one goes when it is done, and back.</summary>
    public abstract string Back { get; }
    public abstract IReadOnlyList<ActKind> Of { get; }
    protected abstract string Permission { get; }

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Codes { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public string? Body { get; private set; }

    /// <summary>The second step: kind and body are known.</summary>
    public bool IsChosen { get; private set; }

    public bool Has(params ActKind[] kinds) => Kind is { } kind && kinds.Contains(kind);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        ModelState.Clear();
        Key = Guid.CreateVersion7().ToString("N");
        (Input.EffectiveOn, Input.DocumentOn, Input.Year) = (
            sheets.Today,
            sheets.Today,
            sheets.Today.Year
        );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var book = await LoadAsync(cancellation);
        if (
            !IsChosen
            || string.IsNullOrEmpty(Key)
            || BodyNames.Read(BodyName, book.Tree) is not { } body
        )
        {
            return BadRequest();
        }

        Require(Input.EffectiveOn is null, nameof(Input.EffectiveOn), "staff.day.missing");
        Require(
            string.IsNullOrWhiteSpace(Input.Document),
            nameof(Input.Document),
            "staff.refused.document",
            OrganisationAct.DocumentMaxLength
        );
        Require(Input.DocumentOn is null, nameof(Input.DocumentOn), "staff.day.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EnterAsync(
            new NewAct(
                Key,
                Kind!.Value,
                body,
                Input.EffectiveOn!.Value,
                Input.Document!.Trim().Normalize(),
                Input.DocumentOn!.Value
            )
            {
                Place = book.Tree.Find(Input.Place)?.Id,
                OtherId = BodyNames.Read(Input.Other, book.Tree)?.ServiceUnit,
                PersonId = Has([.. ActRules.OfPeople]) ? PersonId : null,
                NewPerson = Has(ActKind.Appointed) ? Clean(Input.NewPerson) : null,
                Position = Has(ActKind.Appointed) ? Clean(Input.Position) : null,
                Code = Codes.Count > 0 ? Clean(Input.Code) : null,
                Year = HasYear ? Input.Year : null,
                Count = Has(ActKind.Quota, ActKind.Trained) ? Input.Count : null,
                Amount = HasMoney ? Input.Amount : null,
                Second = Has(ActKind.Revenue) ? Input.Second : null,
                Until = HasUntil ? Input.Until : null,
                Note = Clean(Input.Note),
            },
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("staff.entered");
        return Redirect(
            PersonId is { } person && Has([.. ActRules.OfPeople]) ? StaffLinks.Person(person)
            : body.ServiceUnit is { } unit ? ServiceUnitLinks.Of(unit)
            : book.Tree.Find(body.Unit) is { } agency ? StaffLinks.Of(agency)
            : Back
        );
    }

    public bool HasYear =>
        Has(ActKind.Quota, ActKind.Revenue, ActKind.Evaluated, ActKind.Allotted, ActKind.Spent);

    public bool HasMoney => Has(ActKind.Revenue, ActKind.Allotted, ActKind.Spent);

    public bool HasUntil =>
        Has(
            ActKind.Autonomy,
            ActKind.Planned,
            ActKind.Posted,
            ActKind.Disciplined,
            ActKind.LeavePlanned
        );

    private async Task<ActBook> LoadAsync(CancellationToken cancellation)
    {
        var book = await shelf.ReadAsync([ActKind.Appointed, ActKind.Departed], cancellation);
        var language = Texts.CurrentLanguage;
        if (Kind is { } asked && !Of.Contains(asked))
        {
            Kind = null;
        }

        var bodies = sheets.BodiesOn(book, sheets.Today, Permission, language);
        var onlyUnits = Kind is { } kind && ActRules.IsOfServiceUnit(kind);
        Kinds =
        [
            new(texts["staff.choose"], ""),
            .. Of.Select(k => new SelectListItem(texts[StaffTexts.Of(k)], k.ToString())),
        ];
        Bodies =
        [
            new(texts["staff.choose"], ""),
            .. bodies
                .Where(b => !onlyUnits || b.Body.ServiceUnit is not null)
                .Select(b => new SelectListItem(b.Name, BodyNames.Of(b.Body, book.Tree))),
        ];
        if (
            BodyNames.Read(BodyName, book.Tree) is not { } body
            || Kind is null
            || !bodies.Any(b => b.Body == body)
            || onlyUnits && body.ServiceUnit is null
        )
        {
            return book;
        }

        IsChosen = true;
        Body = StaffSheets.NameOf(book, body, language);
        Codes = CodesOf(Kind.Value);
        if (Has(ActKind.Merged))
        {
            Others =
            [
                new(texts["staff.choose"], ""),
                .. book
                    .Units.Where(u =>
                        u.Id != body.ServiceUnit && book.Fold.StandsOn(u.Id, sheets.Today)
                    )
                    .Select(u => new SelectListItem(
                        u.NameIn(language),
                        BodyNames.Of(BodyKey.OfServiceUnit(u.Id), book.Tree)
                    )),
            ];
        }

        if (Has(ActKind.Moved))
        {
            Places = PlacesOf(book, sheets.Today, user, Permission, language, texts);
        }

        if (Has([.. ActRules.OfPeople]))
        {
            var seats = book
                .Staff.SeatsOn(sheets.Today)
                .Where(s => s.Body == body || Has(ActKind.Appointed))
                .Where(s =>
                    StaffSheets.PlaceOf(book, s.Body, sheets.Today) is { } place
                    && sheets.MayName(place.Id)
                )
                .OrderBy(s => s.Act.Number)
                .ToList();
            var names = await sheets.NamesAsync(seats.Select(s => s.PersonId), cancellation);
            People =
            [
                new(texts["staff.choose"], ""),
                // A choice is no file: first letters and the position tell one from the other.
                .. seats.Select(s => new SelectListItem(
                    $"{StaffMask.Of(names[s.PersonId])} · {s.Act.Position} · {Formats.Day(s.Act.EffectiveOn)}",
                    s.PersonId.ToString("D")
                )),
            ];
        }

        return book;
    }

    /// <summary>Units under which a service unit can stand.</summary>
    internal static IReadOnlyList<SelectListItem> PlacesOf(
        ActBook book,
        DateOnly day,
        ICurrentUser user,
        string permission,
        string language,
        Texts texts
    ) =>
        [
            new(texts["staff.choose"], ""),
            .. book
                .Tree.All.Where(u =>
                    u.IsValidOn(day)
                    && u.Kind is not (UnitKind.Area or UnitKind.VerticalAgency)
                    && user.Can(permission, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];

    private IReadOnlyList<SelectListItem> CodesOf(ActKind kind)
    {
        var day = sheets.Today;
        IEnumerable<SelectListItem> choices = kind switch
        {
            ActKind.Quota or ActKind.Appointed => PaySources.All.Select(s => new SelectListItem(
                texts[StaffTexts.OfPay(s)],
                s
            )),
            ActKind.Autonomy => StaffLaw
                .Groups.Where(g => g.StandsOn(day))
                .Select(g => new SelectListItem($"{g.Code}. {g.Name}", g.Code)),
            ActKind.Evaluated => StaffLaw
                .Classes.Where(c => c.StandsOn(day))
                .Select(c => new SelectListItem(c.Name.ToString(), c.Code)),
            ActKind.Disciplined => StaffLaw.Measures.Select(m => new SelectListItem(
                m.Value.ToString(),
                m.Key
            )),
            ActKind.Allotted or ActKind.Spent => StaffLaw.Products.Select(p => new SelectListItem(
                p.Value.ToString(),
                p.Key
            )),
            _ => [],
        };
        var list = choices.ToList();
        return list.Count == 0 ? [] : [new(texts["staff.choose"], ""), .. list];
    }

    private void Require(bool fails, string field, string key, params object?[] arguments)
    {
        var name = $"{nameof(Input)}.{field}";
        if (fails && ModelState[name] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(name, texts, key, arguments);
        }
    }

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
