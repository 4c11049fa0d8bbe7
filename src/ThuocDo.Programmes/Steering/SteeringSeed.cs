using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Programmes.Year;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering;

/// <summary>The briefing, dialogues, remedy and year marks of the demonstration, act by act of <c>data/demonstration/steering.csv</c> by the desks of real ones.</summary>
public sealed class SteeringSeed
{
    private const string File = "demonstration/steering.csv";
    private const string OnceKey = "demonstration-steering-";

    private readonly ThuocDoDb db;
    private readonly UnitTree tree;
    private readonly TaskSeed.Moment moment = new();
    private readonly TaskSeed.Actor actor = new();
    private readonly TaskDesk tasks;
    private readonly MeetingDesk meetings;
    private readonly YearDesk year;
    private readonly DialogueDesk dialogues;

    private SteeringSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
    {
        (this.db, this.tree) = (db, tree);
        var clock = new Clock(moment);
        var work = new UnitOfWork(db, clock);
        var directory = services.GetRequiredService<UnitDirectory>();
        tasks = new TaskDesk(db, work, directory, actor, clock);
        meetings = new MeetingDesk(
            db,
            work,
            ActivatorUtilities.CreateInstance<PackReader>(services, clock),
            tasks,
            directory,
            actor,
            clock
        );
        year = new YearDesk(
            db,
            work,
            new YearShelf(db, directory, new TaskSeed.Shipped(), actor, clock),
            actor,
            clock
        );
        dialogues = new DialogueDesk(db, work, directory, actor, clock);
    }

