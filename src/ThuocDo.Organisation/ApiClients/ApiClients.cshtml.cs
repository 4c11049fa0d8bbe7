using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.ApiClients;

public static class ApiLinks
{
    public const string Clients = "/quan-tri/khoa-api";
    public const string NewClient = "/quan-tri/khoa-api/moi";

    /// <summary>The description of the interface, for machines.</summary>
    public const string Description = "/api/v1/openapi.json";
}

public static class ApiTexts
{
    public static string Scope(string scope) =>
        scope switch
        {
            ApiScopes.DossiersRead => "api.scope.dossiers-read",
            ApiScopes.PortalInbox => "api.scope.portal-inbox",
            ApiScopes.CirculationInbox => "api.scope.circulation-inbox",
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
        };
}

public sealed record ApiClientRow(ApiClient Client, Unit Unit);

/// <summary>The keys of other systems within the administrator's units: who may ask what, until when; revoking.</summary>
[Requires(Permissions.ApiManage)]
public sealed class ApiClientsModel(
    ThuocDoDb db,
    ApiClientAdministration administration,
    UnitDirectory units,
    ICurrentUser user,
    Texts texts,
    Clock clock
) : PageModel
{
    internal const string Slot = "api-key";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public IReadOnlyList<ApiClientRow> Rows { get; private set; } = [];

    /// <summary>The key just given out; shown this once.</summary>
    public string? Shown { get; private set; }

    public DateOnly Today => clock.Today;

    public Task OnGetAsync(CancellationToken cancellation)
    {
        Shown = TempData[Slot] as string;
        return ReadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await administration.RevokeAsync(Key ?? "", Id, Seen, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await ReadAsync(cancellation);
            return Page();
        }

        this.Done("api.revoked");
        return LocalRedirect(ApiLinks.Clients);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var tree = await units.GetAsync(cancellation);
        var mine = user.UnitsFor(Permissions.ApiManage);
        Rows =
        [
            .. (
                await db.Set<ApiClient>()
                    .AsNoTracking()
                    .Where(c => mine == null || mine.Contains(c.UnitId))
                    .ToListAsync(cancellation)
            )
                .OrderBy(c => c.RevokedAt is null ? 0 : 1)
                .ThenBy(c => c.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(c => new ApiClientRow(c, tree[c.UnitId])),
        ];
    }
}

public sealed class NewApiClientInput
{
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public List<string> Scopes { get; set; } = [];
    public string? Expires { get; set; }
}

/// <summary>Gives out a key. It is shown once, on the next page.</summary>
[Requires(Permissions.ApiManage)]
public sealed class NewApiClientModel(
    ApiClientAdministration administration,
    ApiKeySeal seal,
    UnitDirectory units,
    ICurrentUser user,
    Texts texts,
    Clock clock
) : PageModel
{
    private const int UsualMonths = 12;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public NewApiClientInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> ScopeChoices =>
        [.. ApiScopes.All.Select(s => new SelectListItem(texts[ApiTexts.Scope(s)], s))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        Secret = seal.NewSealed();
        Input.Expires = Formats.Day(clock.Today.AddMonths(UsualMonths));
        await ChoicesAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ChoicesAsync(cancellation);
        var name = (Input.Name ?? "").Trim();
        if (name.Length is 0 or > ApiClient.NameMaxLength)
        {
            ModelState.Wrong("Input.Name", texts, "api.new.name_missing");
        }

        if (
            !DateOnly.TryParseExact(
                Input.Expires,
                ["dd/MM/yyyy", "yyyy-MM-dd"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var expires
            )
        )
        {
            ModelState.Wrong("Input.Expires", texts, "api.new.expires_wrong");
        }

        var tree = await units.GetAsync(cancellation);
        var unit = tree.Find(Input.Unit);
        if (unit is null)
        {
            ModelState.Wrong("Input.Unit", texts, "api.new.unit_missing");
        }

        if (Key is null || seal.Open(Secret) is not { } secret)
        {
            ModelState.AddModelError("", texts["api.new.expired"]);
            (Key, Secret) = (Guid.CreateVersion7().ToString("N"), seal.NewSealed());
            ModelState.Remove(nameof(Key));
            ModelState.Remove(nameof(Secret));
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await administration.CreateAsync(
            Key,
            new NewApiClient(name, unit!.Id, Input.Scopes, expires),
            secret,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        TempData[ApiClientsModel.Slot] = ApiKey.Format(outcome.Value, secret);
        return LocalRedirect(ApiLinks.Clients);
    }

    private async Task ChoicesAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var language = Texts.CurrentLanguage;
        // Nothing is chosen at first: a key for the wrong unit must not be a slip of the hand.
        UnitChoices =
        [
            new SelectListItem(texts["api.new.choose"], ""),
            .. (await units.GetAsync(cancellation))
                .All.Where(u => u.IsValidOn(today) && user.Can(Permissions.ApiManage, u.Id))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
    }
}
