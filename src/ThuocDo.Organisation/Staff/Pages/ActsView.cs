using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>The staff of a body, and where its names are asked for.</summary>
public sealed record PeopleView(StaffSheet Sheet, string NamesAddress);

/// <summary>An act of a list.</summary>
/// <param name="Words">What it says besides its kind; no name of a person.</param>
/// <param name="Note">What was written to it; of an act about a person only for those who keep the staff.</param>
/// <param name="Key">Idempotency key of the form that cancels it: the same at every showing.</param>
public sealed record ActRow(
    OrganisationAct Act,
    string Words,
    int? CounteredBy,
    bool MayCounter,
    bool IsUnconfirmed,
    string? Note,
    string Key
);

/// <summary>The acts of a body or a person, the last first, and the page that cancels one.</summary>
public sealed record ActsView(IReadOnlyList<ActRow> Rows, string Address);

/// <summary>Puts acts into words.</summary>
public sealed class ActWords(ThuocDoDb db, ICurrentUser user, Texts texts, Clock clock)
{
    /// <summary>Acts of a body, without those about people, whose place is their own page.</summary>
    public async Task<ActsView> OfBodyAsync(
        ActBook book,
        BodyKey body,
        string address,
        CancellationToken cancellation
    )
    {
        List<ActKind> people = [.. ActRules.OfPeople];
        var (serviceUnit, unit) = (body.ServiceUnit, body.Unit);
        var acts = await db.Set<OrganisationAct>()
            .AsNoTracking()
            .Where(a => !people.Contains(a.Kind))
            .Where(a =>
                serviceUnit != null
                    ? a.ServiceUnitId == serviceUnit || a.OtherId == serviceUnit
                    : a.ServiceUnitId == null && a.UnitId == unit
            )
            .ToListAsync(cancellation);
        return View(book, acts, address, keepsStaff: true);
    }

    /// <param name="keepsStaff">Marks and measures, and notes about a person, are for those who keep the staff.</param>
    public ActsView View(
        ActBook book,
        IReadOnlyCollection<OrganisationAct> acts,
        string address,
        bool keepsStaff
    )
    {
        var countered = acts.Where(a => a.CounterOf is not null)
            .ToDictionary(a => a.CounterOf!.Value, a => a.Number);
        return new ActsView(
            [
                .. acts.Where(a => a.CounterOf is null)
                    .Where(a =>
                        keepsStaff || a.Kind is not (ActKind.Evaluated or ActKind.Disciplined)
                    )
                    .OrderByDescending(a => a.Order)
                    .Select(a => new ActRow(
                        a,
                        Of(a, book),
                        countered.TryGetValue(a.Id, out var by) ? by : null,
                        !countered.ContainsKey(a.Id) && MayCounter(a, book),
                        IsUnconfirmed(a),
                        keepsStaff || !ActRules.OfPeople.Contains(a.Kind) ? a.Note : null,
                        $"counter-{a.Id:N}"
                    )),
            ],
            address
        );
    }

    public string Of(OrganisationAct act, ActBook book) =>
        act.Kind switch
        {
            ActKind.Established or ActKind.Moved => Place(act, book)
                + (
                    act.OtherId is { } from
                        ? "; " + texts["staff.words.split", Name(from, book)]
                        : ""
                ),
            ActKind.Merged => Name(act.ServiceUnitId!.Value, book)
                + " → "
                + Name(act.OtherId!.Value, book),
            ActKind.Autonomy => texts["staff.words.group", act.Code, act.Law, act.Until],
            ActKind.Revenue => texts[
                "staff.words.revenue",
                Year(act),
                Formats.Money(act.Amount ?? 0),
                Formats.Money(act.Second ?? 0)
            ],
            ActKind.Planned or ActKind.LeavePlanned => texts["staff.words.by", act.Until],
            ActKind.Quota => texts[
                "staff.words.quota",
                Year(act),
                act.Count,
                texts[StaffTexts.OfPay(act.Code)]
            ],
            ActKind.Appointed => texts[
                "staff.words.seat",
                act.Position,
                act.ServiceUnitId is { } unit ? Name(unit, book) : Place(act, book),
                texts[StaffTexts.OfPay(act.Code)]
            ],
            ActKind.Posted => texts["staff.words.by", act.Until],
            ActKind.Trained => act.Count is { } days ? texts["staff.words.days", days] : "",
            ActKind.Evaluated => texts[
                "staff.words.class",
                Year(act),
                StaffLaw.ClassOn(act.Code, act.EffectiveOn)?.Name.ToString() ?? act.Code,
                act.Law
            ],
            ActKind.Disciplined => StaffLaw.Measures.TryGetValue(act.Code ?? "", out var measure)
                ? measure.ToString()
                : "",
            ActKind.Allotted or ActKind.Spent => texts[
                "staff.words.money",
                Year(act),
                StaffLaw.Products.TryGetValue(act.Code ?? "", out var product)
                    ? product.ToString()
                    : act.Code,
                Formats.Money(act.Amount ?? 0)
            ],
            _ => "",
        };

    /// <summary>The same rights as those of the desk: of whoever has the body today.</summary>
    private bool MayCounter(OrganisationAct act, ActBook book)
    {
        var permission = ActRules.PermissionOf(act.Kind);
        return user.Can(permission, book.HolderOf(BodyKey.Of(act), act.UnitId, clock.Today))
            || act.ServiceUnitId is null && user.Can(permission, act.UnitId);
    }

    private static bool IsUnconfirmed(OrganisationAct act) =>
        act.Kind switch
        {
            ActKind.Autonomy => StaffLaw.GroupOn(act.Code, act.EffectiveOn)?.IsConfirmed != true,
            ActKind.Evaluated => StaffLaw.ClassOn(act.Code, act.EffectiveOn)?.IsConfirmed != true,
            _ => false,
        };

    private static string? Year(OrganisationAct act) =>
        act.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Name(Guid unit, ActBook book) =>
        book.Find(unit)?.NameIn(Texts.CurrentLanguage) ?? "–";

    private static string Place(OrganisationAct act, ActBook book) =>
        book.Tree.Find(act.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–";
}
