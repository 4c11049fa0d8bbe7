using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Funding.Pages;

public static class FundingTexts
{
    public static string Of(FundingKind kind) =>
        $"funding.kind.{kind.ToString().ToLowerInvariant()}";
}

/// <summary>The documents about money, one after the other; a wrong one is cancelled here by its opposite.</summary>
[Requires(Permissions.FundingView)]
public sealed class FundingLedgerModel(
    MeetingShelf programmes,
    FundingShelf shelf,
    FundingDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private Dictionary<Guid, AssignedTask> tasks = [];
    private Dictionary<Guid, int> counters = [];
    private Dictionary<Guid, int> numbers = [];
    private Dictionary<Guid, (string? Name, DateTime At)> writers = [];

    [FromQuery(Name = FundingLinks.YearField)]
    public int? Year { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public Programme Programme { get; private set; } = null!;

    /// <summary>The last first.</summary>
    public IReadOnlyList<FundingEntry> Entries { get; private set; } = [];

    /// <summary>The number of the entry that cancels it.</summary>
    public int? Countered(FundingEntry entry) =>
        counters.TryGetValue(entry.Id, out var number) ? number : null;

    /// <summary>The number of the entry it cancels.</summary>
    public int? Counters(FundingEntry entry) =>
        entry.CounterOf is { } id && numbers.TryGetValue(id, out var number) ? number : null;

    public bool MayCounter(FundingEntry entry) =>
        entry.CounterOf is null
        && Countered(entry) is null
        && (
            user.Can(Permissions.FundingManage, entry.UnitId)
            || tree.HeirOf(entry.UnitId, clock.Today) is { } heir
                && user.Can(Permissions.FundingManage, heir.Id)
        );

    public string For(FundingEntry entry) =>
        string.Join(
            " · ",
            new[]
            {
                entry.TaskId is { } id && tasks.TryGetValue(id, out var task)
                    ? texts["funding.for-task", task.Number]
                    : null,
                entry.Product,
                tree.Find(entry.UnitId)?.NameIn(Texts.CurrentLanguage),
                FundingSources.NameOf(entry.Source),
                entry.Year.ToString(CultureInfo.InvariantCulture),
            }.OfType<string>()
        );

    /// <summary>Who wrote it and when; none where its event is missing.</summary>
    public string? Written(FundingEntry entry) =>
        writers.TryGetValue(entry.Id, out var by)
            ? texts["funding.written", Formats.Instant(by.At), by.Name ?? "–"]
            : null;

    public string KeyOf(FundingEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{Key}-{entry.Number}");

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        Guid entry,
        string? reason,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.CounterAsync(
            Key,
            entry,
            string.IsNullOrWhiteSpace(reason) ? null : reason.Trim().Normalize(),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            ModelState.Clear();
            Key = Guid.CreateVersion7().ToString("N");
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("funding.countered");
        return Redirect(FundingLinks.Ledger(Programme.Key, Year));
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(key, cancellation) is not { } found)
        {
            return false;
        }

        Programme = found;
        tree = await directory.GetAsync(cancellation);
        var all = await shelf.EntriesAsync(found.Id, cancellation);
        numbers = all.ToDictionary(e => e.Id, e => e.Number);
        counters = all.Where(e => e.CounterOf is not null)
            .ToDictionary(e => e.CounterOf!.Value, e => e.Number);
        Entries = [.. all.Where(e => Year is null || e.Year == Year).Reverse()];
        writers = await shelf.WritersAsync(Entries, cancellation);
        tasks = await shelf.TasksAsync(found.Id, cancellation);
        return true;
    }
}

/// <summary>The ledger as a file: one line for each entry, so that every sum of the page can be made from it.</summary>
[Requires(Permissions.FundingView)]
public sealed class FundingCsvModel(
    MeetingShelf programmes,
    FundingShelf shelf,
    UnitDirectory directory,
    Clock clock
) : PageModel
{
    [FromQuery(Name = FundingLinks.YearField)]
    public int? Year { get; set; }

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        var tree = await directory.GetAsync(cancellation);
        var tasks = await shelf.TasksAsync(found.Id, cancellation);
        var all = await shelf.EntriesAsync(found.Id, cancellation);
        var numbers = all.ToDictionary(e => e.Id, e => e.Number);
        var text = new StringBuilder(
            CsvText.Line(
                "number",
                "year",
                "kind",
                "body",
                "body_now",
                "task",
                "axis",
                "product",
                "source",
                "amount_dong",
                "document",
                "document_on",
                "reason",
                "counter_of"
            )
        );
        foreach (var entry in all.Where(e => Year is null || e.Year == Year))
        {
            var task = entry.TaskId is { } id ? tasks.GetValueOrDefault(id) : null;
            text.Append(
                CsvText.Line(
                    Plain(entry.Number),
                    Plain(entry.Year),
                    entry.Kind.ToString(),
                    tree.Find(entry.UnitId)?.Key ?? "",
                    tree.HeirOf(entry.UnitId, clock.Today)?.Key ?? "",
                    task is null ? "" : Plain(task.Number),
                    (entry.TaskId is null ? entry.Axis : task?.Axis) is { } axis ? Plain(axis) : "",
                    entry.Product ?? "",
                    entry.Source,
                    entry.Amount.ToString("0", CultureInfo.InvariantCulture),
                    entry.Document,
                    Canonical.Day(entry.DocumentOn),
                    entry.Reason ?? "",
                    entry.CounterOf is { } wrong && numbers.TryGetValue(wrong, out var number)
                        ? Plain(number)
                        : ""
                )
            );
        }

        return new CsvFile($"{found.Key}-kinh-phi.csv", text.ToString());
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