    /// <summary>Once, behind the dossiers. A start that was killed is gone on with after its last act, which each has a key of its own.</summary>
    /// <exception cref="InvalidOperationException">An act of the file was refused; the message names its line.</exception>
    public static async Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var rows = ShippedData.Rows(File);
        var keys = rows.Select((_, i) => KeyOf(i)).ToArray();
        var done = await db.Set<CompletedAction>()
            .Where(a => EF.Parameter(keys).Contains(a.Key))
            .Select(a => a.Key)
            .ToHashSetAsync(cancellation);
        var seed = new SteeringSeed(
            scope.ServiceProvider,
            db,
            await UnitDirectory.LoadAsync(db, cancellation)
        );
        foreach (
            var (row, key) in rows.Zip(keys).Skip(Array.FindLastIndex(keys, done.Contains) + 1)
        )
        {
            var outcome = await seed.ActAsync(row, key, cancellation);
            db.ChangeTracker.Clear();
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException(
                    $"{File}, {row.Required("at")} {row.Required("act")}: {outcome.Key}."
                );
            }
        }
    }

    private static string KeyOf(int row) => OnceKey + row.ToString(CultureInfo.InvariantCulture);

    private async Task<Outcome> ActAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        moment.Now = VietnamTime.ToUtc(
            DateTime.Parse(row.Required("at"), CultureInfo.InvariantCulture)
        );
        if (row["account"] is { } account)
        {
            await BecomeAsync(account, cancellation);
        }

        switch (row.Required("act"))
        {
            case "mark" or "move":
                return await MarkAsync(row, once, cancellation);
            case "dialogue":
                return await dialogues.OpenAsync(
                    new NewDialogue(
                        once,
                        Unit.IdOf(row.Required("unit")),
                        row.Date("due"),
                        row["more"],
                        row["words"],
                        row.Enum<DialogueAudience>("on")
                    ),
                    cancellation
                );
            case "ask":
                return await dialogues.AskAsync(
                    new NewQuestion(
                        once,
                        await DialogueAsync(row.Required("on"), cancellation),
                        row["words"],
                        Unit.IdOf(row.Required("unit")),
                        row.Date("due")
                    ),
                    cancellation
                );
            case "answer" or "publish":
                return await QuestionAsync(row, once, cancellation);
            case "hold":
                return await meetings.HoldAsync(
                    new NewMeeting(
                        once,
                        await ProgrammeAsync(cancellation),
                        Unit.IdOf(row.Required("unit")),
                        row.Enum<MeetingKind>("on"),
                        row.Date("due")
                    ),
                    cancellation
                );
            case "conclude":
                return await ConcludeAsync(row, once, cancellation);
            case "give":
                return await GiveAsync(row, once, cancellation);
            case "remedy":
                return await RemedyAsync(row, once, cancellation);
            default:
                throw new FormatException($"{File}: no act {row["act"]}.");
        }
    }

    private async Task<Outcome> MarkAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var (duty, of) = (row.Required("on"), VietnamTime.DayOf(moment.Now).Year);
        return await year.MarkAsync(
            new NewYearMark
            {
                Key = once,
                Year = of,
                Duty = duty,
                Seen = await db.Set<YearMark>()
                    .CountAsync(m => m.Year == of && m.Duty == duty, cancellation),
                Kind = row["act"] == "mark" ? YearMarkKind.Done : YearMarkKind.Moved,
                Day = row.Date("due"),
                Document = row["more"],
                Reason = row["words"],
            },
            cancellation
        );
    }

    /// <summary>Answered by a head of the body that owns the question by then; published in the masked words.</summary>
    private async Task<Outcome> QuestionAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var (label, number) = Split(row.Required("on"));
        var id = await DialogueAsync(label, cancellation);
        var question = await db.Set<DialogueQuestion>()
            .AsNoTracking()
            .SingleAsync(q => q.DialogueId == id && q.Number == number, cancellation);
        var act = new QuestionAct(once, question.Id, question.Version);
        if (row["act"] == "publish")
        {
            return await dialogues.PublishAsync(
                act,
                PublicMask.Of(question.Text, PublicPart.Question),
                PublicMask.Of(question.Answer!, PublicPart.Answer),
                [],
                cancellation
            );
        }

        if (row["account"] is null)
        {
            var day = VietnamTime.DayOf(moment.Now);
            var owner = tree.HeirOf(question.UnitId, day)!.Id;
            actor.Become(null, Grants.Of([(Role.UnitHead, owner)], tree, day));
        }

        return await dialogues.AnswerAsync(act, row["words"], cancellation);
    }

    private async Task<Outcome> ConcludeAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var meeting = await MeetingAsync(cancellation);
        using var reader = ShippedData.Open($"demonstration/meetings/{row.Required("words")}");
        return await meetings.ConcludeAsync(
            new MeetingAct(once, meeting.Id, meeting.Version),
            row["more"],
            await reader.ReadToEndAsync(cancellation),
            cancellation
        );
    }

    private async Task<Outcome> GiveAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var meeting = await MeetingAsync(cancellation);
        var (_, number) = Split(row.Required("on"));
        var item = await db.Set<Conclusion>()
            .AsNoTracking()
            .SingleAsync(c => c.MeetingId == meeting.Id && c.Number == number, cancellation);
        return await meetings.GiveAsync(
            new MeetingAct(once, item.Id, item.Version),
            new ConclusionOrder
            {
                Name = item.Text,
                UnitId = item.UnitId ?? Unit.IdOf(row.Required("unit")),
                DueOn = item.DueOn,
            },
            cancellation
        );
    }

    private async Task<Outcome> RemedyAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        var unit = Unit.IdOf(row.Required("unit"));
        return await tasks.AssignAsync(
            once,
            [
                new TaskOrder
                {
                    ProgrammeId = await ProgrammeAsync(cancellation),
                    Origin = TaskOrigin.Direction,
                    Name = row.Required("words"),
                    Basis = row["more"],
                    Source = TaskSource.Remedy,
                    SourceId = unit,
                    UnitId = unit,
                    DueOn = row.Date("due"),
                },
            ],
            cancellation
        );
    }

    private async Task BecomeAsync(string account, CancellationToken cancellation)
    {
        var id = DemonstrationAccounts.IdOf(account);
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == id)
            .ToListAsync(cancellation);
        actor.Become(
            id,
            Grants.Of(roles.Select(r => (r.Role, r.UnitId)), tree, VietnamTime.DayOf(moment.Now))
        );
    }

    private Task<Guid> ProgrammeAsync(CancellationToken cancellation) =>
        db.Set<Programme>()
            .Leading(VietnamTime.DayOf(moment.Now))
            .Select(p => p.Id)
            .FirstAsync(cancellation);

    /// <summary>The last meeting held by then.</summary>
    private Task<Meeting> MeetingAsync(CancellationToken cancellation) =>
        db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.HeldOn).FirstAsync(cancellation);

    /// <param name="label">Of the row that recorded it.</param>
    private async Task<Guid> DialogueAsync(string label, CancellationToken cancellation)
    {
        var topic = ShippedData
            .Rows(File)
            .Single(r => r["act"] == "dialogue" && r["label"] == label)
            .Required("words");
        return await db.Set<Dialogue>()
            .Where(d => d.Topic == topic)
            .Select(d => d.Id)
            .SingleAsync(cancellation);
    }

    /// <summary>A label and a number: <c>giao-ban-2</c>.</summary>
    private static (string Label, int Number) Split(string name)
    {
        var at = name.LastIndexOf('-');
        return (name[..at], int.Parse(name[(at + 1)..], CultureInfo.InvariantCulture));
    }
}
