using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>
/// Self-scores of the demonstration, carried out act by act of <c>data/demonstration/par.csv</c> by the same desk as real ones.
/// </summary>
public sealed class ParSeed
{
    private const string File = "demonstration/par.csv";

    private readonly IServiceProvider services;
    private readonly ThuocDoDb db;
    private readonly UnitTree tree;
    private readonly Moment moment = new();
    private readonly CurrentUser user = new();

    private ParSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree) =>
        (this.services, this.db, this.tree) = (services, db, tree);

    /// <summary>Once. A start that was killed is gone on with after its last act, which each has a key of its own.</summary>
    /// <exception cref="InvalidOperationException">An act of the file was refused; the message names it.</exception>
    public static async Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var seed = new ParSeed(
            scope.ServiceProvider,
            db,
            await scope.ServiceProvider.GetRequiredService<UnitDirectory>().GetAsync(cancellation)
        );
        var rows = ShippedData.Rows(File).ToList();
        var keys = rows.Select(
                (_, i) => string.Create(CultureInfo.InvariantCulture, $"demonstration-par-{i}")
            )
            .ToArray();
        var done = await db.Set<CompletedAction>()
            .Where(a => EF.Parameter(keys).Contains(a.Key))
            .Select(a => a.Key)
            .ToHashSetAsync(cancellation);
        foreach (
            var (row, key) in rows.Zip(keys).Skip(Array.FindLastIndex(keys, done.Contains) + 1)
        )
        {
            db.ChangeTracker.Clear();
            var outcome = await seed.ActAsync(row, key, cancellation);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(
                    $"par.csv, line {row.Line}: {outcome.Key} {string.Join(", ", outcome.Arguments)}."
                );
            }
        }

        db.ChangeTracker.Clear();
    }

    private async Task<Outcome> ActAsync(CsvRow row, string key, CancellationToken cancellation)
    {
        moment.Now = VietnamTime.ToUtc(
            DateTime.Parse(row.Required("at"), CultureInfo.InvariantCulture)
        );
        var unit = Unit.IdOf(row.Required("unit"));
        await BecomeAsync(row["account"], unit, cancellation);
        var words = row["words"] ?? "";
        var desk = Desk();
        if (row["act"] == "open")
        {
            var set = row.Required("code");
            return await desk.OpenAsync(
                new NewParRound(
                    key,
                    unit,
                    set,
                    null,
                    row.Int("number"),
                    words,
                    null,
                    row.Date("day"),
                    [
                        .. (row["input"] ?? "")
                            .Split('|', StringSplitOptions.RemoveEmptyEntries)
                            .Select(Unit.IdOf),
                    ]
                ),
                cancellation
            );
        }

        var sheet = await db.Set<ParSheet>()
            .AsNoTracking()
            .Where(s => s.UnitId == unit)
            .OrderByDescending(s => s.Id)
            .FirstAsync(cancellation);
        var code = row["code"] ?? "";
        var score = await db.Set<ParScore>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.SheetId == sheet.Id && s.Code == code, cancellation);
        var (scoreKey, sheetKey) = (
            new ParScoreKey(key, sheet.Id, code, score?.Version),
            new ParSheetKey(key, sheet.Id, sheet.Version)
        );
        return row.Required("act") switch
        {
            "fill" => await desk.FillAsync(
                scoreKey,
                Input(row["input"] ?? ""),
                words,
                cancellation
            ),
            "figure" => await FigureAsync(desk, scoreKey, row, words, cancellation),
            "document" => await desk.AddDocumentAsync(
                key,
                sheet.Id,
                code,
                new NewDocument(
                    row.Required("input"),
                    row.Date("day"),
                    row.Required("more"),
                    words,
                    null
                ),
                cancellation
            ),
            "submit" => await desk.SubmitAsync(sheetKey, cancellation),
            "judge" => await desk.JudgeAsync(
                scoreKey,
                row.OptionalDecimal("number") ?? 0,
                words,
                cancellation
            ),
            "move" => await desk.MoveAsync(
                sheetKey,
                Enum.Parse<ParSheetState>(row.Required("input"), true),
                cancellation
            ),
            "explain" => await desk.ExplainAsync(scoreKey, words, cancellation),
            "plan" => await desk.PlanAsync(
                key,
                sheet.Id,
                code,
                words,
                row.Date("day"),
                null,
                cancellation
            ),
            var act => throw new FormatException($"{File}: no act {act}."),
        };
    }

    /// <summary>Where the simulation has no dossiers of the body, the numbers of the file stand in.</summary>
    private static async Task<Outcome> FigureAsync(
        ParDesk desk,
        ParScoreKey key,
        CsvRow row,
        string words,
        CancellationToken cancellation
    )
    {
        var taken = await desk.TakeFigureAsync(key, cancellation);
        return taken.Key == ParDesk.NoFigure
            ? await desk.FillAsync(key, Input(row.Required("input")), words, cancellation)
            : taken;
    }

    /// <summary><c>numerator=9;denominator=10</c>.</summary>
    private static ScoreInput Input(string text)
    {
        var given = text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => p[1]);
        decimal? Number(string name) =>
            given.TryGetValue(name, out var number)
                ? decimal.Parse(number, CultureInfo.InvariantCulture)
                : null;
        return new()
        {
            Numerator = Number("numerator"),
            Denominator = Number("denominator"),
            Missed = Number("missed"),
            Count = Number("count"),
            Before = Number("before"),
            Stated = Number("stated"),
            DoneOn = given.TryGetValue("done", out var day)
                ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
            Parts = given.TryGetValue("parts", out var parts) ? ScoreInput.ReadParts(parts) : null,
            NoCase = given.ContainsKey("none") ? true : null,
        };
    }

    /// <summary>As the host makes it, but with the person and the instant of the act.</summary>
    private ParDesk Desk()
    {
        var clock = new Clock(moment);
        return ActivatorUtilities.CreateInstance<ParDesk>(
            services,
            db,
            user,
            clock,
            new UnitOfWork(db, clock)
        );
    }

    private async Task BecomeAsync(string? account, Guid unit, CancellationToken cancellation)
    {
        var day = VietnamTime.DayOf(moment.Now);
        if (account is null)
        {
            user.Become(
                new Account { Id = DemonstrationAccounts.IdOf("lanhdao"), DisplayName = "" },
                Grants.Of([(Role.UnitHead, unit)], tree, day),
                null
            );
            return;
        }

        var id = DemonstrationAccounts.IdOf(account);
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == id)
            .ToListAsync(cancellation);
        user.Become(
            new Account { Id = id, DisplayName = account },
            Grants.Of(roles.Select(r => (r.Role, r.UnitId)), tree, day),
            null
        );
    }

    /// <summary>The instant of the act at hand.</summary>
    private sealed class Moment : TimeProvider
    {
        public DateTime Now { get; set; }

        public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
    }
}
