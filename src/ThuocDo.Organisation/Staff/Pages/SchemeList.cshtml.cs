using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>A scheme that is on its way.</summary>
public sealed record OpenScheme(JobScheme Scheme, string Body);

/// <summary>Which bodies have an approved scheme with rank structure on a day (T13), which have none, and what waits for a decision.</summary>
[Requires(Permissions.StaffView)]
public sealed class SchemeListModel(
    ThuocDoDb db,
    ActShelf shelf,
    StaffSheets sheets,
    ICurrentUser user
) : PageModel
{
    [BindProperty(Name = StaffLinks.DayField, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly ShownDay { get; private set; }
    public IReadOnlyList<(SchemeLine Line, string Name)> Lines { get; private set; } = [];
    public IReadOnlyList<OpenScheme> Open { get; private set; } = [];
    public int Counting => Lines.Count(l => l.Line.Scheme is not null);
    public bool MayManage => user.Can(Permissions.StaffManage);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ShownDay = Day ?? sheets.Today;
        var language = Texts.CurrentLanguage;
        var book = await shelf.ReadAsync([], cancellation);
        var schemes = await db.Set<JobScheme>().AsNoTracking().ToListAsync(cancellation);
        Lines =
        [
            .. SchemeRules
                .On(book, schemes, null, ShownDay)
                .Where(l => user.Can(Permissions.StaffView, l.Place.Id))
                .OrderBy(l => l.Scheme is not null)
                .Select(l => (l, l.ServiceUnit?.NameIn(language) ?? l.Place.NameIn(language))),
        ];
        Open =
        [
            .. schemes
                .Where(s => s.State != SchemeState.Approved || s.RankFrom is null)
                .Where(s =>
                    StaffSheets.PlaceOf(book, s.Body, sheets.Today) is { } place
                    && user.Can(Permissions.StaffView, place.Id)
                )
                .OrderBy(s => s.Number)
                .Select(s => new OpenScheme(s, StaffSheets.NameOf(book, s.Body, language))),
        ];
    }
}
