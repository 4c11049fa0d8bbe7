using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Oversight.Voices.Praise;
using ThuocDo.Oversight.Voices.Supervision;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices;

/// <summary>What the public of the demonstration says, act by act of <c>data/demonstration/voices.csv</c> by the desks of real ones.</summary>
public sealed class VoiceSeed : PlayedActs
{
    /// <summary>Of the sample key; published in the guide. Few rounds: it protects nothing.</summary>
    public const string Passphrase = "khoa-trinh-dien";
    private const int Rounds = 1000;

    private readonly FeedbackDesk feedback;
    private readonly ComplaintDesk complaints;
    private readonly DenunciationDesk denunciations;
    private readonly SupervisionDesk supervision;
    private readonly PraiseDesk praise;

    private VoiceSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "voices")
    {
        var clock = new Clock(Moment);
        var acts = new VoiceActs(
            db,
            new UnitOfWork(db, clock),
            services.GetRequiredService<UnitDirectory>(),
            Actor,
            clock
        );
        var dossiers = services.GetRequiredService<IScoringRecords>();
        var calendars = services.GetRequiredService<INationalCalendar>();
        feedback = new FeedbackDesk(
            acts,
            dossiers,
            new FeedbackDistance(acts, dossiers),
            calendars
        );
        complaints = new ComplaintDesk(acts);
        denunciations = new DenunciationDesk(acts, new EnvelopeStrength(Rounds), calendars);
        supervision = new SupervisionDesk(acts);
        praise = new PraiseDesk(acts, dossiers, services.GetRequiredService<IIndicatorCatalogue>());
    }

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(scopes, (services, db, tree) => new VoiceSeed(services, db, tree), cancellation);

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var (words, more) = (row["words"], row["more"]);
        switch (row.Required("act"))
        {
            case "supervise":
                return await supervision.OpenAsync(
                    new NewSupervision(
                        once,
                        row.Enum<SupervisionKind>("on"),
                        Unit.IdOf(row.Required("number")),
                        Unit.IdOf(row.Required("unit")),
                        words,
                        more,
                        Today
                    ),
                    cancellation
                );
            case "find":
                return await supervision.FindAsync(
                    once,
                    (await NthAsync<SupervisionCase>(row, cancellation)).Id,
                    words,
                    DateOnly.ParseExact(more!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    cancellation
                );
            case "reply":
                return await supervision.ReplyAsync(
                    Of(once, await NthAsync<SupervisionFinding>(row, cancellation)),
                    true,
                    words,
                    cancellation
                );
            case "send":
                return await feedback.SendAsync(
                    new NewFeedback(
                        once,
                        VoiceSecret.New(),
                        Unit.IdOf(row.Required("unit")),
                        row.Enum<FeedbackKind>("on"),
                        FeedbackChannel.Portal,
                        more,
                        "mau@vi-du.vn",
                        null,
                        words,
                        null,
                        null
                    ),
                    cancellation
                );
            case "praise":
                return await praise.ProposeAsync(
                    new NewPraise(
                        once,
                        row.Enum<PraiseKind>("on"),
                        Unit.IdOf(row.Required("unit")),
                        words,
                        more,
                        GroundKind.Figure,
                        row.Required("number")
                    ),
                    cancellation
                );
            case "complain":
                return await complaints.EnterAsync(
                    new NewComplaint(
                        once,
                        Unit.IdOf(row.Required("unit")),
                        more,
                        "mau@vi-du.vn",
                        words,
                        words,
                        Today.AddDays(-20),
                        0,
                        Today,
                        false
                    ),
                    cancellation
                );
            case "accept":
                return await complaints.AcceptAsync(
                    Of(once, await NthAsync<Complaint>(row, cancellation)),
                    false,
                    cancellation
                );
            case "key":
                return await denunciations.MakeKeyAsync(once, Passphrase, cancellation);
            case "receive":
                return await denunciations.ReceiveAsync(
                    Of(once, (await denunciations.OwnKeyAsync(cancellation))!),
                    true,
                    cancellation
                );
            case "denounce":
                return await denunciations.SendAsync(
                    new NewDenunciation(
                        once,
                        VoiceSecret.New(),
                        Unit.IdOf(row.Required("unit")),
                        null,
                        null,
                        more,
                        words,
                        []
                    ),
                    cancellation
                );
            default:
                return await HandleAsync(
                    row.Required("act"),
                    Of(once, await NthAsync<Feedback>(row, cancellation)),
                    words,
                    more,
                    cancellation
                );
        }
    }

    private Task<Outcome> HandleAsync(
        string act,
        VoiceKey key,
        string? words,
        string? more,
        CancellationToken cancellation
    ) =>
        act switch
        {
            "check" => feedback.CheckAsync(key, cancellation),
            "process" => feedback.ProcessAsync(key, cancellation),
            "judge" => feedback.JudgeAsync(key, true, cancellation),
            "answer" => feedback.AnswerAsync(key, words, cancellation),
            "publish" => feedback.PublishAsync(key, words, more, [], cancellation),
            _ => throw new InvalidOperationException($"{File} knows no act {act}."),
        };

    /// <summary>The records are in the order in which the file made them: a start that was killed finds them again.</summary>
    private Task<T> NthAsync<T>(CsvRow row, CancellationToken cancellation)
        where T : class, IChained =>
        Db.Set<T>()
            .AsNoTracking()
            .OrderBy(r => r.Id)
            .Skip(row.Int("number") - 1)
            .FirstAsync(cancellation);

    private static VoiceKey Of(string once, IChained row) => new(once, row.Id, row.Version);
}
