using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>What the national database says about a procedure; nobody is promised anything by it.</summary>
[PublicPage]
public sealed class NationalPageModel(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    ICurrentUser user
) : PageModel
{
    public NationalProcedure Entry { get; private set; } = null!;

    /// <summary>The import of each revision, newest first.</summary>
    public IReadOnlyList<(int Revision, DateOnly Since)> Revisions { get; private set; } = [];

    /// <summary>The province has the procedure itself.</summary>
    public bool IsInProvince { get; private set; }

    public bool MayManage => user.Can(Permissions.CatalogueManage);

    public IEnumerable<IGrouping<string, StatedPaper>> Cases =>
        Entry.Papers.Where(p => !p.IsNote).GroupBy(p => p.Case ?? "");

    public IEnumerable<StatedPaper> Notes => Entry.Papers.Where(p => p.IsNote);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        var normal = NationalCode.Normal(code);
        var revisions = await db.Set<NationalProcedure>()
            .AsNoTracking()
            .Where(p => p.Code == normal)
            .OrderByDescending(p => p.Revision)
            .Select(p => new { p.Revision, p.Since })
            .ToListAsync(cancellation);
        if (revisions.Count == 0)
        {
            return NotFound();
        }

        Entry = await db.Set<NationalProcedure>()
            .AsNoTracking()
            .FirstAsync(p => p.Code == normal && p.IsCurrent, cancellation);
        Revisions = [.. revisions.Select(r => (r.Revision, r.Since))];
        IsInProvince = (await catalogues.GetAsync(cancellation)).Find(normal) is not null;
        return Page();
    }

    public static string WayKey(Channel channel) =>
        channel switch
        {
            Channel.Online => "national.way.online",
            Channel.Post => "national.way.post",
            _ => "national.way.counter",
        };
}
