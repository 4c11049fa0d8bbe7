using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>A round with all its parts: who has sent, who is late; and the report that is made of them.</summary>
[Requires(Permissions.ReportView)]
public sealed class RoundPageModel(
    RoundShelf shelf,
    ContributionMerger merger,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    public RoundFolder Folder { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public bool HasReport { get; private set; }
    public bool IsConfirmed { get; private set; }
    public IReadOnlyList<(Contribution Part, string Name)> Parts { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public bool MayManage => user.Can(Permissions.ReportManage, Folder.Round.UnitId);

    public string UnitName(Guid id) => tree[id].NameIn(Texts.CurrentLanguage);

    public async Task<IActionResult> OnGetAsync(Guid round, CancellationToken cancellation)
    {
        if (!await LoadAsync(round, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid round, CancellationToken cancellation)
    {
        if (!await LoadAsync(round, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (!MayManage)
        {
            return Forbid();
        }

        var outcome = await merger.MergeAsync(Key, Folder.Round, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("cycle.merged");
        return Redirect(ReportLinks.Report(outcome.Value));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, Permissions.ReportView, cancellation) is not { } folder)
        {
            return false;
        }

        tree = await directory.GetAsync(cancellation);
        var window = ReportWindow.Of(
            folder.Round.Period,
            folder.Round.Year,
            await calendars.NationalAsync(cancellation)
        );
        (Folder, Name) = (folder, shelf.NameOf(folder.Round));
        (HasReport, IsConfirmed) = (window is { HasReport: true }, window is { IsConfirmed: true });
        Parts =
        [
            .. folder
                .Parts.Select(p => (Part: p, Name: UnitName(p.UnitId)))
                .OrderByDescending(p => p.Part.IsOpen && p.Part.IsLate(folder.Round.DueOn, Today))
                .ThenBy(p => p.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
        return true;
    }
}
