using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Inspections;

/// <summary>
/// Inspections of the demonstration, act by act of <c>data/demonstration/inspections.csv</c> by the desks of real ones. Everything in
/// it is invented; the seed of its draw is new in every database, so that the drawn places differ.
/// </summary>
public sealed class InspectionSeed : PlayedActs
{
    private readonly InspectionDesk desk;
    private readonly VisitDesk visits;

    private InspectionSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "inspections")
    {
        var clock = new Clock(Moment);
        var work = new UnitOfWork(db, clock);
        desk = new InspectionDesk(
            db,
            work,
            services.GetRequiredService<UnitDirectory>(),
            services.GetRequiredService<IDossierTraces>(),
            Actor,
            clock
        );
        visits = new VisitDesk(db, work, Actor, clock);
    }

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(
            scopes,
            (services, db, tree) => new InspectionSeed(services, db, tree),
            cancellation
        );

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var words = (row["words"] ?? "").Replace('|', '\n');
        return row.Required("act") switch
        {
            "plan" => await desk.PlanAsync(
                once,
                new NewPlan(
                    Today.Year,
                    row.Required("name"),
                    Today,
                    row.Int("number"),
                    words,
                    null
                ),
                cancellation
            ),
            "checklist" => await desk.IssueChecklistAsync(
                once,
                row.Required("name"),
                words,
                cancellation
            ),
            "surprise" or "regular" => await desk.AddAsync(
                once,
                new NewInspection(
                    Today.Year,
                    row["act"] == "surprise" ? InspectionKind.Surprise : InspectionKind.Regular,
                    row.Required("name"),
                    row.Date("day")
                ),
                cancellation
            ),
            "decide" => await desk.DecideAsync(
                await LastAsync(once, cancellation),
                new NewDecision(
                    row.Required("name"),
                    Today,
                    words,
                    await Db.Set<Checklist>()
                        .OrderByDescending(c => c.Id)
                        .Select(c => c.Id)
                        .FirstAsync(cancellation),
                    row["unit"] is { } unit ? [Unit.IdOf(unit)] : []
                ),
                cancellation
            ),
            "commit" => await desk.CommitAsync(
                await LastAsync(once, cancellation),
                row.Int("number"),
                DrawScope.Commune,
                null,
                cancellation
            ),
            "reveal" => await RevealAsync(once, cancellation),
            "answer" => await visits.AnswerAsync(
                new NewEntry(
                    once,
                    await PlaceAsync(row.Int("place"), cancellation),
                    row.Int("number"),
                    row.Enum<CheckAnswer>("name"),
                    words,
                    null,
                    null
                ),
                cancellation
            ),
            "finding" => await visits.FindAsync(
                new NewFinding(
                    once,
                    await PlaceAsync(row.Int("place"), cancellation),
                    row.Enum<Severity>("name"),
                    words.Split('\n')[0],
                    words.Split('\n')[1],
                    row.Date("day"),
                    null
                ),
                cancellation
            ),
            "report" => await visits.ReportAsync(
                await FindingAsync(once, cancellation),
                words,
                cancellation
            ),
            "check" => await visits.CheckAsync(
                await FindingAsync(once, cancellation),
                words,
                inOrder: true,
                cancellation
            ),
            "conclude" => await desk.ConcludeAsync(
                await LastAsync(once, cancellation),
                Today,
                words,
                "",
                cancellation
            ),
            var act => throw new FormatException($"{File}: no act {act}."),
        };
    }

    private async Task<Outcome> RevealAsync(string once, CancellationToken cancellation)
    {
        var draw = await Db.Set<InspectionDraw>()
            .AsNoTracking()
            .OrderByDescending(d => d.Id)
            .FirstAsync(cancellation);
        return await desk.RevealAsync(new InspectionAct(once, draw.Id, draw.Version), cancellation);
    }

    private async Task<InspectionAct> LastAsync(string once, CancellationToken cancellation)
    {
        var last = await Db.Set<Inspection>()
            .AsNoTracking()
            .OrderByDescending(i => i.Id)
            .FirstAsync(cancellation);
        return new InspectionAct(once, last.Id, last.Version);
    }

    /// <summary>A place of the last round, from 1 in the order in which they joined it.</summary>
    private async Task<Guid> PlaceAsync(int number, CancellationToken cancellation)
    {
        var round = await Db.Set<Inspection>()
            .OrderByDescending(i => i.Id)
            .Select(i => i.Id)
            .FirstAsync(cancellation);
        return (
            await Db.Set<InspectionPlace>()
                .Where(p => p.InspectionId == round)
                .OrderBy(p => p.Id)
                .Select(p => p.Id)
                .ToListAsync(cancellation)
        )[number - 1];
    }

    private async Task<InspectionAct> FindingAsync(string once, CancellationToken cancellation)
    {
        var finding = await Db.Set<InspectionFinding>()
            .AsNoTracking()
            .OrderBy(f => f.Id)
            .FirstAsync(cancellation);
        return new InspectionAct(once, finding.Id, finding.Version);
    }
}
