using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>One reading of names or of a file.</summary>
/// <param name="Viewer">Display name of the account; none if it is gone.</param>
public sealed record ReadRow(DateTime At, string Body, bool IsFile, string? Viewer);

/// <summary>Who read the names of staff and opened whose file, for those who supervise the handling of personal data.</summary>
[Requires(Permissions.PrivacyAudit)]
public sealed class ReadListModel(ThuocDoDb db, UnitDirectory directory, ICurrentUser user)
    : PageModel
{
    private const int PageSize = 50;

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ReadRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var reads = db.Set<StaffRead>().AsNoTracking();
        if (user.UnitsFor(Permissions.PrivacyAudit) is { } units)
        {
            reads = reads.Where(r => units.Contains(r.UnitId));
        }

        Total = await reads.CountAsync(cancellation);
        var found = await reads
            .OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Skip((Math.Max(1, PageNumber) - 1) * PageSize)
            .Take(PageSize)
            .Select(r => new
            {
                r.At,
                r.BodyId,
                r.UnitId,
                r.PersonId,
                Viewer = db.Set<Account>()
                    .Where(a => a.Id == r.AccountId)
                    .Select(a => a.DisplayName)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var names = await db.Set<ServiceUnit>()
            .AsNoTracking()
            .ToDictionaryAsync(u => u.Id, cancellation);
        var language = Texts.CurrentLanguage;
        Rows =
        [
            .. found.Select(r => new ReadRow(
                r.At,
                names.TryGetValue(r.BodyId, out var unit)
                    ? unit.NameIn(language)
                    : tree.Find(r.BodyId)?.NameIn(language)
                        ?? tree.Find(r.UnitId)?.NameIn(language)
                        ?? "–",
                r.PersonId is not null,
                r.Viewer
            )),
        ];
    }
}
