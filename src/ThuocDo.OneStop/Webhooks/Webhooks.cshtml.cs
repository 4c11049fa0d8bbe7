using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Webhooks;

public static class WebhookLinks
{
    public const string Page = "/quan-tri/webhook";
}

public sealed class WebhookNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.ApiManage))
        {
            yield return new NavigationEntry("webhook.nav", WebhookLinks.Page, 460);
        }
    }
}

public sealed record WebhookRow(Webhook Hook, Unit Unit);

public sealed class WebhookInput
{
    public string? Name { get; set; }
    public string? Url { get; set; }
    public string? Unit { get; set; }
}

/// <summary>Who is told of events: a list, a form for a new one, ending.</summary>
[Requires(Permissions.ApiManage)]
public sealed class WebhooksModel(
    ThuocDoDb db,
    WebhookAdministration administration,
    WebhookSeal seal,
    UnitDirectory units,
    ICurrentUser user,
    Texts texts,
    Clock clock
) : PageModel
{
    private const string Slot = "webhook-secret";

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The key of the signatures, sealed; it is shown once after the webhook was set up.</summary>
    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public WebhookInput Input { get; set; } = new();

    /// <summary>The webhook to end; none: a new one is set up.</summary>
    [BindProperty]
    public Guid? Id { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public IReadOnlyList<WebhookRow> Rows { get; private set; } = [];
    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];
    public string? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Shown = TempData[Slot] as string;
        Fresh();
        await ReadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = Id is { } ended
            ? await administration.EndAsync(Key ?? "", ended, Seen, cancellation)
            : await CreateAsync(cancellation);
        if (outcome is null || !outcome.Succeeded)
        {
            if (outcome is not null)
            {
                this.Refuse(outcome, texts);
            }

            await ReadAsync(cancellation);
            return Page();
        }

        this.Done(Id is null ? "webhook.done.created" : "webhook.done.ended");
        return LocalRedirect(WebhookLinks.Page);
    }

    private async Task<Outcome?> CreateAsync(CancellationToken cancellation)
    {
        var (name, url) = ((Input.Name ?? "").Trim(), (Input.Url ?? "").Trim());
        if (name.Length is 0 or > Webhook.NameMaxLength)
        {
            ModelState.Wrong("Input.Name", texts, "webhook.name.missing");
        }

        if (url.Length is 0 or > Webhook.UrlMaxLength)
        {
            ModelState.Wrong("Input.Url", texts, "webhook.refused.url");
        }

        var unit = (await units.GetAsync(cancellation)).Find(Input.Unit);
        if (unit is null)
        {
            ModelState.Wrong("Input.Unit", texts, "webhook.unit.missing");
        }

        if (OpenSecret() is not { } secret)
        {
            ModelState.AddModelError("", texts["webhook.expired"]);
            Fresh();
            ModelState.Remove(nameof(Key));
            ModelState.Remove(nameof(Secret));
            return null;
        }

        if (!ModelState.IsValid)
        {
            return null;
        }

        var outcome = await administration.CreateAsync(
            Key ?? "",
            name,
            url,
            unit!.Id,
            secret,
            cancellation
        );
        if (outcome.Succeeded)
        {
            TempData[Slot] = secret;
        }

        return outcome;
    }

    private string? OpenSecret()
    {
        try
        {
            return string.IsNullOrEmpty(Secret) ? null : seal.Open(Secret);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private void Fresh() =>
        (Key, Secret) = (
            Guid.CreateVersion7().ToString("N"),
            seal.Seal(WebhookAdministration.NewSecret())
        );

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var language = Texts.CurrentLanguage;
        var tree = await units.GetAsync(cancellation);
        var mine = user.UnitsFor(Permissions.ApiManage);
        Rows =
        [
            .. (
                await db.Set<Webhook>()
                    .AsNoTracking()
                    .Where(w => mine == null || mine.Contains(w.UnitId))
                    .ToListAsync(cancellation)
            )
                .OrderBy(w => w.EndedAt is null ? 0 : 1)
                .ThenBy(w => w.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(w => new WebhookRow(w, tree[w.UnitId])),
        ];
        UnitChoices =
        [
            new SelectListItem(texts["webhook.choose"], ""),
            .. tree
                .All.Where(u => u.IsValidOn(today) && user.Can(Permissions.ApiManage, u.Id))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
    }
}
