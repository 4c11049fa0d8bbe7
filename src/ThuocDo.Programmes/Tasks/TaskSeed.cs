using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>The tasks of the demonstration, carried out act by act of <c>data/demonstration/tasks.csv</c> by the same desk as real ones.</summary>
public sealed class TaskSeed
{
    private readonly ThuocDoDb db;
    private readonly UnitTree tree;
    private readonly PlayedMoment moment = new();
    private readonly PlayedActor actor = new();
    private readonly TaskDesk desk;
    private readonly TaskLadderJob ladder;

    private TaskSeed(ThuocDoDb db, UnitDirectory directory, UnitTree tree)
    {
        (this.db, this.tree) = (db, tree);
        var clock = new Clock(moment);
        desk = new TaskDesk(db, new UnitOfWork(db, clock), directory, actor, clock);
        ladder = new TaskLadderJob(db, directory, new Shipped(), clock);
    }

    /// <summary>Once. A start that was killed is gone on with after its last act, which each has a key of its own.</summary>
    /// <exception cref="InvalidOperationException">An act of the file was refused; the message names its line.</exception>
    public static async Task RunAsync(
        ThuocDoDb db,
        UnitDirectory directory,
        CancellationToken cancellation
    )
    {
        var rows = ShippedData.Rows("demonstration/tasks.csv").ToList();
        var keys = rows.Select((_, i) => KeyOf(i)).ToArray();
        var done = await db.Set<CompletedAction>()
            .Where(a => EF.Parameter(keys).Contains(a.Key))
            .Select(a => a.Key)
            .ToHashSetAsync(cancellation);
        var next = Array.FindLastIndex(keys, done.Contains) + 1;
        var seed = new TaskSeed(db, directory, await directory.GetAsync(cancellation));
        // The ladders behind the last act go with it.
        foreach (
            var (row, key) in rows.Zip(keys)
                .Skip(rows.Skip(next).All(IsLadder) && next > 0 ? rows.Count : next)
        )
        {
            var outcome = await seed.ActAsync(row, key, cancellation);
            db.ChangeTracker.Clear();
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(
                    $"tasks.csv, {row.Required("at")} {row.Required("act")}: {outcome.Key}."
                );
            }
        }
    }

    private static string KeyOf(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"demonstration-task-{row}");

    private static bool IsLadder(CsvRow row) => row["act"] == "ladder";

    private async Task<Outcome> ActAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var at = DateTime.Parse(row.Required("at"), CultureInfo.InvariantCulture);
        moment.Now = VietnamTime.ToUtc(at);
        var act = row.Required("act");
        if (IsLadder(row))
        {
            await ladder.RunAsync(cancellation);
            return Outcome.Done;
        }

        var task = row["task"] is { } name ? await FindAsync(name, cancellation) : null;
        await BecomeAsync(row["account"], task, cancellation);
        if (act is "programme" or "assign" or "part")
        {
            return await AssignAsync(row, once, task, cancellation);
        }

        var key = new TaskActKey(once, task!.Id, task.Version);
        var words = row["words"] ?? "";
        return act switch
        {
            "report" => await desk.ReportAsync(key, row.Int("percent"), words, [], cancellation),
            "approve" => await desk.ApproveAsync(key, words, cancellation),
            "return" => await desk.ReturnAsync(key, words, cancellation),
            "obstacle" => await desk.RaiseAsync(key, words, row.Required("more"), cancellation),
            "pass-up" => await desk.PassUpAsync(key, 1, words, cancellation),
            "decide" => await desk.DecideAsync(key, 1, words, cancellation),
            "move-date" => await desk.MoveDateAsync(key, row.Date("due"), words, cancellation),
            _ => throw new FormatException($"tasks.csv: no act {act}."),
        };
    }

    private async Task BecomeAsync(
        string? account,
        AssignedTask? task,
        CancellationToken cancellation
    )
    {
        var day = VietnamTime.DayOf(moment.Now);
        if (account is null)
        {
            actor.Become(null, Grants.Of([(Role.UnitHead, task!.UnitId)], tree, day));
            return;
        }

        await actor.BecomeAsync(db, tree, account, day, cancellation);
    }

    private async Task<Outcome> AssignAsync(
        CsvRow row,
        string once,
        AssignedTask? parent,
        CancellationToken cancellation
    )
    {
        var programme = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(VietnamTime.DayOf(moment.Now))
            .FirstAsync(cancellation);
        if (row["act"] == "programme")
        {
            var proposed = await ProgrammeOrders.ReadAsync(
                db,
                programme.Id,
                tree,
                VietnamTime.DayOf(moment.Now),
                cancellation
            );
            return await desk.AssignAsync(
                once,
                [
                    .. proposed.SelectMany(p =>
                        p.Orders(
                            programme.Id,
                            p.Rule == Resolution.DueRule.Yearly ? row.Date("due") : p.DueOn
                        )
                    ),
                ],
                cancellation
            );
        }

        var outcome = await desk.AssignAsync(
            once,
            [
                new TaskOrder
                {
                    ProgrammeId = programme.Id,
                    ParentId = parent?.Id,
                    Origin = parent is null ? TaskOrigin.Direction : TaskOrigin.Part,
                    Name = row.Required("words"),
                    Product = row["more"],
                    UnitId = Unit.IdOf(row.Required("unit")),
                    DueOn = row.Date("due"),
                },
            ],
            cancellation
        );
        return outcome;
    }

    /// <param name="name">A label of the file, <c>t2</c> of the programme, or <c>d1:unit</c> of a duty.</param>
    private async Task<AssignedTask> FindAsync(string name, CancellationToken cancellation)
    {
        var tasks = db.Set<AssignedTask>().AsNoTracking();
        if (
            ShippedData.Rows("demonstration/tasks.csv").FirstOrDefault(r => r["label"] == name) is
            { } given
        )
        {
            var words = given.Required("words");
            return await tasks.SingleAsync(
                t => t.OriginNumber == null && t.Name == words,
                cancellation
            );
        }

        var number = int.Parse(name[1..].Split(':')[0], CultureInfo.InvariantCulture);
        var origin = name[0] == 't' ? TaskOrigin.Programme : TaskOrigin.Duty;
        tasks = tasks.Where(t => t.Origin == origin && t.OriginNumber == number);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            var unit = Unit.IdOf(name.Split(':')[1]);
            tasks = tasks.Where(t => t.UnitId == unit);
        }

        return await tasks.SingleAsync(cancellation);
    }

    internal sealed class Shipped : INationalCalendar
    {
        private readonly WorkCalendar calendar = WorkCalendar.National();

        public ValueTask<WorkCalendar> NationalAsync(CancellationToken cancellation) =>
            ValueTask.FromResult(calendar);
    }
}
