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
/// <param name="PersonId">Whose file was opened; none: the list of the body.</param>
/// <param name="Person">First letters of the name.</param>
/// <param name="Viewer">Display name of the account; none if it is gone.</param>
public sealed record ReadRow(
    DateTime At,
    string Body,
    Guid? PersonId,
    string? Person,
    string? Viewer
);

/// <summary>Who read the names of staff and opened whose file, for those who supervise the handling of personal data.</summary>
[Requires(Permissions.PrivacyAudit)]
public sealed class ReadListModel(
    ThuocDoDb db,
    UnitDirectory directory,
    StaffSheets sheets,
    ICurrentUser user
) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    /// <summary>Only openings of the file of this person.</summary>
    [BindProperty(Name = StaffLinks.PersonField, SupportsGet = true)]
    public Guid? PersonId { get; set; }

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

        if (PersonId is { } person)
        {
            reads = reads.Where(r => r.PersonId == person);
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
        var people = await sheets.NamesAsync(
            found.Select(r => r.PersonId).OfType<Guid>(),
            cancellation
        );
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
                r.PersonId,
                r.PersonId is { } read && people.TryGetValue(read, out var name)
                    ? StaffMask.Of(name)
                    : null,
                r.Viewer
            )),
        ];
    }
}
