using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Attribution;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Attribution;

public sealed class TimeScoresTests
{
    /// <summary>The grouped query against one dossier after the other, over the reorganisation of July 2025.</summary>
    [Theory, Engines]
    public async Task Lines_OfSimulatedUnits_AreWhatEachDossierGives(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(400);
        await using var web = TestWeb.Over(
            database,
            new DateTime(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc)
        );
        await using var scope = web.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var tree = await scope.ServiceProvider.GetRequiredService<UnitDirectory>().GetAsync();
        var source = scope
            .ServiceProvider.GetServices<IScoreSource>()
            .OfType<TimeScores>()
            .Single();
        var dossiers = await db.Set<Dossier>().AsNoTracking().ToListAsync();
        var entries = (await db.Set<ClockEntry>().AsNoTracking().ToListAsync()).ToLookup(e =>
            e.DossierId
        );
        var questions = dossiers
            .GroupBy(d => d.UnitId)
            .OrderByDescending(g => g.Count(d => d.Transfers.Length > 0))
            .ThenByDescending(g => g.Count())
            .Take(8)
            .Select(g => new ScoreQuestion(g.Key, new(2024, 3, 5), new(2025, 12, 20)))
            .Append(new(Unit.IdOf("ninh-thuan"), new(2024, 1, 1), new(2025, 7, 1)))
            .ToList();

        var lines = await source.ReadAsync(questions, TestContext.Current.CancellationToken);

        foreach (var (question, line) in questions.Zip(lines.Select(l => l.ShouldHaveSingleItem())))
        {
            var units = tree.Subtree(question.UnitId);
            var (used, allowed) = (0L, 0L);
            foreach (
                var dossier in dossiers.Where(d =>
                    units.Contains(d.UnitId)
                    && d.ClosedOn >= question.From
                    && d.ClosedOn < question.To
                    && d.ParentId is null
                    && d.Result is DossierResult.Granted or DossierResult.Refused
                )
            )
            {
                var (one, other) = Days(dossier, units, [.. entries[dossier.Id]]);
                (used, allowed) = (used + one, allowed + other);
            }

            (line.Numerator, line.Denominator).ShouldBe((used, (long?)allowed));
        }

        lines.Sum(l => l[0].Numerator).ShouldBeGreaterThan(0);
    }

    private static (long Used, long Allowed) Days(
        Dossier dossier,
        IReadOnlySet<Guid> units,
        List<ClockEntry> entries
    )
    {
        var calendar = WorkCalendar.National();
        var came = DossierTransfer
            .Parse(dossier.Transfers)
            .Where(t => units.Contains(t.To) && !units.Contains(t.From))
            .Select(t => t.Day)
            .LastOrDefault(dossier.ReceivedOn);
        var state = DossierClock.Fold(entries, calendar);
        var due = VietnamTime.DayOf(state.Due!.Value);
        long stood = state
            .Stops.Select(s =>
                (From: VietnamTime.DayOf(s.From), To: VietnamTime.DayOf(s.To!.Value))
            )
            .Where(s => s.To > came)
            .Sum(s => calendar.WorkingDaysBetween(s.From > came ? s.From : came, s.To));
        return (
            calendar.WorkingDaysBetween(came, dossier.ClosedOn!.Value) - stood,
            (due > came ? calendar.WorkingDaysBetween(came, due) : 0) - stood
        );
    }
}
