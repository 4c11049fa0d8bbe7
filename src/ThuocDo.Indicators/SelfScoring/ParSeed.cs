using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>
/// Self-scores of the demonstration, carried out act by act of <c>data/demonstration/par.csv</c> by the same desk as real ones.
/// </summary>
public sealed class ParSeed : PlayedActs
{
    private readonly IServiceProvider services;

    private ParSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "par") => this.services = services;

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(scopes, (services, db, tree) => new ParSeed(services, db, tree), cancellation);

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var unit = Unit.IdOf(row.Required("unit"));
        if (row["account"] is null)
        {
            BecomeHead(unit);
        }

        var words = row["words"] ?? "";
        var desk = Desk();
        if (row["act"] == "open")
        {
            var set = row.Required("code");
            return await desk.OpenAsync(
                new NewParRound(
                    once,
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

        var sheet = await Db.Set<ParSheet>()
            .AsNoTracking()
            .Where(s => s.UnitId == unit)
            .OrderByDescending(s => s.Id)
            .FirstAsync(cancellation);
        var code = row["code"] ?? "";
        var score = await Db.Set<ParScore>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.SheetId == sheet.Id && s.Code == code, cancellation);
        var (scoreKey, sheetKey) = (
            new ParScoreKey(once, sheet.Id, code, score?.Version),
            new ParSheetKey(once, sheet.Id, sheet.Version)
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
                once,
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
                once,
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
        ParScoreKey once,
        CsvRow row,
        string words,
        CancellationToken cancellation
    )
    {
        var taken = await desk.TakeFigureAsync(once, cancellation);
        return taken.Key == ParDesk.NoFigure
            ? await desk.FillAsync(once, Input(row.Required("input")), words, cancellation)
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
        var clock = new Clock(Moment);
        return ActivatorUtilities.CreateInstance<ParDesk>(
            services,
            Db,
            Actor,
            clock,
            new UnitOfWork(Db, clock)
        );
    }
}
