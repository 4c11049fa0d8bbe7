using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Filing.Desk;

/// <summary>One line of the inbox.</summary>
/// <param name="AnswerBy">UTC; none while the applicant is to act.</param>
public sealed record InboxRow(
    string Reference,
    string Link,
    string Procedure,
    string? Applicant,
    DateTime? Sent,
    DateTime? AnswerBy,
    Explanation? Left,
    string Tone
);

/// <summary>What came from the portal and must be answered within the working hours of Decree 45/2020 Art 11.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class InboxPageModel(
    ThuocDoDb db,
    Inbox inbox,
    CatalogueDirectory catalogues,
    Calendars calendars,
    Clock clock
) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(Name = FilingLinks.Tab, SupportsGet = true)]
    public string? TabSlug { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    public InboxTab Tab { get; private set; }

    public Dictionary<InboxTab, int> Counts { get; } = [];

    public IReadOnlyList<InboxRow> Rows { get; private set; } = [];

    public int Pages { get; private set; }

    public int Current { get; private set; }

    public static string LinkOf(InboxTab tab) =>
        SlugOf(tab) is { Length: > 0 } slug
            ? $"{FilingLinks.Inbox}?{FilingLinks.Tab}={slug}"
            : FilingLinks.Inbox;

    public static string TitleOf(InboxTab tab) =>
        tab switch
        {
            InboxTab.Waiting => "inbox.tab.waiting",
            InboxTab.Answered => "inbox.tab.answered",
            _ => "inbox.tab.new",
        };

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Tab = Enum.GetValues<InboxTab>().FirstOrDefault(t => SlugOf(t) == TabSlug);
        foreach (var tab in Enum.GetValues<InboxTab>())
        {
            Counts[tab] = await inbox.CountAsync(tab, cancellation);
        }

        Pages = (Counts[Tab] + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Rows =
            Tab == InboxTab.Answered
                ? await AnsweredAsync(cancellation)
                : await SubmissionsAsync(cancellation);
    }

    private static string SlugOf(InboxTab tab) =>
        tab switch
        {
            InboxTab.Waiting => "cho-bo-sung",
            InboxTab.Answered => "da-bo-sung",
            _ => "",
        };

    private async Task<IReadOnlyList<InboxRow>> SubmissionsAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var (language, now) = (Texts.CurrentLanguage, clock.Now);
        var rows = await inbox
            .Submissions(Tab)
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .Select(s => new
            {
                s.Id,
                s.Reference,
                s.ProcedureId,
                s.OfficialAt,
                s.AnswerBy,
                Name = db.Set<SubmissionContent>()
                    .Where(c => c.SubmissionId == s.Id)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var calendar = await calendars.NationalAsync(cancellation);
        return
        [
            .. rows.Select(r =>
            {
                var (left, tone) = AnswerLeft.Of(r.AnswerBy, now, calendar);
                return new InboxRow(
                    r.Reference,
                    FilingLinks.Desk(r.Id),
                    catalogue[r.ProcedureId].NameIn(language),
                    r.Name,
                    r.OfficialAt,
                    r.AnswerBy,
                    left,
                    tone
                );
            }),
        ];
    }

    private async Task<IReadOnlyList<InboxRow>> AnsweredAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var rows = await inbox
            .Answered()
            .Skip((Current - 1) * PageSize)
            .Take(PageSize)
            .Select(d => new
            {
                d.Code,
                d.ProcedureId,
                Name = db.Set<Applicant>()
                    .Where(a => a.DossierId == d.Id)
                    .Select(a => a.Name)
                    .FirstOrDefault(),
                Sent = db.Set<DossierHolder>()
                    .Where(h => h.DossierId == d.Id)
                    .Select(h => h.AnsweredAt)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(r => new InboxRow(
                r.Code,
                OneStopLinks.Dossier(r.Code),
                catalogue[r.ProcedureId].NameIn(language),
                r.Name,
                r.Sent,
                null,
                null,
                "neutral"
            )),
        ];
    }
}
