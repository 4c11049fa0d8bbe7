using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Bloc;
using ThuocDo.Programmes.Funding;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering;

/// <summary>Pilots, money and internal procedures of the demonstration, act by act of <c>data/demonstration/reform.csv</c> by the desks of real ones.</summary>
public sealed class ReformSeed : PlayedActs
{
    private readonly TaskDesk tasks;
    private readonly PilotDesk pilots;
    private readonly FundingDesk funding;
    private readonly BlocDesk bloc;

    private ReformSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "reform")
    {
        var clock = new Clock(Moment);
        var work = new UnitOfWork(db, clock);
        var directory = services.GetRequiredService<UnitDirectory>();
        var figures = services.GetRequiredService<IUnitFigures>();
        tasks = new TaskDesk(db, work, directory, Actor, clock);
        pilots = new PilotDesk(
            db,
            work,
            new PilotShelf(db, directory, figures, clock),
            tasks,
            directory,
            figures,
            Actor,
            clock,
            services.GetRequiredService<Texts>()
        );
        funding = new FundingDesk(db, work, directory, Actor, clock);
        bloc = new BlocDesk(db, work, directory, Actor, clock);
    }

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(scopes, (services, db, tree) => new ReformSeed(services, db, tree), cancellation);

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        switch (row.Required("act"))
        {
            case "fund":
                return await FundAsync(row, once, cancellation);
            case "counter":
                return await funding.CounterAsync(
                    once,
                    await EntryAsync(row.Int("on"), cancellation),
                    row["more"],
                    cancellation
                );
            case "pilot" or "model":
                return await pilots.RegisterAsync(
                    once,
                    await Db.LeadingOnAsync(Today, cancellation),
                    FactsOf(row),
                    cancellation
                );
            case "measure":
                return await pilots.MeasureAsync(
                    await PilotAsync(row, once, cancellation),
                    new NewMeasure(
                        row.Required("words"),
                        row.Required("kind"),
                        row.Date("day"),
                        row.OptionalDecimal("amount")!.Value,
                        row.Required("source")
                    ),
                    cancellation
                );
            case "judge":
                return await pilots.EvaluateAsync(
                    await PilotAsync(row, once, cancellation),
                    row.Enum<PilotVerdict>("kind"),
                    row.Required("words"),
                    row.OptionalDate("until"),
                    cancellation
                );
            case "spread":
                return await pilots.ReplicateAsync(
                    await PilotAsync(row, once, cancellation),
                    new Spreading(UnitsOf(row), row.Date("day"), true),
                    cancellation
                );
            case "report":
                return await ReportAsync(row, once, cancellation);
            case "procedure" or "review":
                return await ProcedureAsync(row, once, cancellation);
            case "supervise":
                return await SuperviseAsync(row, once, cancellation);
            default:
                throw new FormatException($"{File}: no act {row["act"]}.");
        }
    }

    private static PilotFacts FactsOf(CsvRow row)
    {
        var isOwn = row["act"] == "pilot";
        return new PilotFacts
        {
            Origin = isOwn ? PilotOrigin.Own : PilotOrigin.Elsewhere,
            Name = row.Required("words"),
            What = isOwn ? row.Required("more") : row.Required("words"),
            Units = UnitsOf(row),
            LeadUnitId = Unit.IdOf(row.Required("unit")),
            From = isOwn ? row.Date("day") : null,
            To = row.OptionalDate("until"),
            Condition = row["on"],
            Indicator = row["kind"],
            Place = isOwn ? null : row.Required("more"),
            Source = isOwn ? null : row.Required("source"),
            SourceOn = isOwn ? null : row.Date("day"),
        };
    }

    private static Guid[] UnitsOf(CsvRow row) =>
        [
            .. (row["units"] ?? "")
                .Split('|', StringSplitOptions.RemoveEmptyEntries)
                .Select(Unit.IdOf),
        ];

    private async Task<Outcome> FundAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var programme = await Db.LeadingOnAsync(Today, cancellation);
        Guid? task = null;
        if (row["on"] is { } name)
        {
            var number = int.Parse(name[1..], CultureInfo.InvariantCulture);
            task = await Db.Set<AssignedTask>()
                .Where(t =>
                    t.ProgrammeId == programme
                    && t.Origin == TaskOrigin.Programme
                    && t.OriginNumber == number
                )
                .OrderBy(t => t.Number)
                .Select(t => t.Id)
                .FirstAsync(cancellation);
        }

        var day = row.Date("day");
        return await funding.EnterAsync(
            new NewFunding(
                once,
                programme,
                day.Year,
                row.Enum<FundingKind>("kind"),
                Unit.IdOf(row.Required("unit")),
                task,
                task is null ? row["more"] : null,
                null,
                row.Required("source"),
                row.OptionalDecimal("amount")!.Value,
                row.Required("words"),
                day,
                task is null ? null : row["more"]
            ),
            cancellation
        );
    }

    /// <summary>The head of the body that adopts it reports the task as done.</summary>
    private async Task<Outcome> ReportAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var unit = Unit.IdOf(row.Required("unit"));
        var task = await Db.Set<AssignedTask>()
            .AsNoTracking()
            .SingleAsync(t => t.Source == TaskSource.Pilot && t.UnitId == unit, cancellation);
        Actor.Become(null, Grants.Of([(Role.UnitHead, unit)], Tree, Today));
        return await tasks.ReportAsync(
            new TaskActKey(once, task.Id, task.Version),
            100,
            row.Required("words"),
            [],
            cancellation
        );
    }

    private async Task<Outcome> ProcedureAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var unit = Unit.IdOf(row.Required("unit"));
        var (days, papers) = (row.Int("kind"), row.Int("amount"));
        if (row["act"] == "procedure")
        {
            return await bloc.RegisterAsync(
                new NewProcedure(
                    once,
                    unit,
                    row.Required("words"),
                    days,
                    papers,
                    row.Date("day"),
                    row.Required("more")
                ),
                cancellation
            );
        }

        var number = row.Int("on");
        var procedure = await Db.Set<InternalProcedure>()
            .AsNoTracking()
            .SingleAsync(p => p.UnitId == unit && p.Number == number, cancellation);
        return await bloc.ReviewAsync(
            new ProcedureReview(
                once,
                procedure.Id,
                procedure.Version,
                days,
                papers,
                row.Date("day"),
                row.Required("more"),
                false
            ),
            cancellation
        );
    }

    private async Task<Outcome> SuperviseAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var unit = Unit.IdOf(row.Required("unit"));
        return await tasks.AssignAsync(
            once,
            [
                new TaskOrder
                {
                    ProgrammeId = await Db.LeadingOnAsync(Today, cancellation),
                    Origin = TaskOrigin.Direction,
                    Name = row.Required("words"),
                    Product = row["more"],
                    Source = row.Enum<TaskSource>("kind"),
                    SourceId = unit,
                    UnitId = unit,
                    DueOn = row.Date("day"),
                },
            ],
            cancellation
        );
    }

    private async Task<Guid> EntryAsync(int number, CancellationToken cancellation)
    {
        var programme = await Db.LeadingOnAsync(Today, cancellation);
        return await Db.Set<FundingEntry>()
            .Where(e => e.ProgrammeId == programme && e.Number == number)
            .Select(e => e.Id)
            .SingleAsync(cancellation);
    }

    private async Task<PilotAct> PilotAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var (programme, number) = (await Db.LeadingOnAsync(Today, cancellation), row.Int("on"));
        var pilot = await Db.Set<Pilot>()
            .AsNoTracking()
            .SingleAsync(p => p.ProgrammeId == programme && p.Number == number, cancellation);
        return new PilotAct(once, pilot.Id, pilot.Version);
    }
}
