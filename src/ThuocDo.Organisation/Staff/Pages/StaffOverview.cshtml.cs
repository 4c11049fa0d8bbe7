using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>A body with its quota and the people it has.</summary>
public sealed record StaffLine(
    string Name,
    string Address,
    Unit Place,
    int BudgetQuota,
    int BudgetPresent,
    int OwnQuota,
    int OwnPresent
)
{
    public bool IsOver => BudgetPresent > BudgetQuota && BudgetQuota > 0;
}

/// <summary>Quota and head counts of every body that a person may see, on any day, and postings to one-stop units that end.</summary>
[Requires(Permissions.StaffView)]
public sealed class StaffOverviewModel(ActShelf shelf, StaffSheets sheets, ICurrentUser user)
    : PageModel
{
    [BindProperty(Name = StaffLinks.DayField, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly ShownDay { get; private set; }
    public IReadOnlyList<StaffLine> Lines { get; private set; } = [];
    public IReadOnlyList<PostingRow> Postings { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.StaffManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ShownDay = Day ?? sheets.Today;
        var language = Texts.CurrentLanguage;
        var book = await shelf.ReadAsync(
            [ActKind.Quota, ActKind.Appointed, ActKind.Departed, ActKind.Posted, ActKind.Returned],
            cancellation
        );
        var seats = book.Staff.SeatsOn(ShownDay).ToLookup(s => (s.Body, s.Act.Code));
        Lines =
        [
            .. sheets
                .BodiesOn(book, ShownDay, Permissions.StaffView, language)
                .Select(b => new StaffLine(
                    b.Name,
                    b.Body.ServiceUnit is { } unit
                        ? ServiceUnitLinks.Of(unit)
                        : StaffLinks.Of(b.Place),
                    b.Place,
                    Quota(b.Body, PaySources.Budget),
                    seats[(b.Body, PaySources.Budget)].Count(),
                    Quota(b.Body, PaySources.OwnRevenue),
                    seats[(b.Body, PaySources.OwnRevenue)].Count()
                ))
                .Where(l => l.BudgetQuota + l.BudgetPresent + l.OwnQuota + l.OwnPresent > 0),
        ];
        Postings = await sheets.PostingsAsync(book, ShownDay, language, cancellation);

        int Quota(ServiceUnits.Rules.BodyKey body, string source) =>
            body.ServiceUnit is { } unit
                ? book.Staff.QuotaOf(unit, source, ShownDay)
                : book.Staff.QuotaOfAgency(body.Unit, source, ShownDay);
    }
}
