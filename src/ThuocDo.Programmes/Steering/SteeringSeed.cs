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
public sealed class SteeringSeed : PlayedActs
{
    private readonly TaskDesk tasks;
    private readonly MeetingDesk meetings;
    private readonly YearDesk year;
    private readonly DialogueDesk dialogues;

    private SteeringSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "steering")
    {
        var clock = new Clock(Moment);
        var work = new UnitOfWork(db, clock);
        var directory = services.GetRequiredService<UnitDirectory>();
        tasks = new TaskDesk(db, work, directory, Actor, clock);
        meetings = new MeetingDesk(
            db,
            work,
            ActivatorUtilities.CreateInstance<PackReader>(services, clock),
            tasks,
            directory,
            Actor,
            clock
        );
        year = new YearDesk(
            db,
            work,
            new YearShelf(db, directory, new TaskSeed.Shipped(), Actor, clock),
            Actor,
            clock
        );
        dialogues = new DialogueDesk(db, work, directory, Actor, clock);
    }

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(
            scopes,
            (services, db, tree) => new SteeringSeed(services, db, tree),
            cancellation
        );

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
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
                        await Db.LeadingOnAsync(Today, cancellation),
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
        var (duty, of) = (row.Required("on"), Today.Year);
        return await year.MarkAsync(
            new NewYearMark
            {
                Key = once,
                Year = of,
                Duty = duty,
                Seen = await Db.Set<YearMark>()
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
        var question = await Db.Set<DialogueQuestion>()
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
            var day = Today;
            var owner = Tree.HeirOf(question.UnitId, day)!.Id;
            Actor.Become(null, Grants.Of([(Role.UnitHead, owner)], Tree, day));
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
        var item = await Db.Set<Conclusion>()
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
                    ProgrammeId = await Db.LeadingOnAsync(Today, cancellation),
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

    /// <summary>The last meeting held by then.</summary>
    private Task<Meeting> MeetingAsync(CancellationToken cancellation) =>
        Db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.HeldOn).FirstAsync(cancellation);

    /// <param name="label">Of the row that recorded it.</param>
    private async Task<Guid> DialogueAsync(string label, CancellationToken cancellation)
    {
        var topic = ShippedData
            .Rows(File)
            .Single(r => r["act"] == "dialogue" && r["label"] == label)
            .Required("words");
        return await Db.Set<Dialogue>()
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
