using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>What is done with a round: drawn, firms invited, closed.</summary>
[Requires(Permissions.SurveyManage)]
public sealed class RoundRunModel(ThuocDoDb db, SurveyDesk desk, SiteIdentity site, Texts texts)
    : PageModel
{
    private const int MostBytes = 1 << 20;

    [BindProperty(SupportsGet = true, Name = "survey")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public IFormFile? Firms { get; set; }

    public SurveyRound Round { get; private set; } = null!;

    public int Invited { get; private set; }

    /// <summary>What the draw would take; none: nothing is drawn now.</summary>
    public SamplePreview? Preview { get; private set; }

    public string AddressOf(string code) =>
        site.Address is { } root
            ? new Uri(root, SurveyLinks.Answer(code)).AbsoluteUri
            : SurveyLinks.Answer(code);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostDrawAsync(CancellationToken cancellation) =>
        ActAsync(act => desk.DrawAsync(act, cancellation), "survey.drawn", cancellation);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellation) =>
        ActAsync(act => desk.CloseAsync(act, cancellation), "survey.closed", cancellation);

    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancellation) =>
        ActAsync(
            async act =>
                Read() is { } firms
                    ? await desk.InviteAsync(act, firms, cancellation)
                    : Outcome.Refused("survey.refused.file"),
            "survey.invited",
            cancellation
        );

    /// <summary>Two columns, name and mail; none where a line has no name or no address.</summary>
    private List<InvitedFirm>? Read()
    {
        if (Firms is not { Length: > 0 and <= MostBytes })
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(Firms.OpenReadStream());
            var rows = Csv.Read(reader, Firms.FileName)
                .Select(r => new InvitedFirm(r.Required("name").Trim(), r.Required("mail").Trim()))
                .ToList();
            return
                rows.Count > 0
                && rows.All(r =>
                    r.Name.Length <= SurveyInvitation.NameMaxLength
                    && r.Mail.Length <= SurveyInvitation.MailMaxLength
                    && r.Mail.IndexOf('@', StringComparison.Ordinal) > 0
                )
                ? rows
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<IActionResult> ActAsync(
        Func<SurveyAct, Task<Outcome>> run,
        string done,
        CancellationToken cancellation
    )
    {
        var outcome = await run(new SurveyAct(Key ?? "-", Id, Seen));
        if (outcome.Succeeded)
        {
            this.Done(done);
            return Redirect(SurveyLinks.Run(Id));
        }

        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (
            await db.Set<SurveyRound>()
                .AsNoTracking()
                .FirstOrDefaultAsync(r => r.Id == Id, cancellation)
            is not { } found
        )
        {
            return false;
        }

        (Round, Seen, Key) = (
            found,
            found.Version,
            Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture)
        );
        Invited = await db.Set<SurveyInvitation>().CountAsync(i => i.RoundId == Id, cancellation);
        Preview = await desk.PreviewAsync(Round, cancellation);
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        return true;
    }
}
