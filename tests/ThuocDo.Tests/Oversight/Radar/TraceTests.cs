using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Traces;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Oversight.Radar;

public sealed class TraceTests
{
    /// <summary>The one statement against the rows told one by one.</summary>
    [Theory, Engines]
    public async Task Traces_OfASimulatedProvince_AreWhatItsRowsSay(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SimulateAsync(400);
        // Few come again so soon: here everybody is one person who wants one thing.
        await database.TamperAsync($"update onestop_applicants set identity_number = 'same'");
        await database.TamperAsync(
            $"update onestop_dossiers set procedure_id = (select procedure_id from onestop_dossiers order by code limit 1)"
        );
        var (from, to) = (new DateOnly(2024, 2, 1), new DateOnly(2025, 11, 30));

        var traces = await ReadAsync(database, from, to, null);
        var some = traces[0].UnitId;
        (await ReadAsync(database, from, to, [some])).ShouldBe(
            traces.Where(t => t.UnitId == some),
            ignoreOrder: true
        );

        var (dossiers, people, stops) = await database.UseAsync(async db =>
            (
                await db.Set<Dossier>().AsNoTracking().ToListAsync(),
                await db.Set<Applicant>().AsNoTracking().ToDictionaryAsync(a => a.DossierId),
                (
                    await db.Set<ClockEntry>()
                        .AsNoTracking()
                        .Where(e => e.Kind == ClockEntryKind.Stopped && e.Ground == "supplement")
                        .ToListAsync()
                ).ToLookup(e => e.DossierId, e => e.At)
            )
        );
        var expected = dossiers.Where(d => d.ClosedOn >= from && d.ClosedOn <= to).ToList();
        traces.Count.ShouldBe(expected.Count);
        traces.Count.ShouldBeGreaterThan(200);
        foreach (var trace in traces)
        {
            var dossier = expected.Single(d => d.Id == trace.Id);
            (trace.UnitId, trace.IsOnline, trace.ClosedAt).ShouldBe(
                (dossier.UnitId, dossier.Channel == Channel.Online, dossier.ClosedAt!.Value)
            );
            trace.SupplementAt.ShouldBe(stops[dossier.Id].Any() ? stops[dossier.Id].Min() : null);
            trace.End.ShouldBe(
                dossier.Result is DossierResult.Withdrawn or DossierResult.Stopped
                    ? TraceEnd.WithoutResult
                : dossier.Timeliness == Timeliness.Late ? TraceEnd.Late
                : dossier.Timeliness == Timeliness.OnTime ? TraceEnd.OnLastDay
                : TraceEnd.Early
            );
            trace.WasRefiled.ShouldBe(
                dossier.Result != DossierResult.Granted
                    && people[dossier.Id].IdentityNumber is { } identity
                    && dossiers.Any(n =>
                        n.Id != dossier.Id
                        && n.ProcedureId == dossier.ProcedureId
                        && people[n.Id].IdentityNumber == identity
                        && n.ReceivedOn >= dossier.ClosedOn
                        && n.ReceivedOn <= dossier.ClosedOn!.Value.AddDays(10)
                    )
            );
        }

        traces.ShouldContain(t => t.SupplementAt != null);
        traces.ShouldContain(t => t.WasRefiled);
        traces.ShouldContain(t => !t.WasRefiled);
        (
            await database.UseAsync(db =>
                new DossierTraces(db).NamesAsync([traces[0].Id], CancellationToken.None)
            )
        )
            .Single()
            .Id.ShouldBe(traces[0].Id);
    }

    private static Task<List<DossierTrace>> ReadAsync(
        TestDatabase database,
        DateOnly from,
        DateOnly to,
        IReadOnlyCollection<Guid>? units
    ) =>
        database.UseAsync(async db =>
        {
            var traces = new List<DossierTrace>();
            await foreach (
                var trace in new DossierTraces(db).ClosedAsync(
                    from,
                    to,
                    units,
                    CancellationToken.None
                )
            )
            {
                traces.Add(trace);
            }

            return traces;
        });
}
