using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewMeeting(
    string Key,
    Guid ProgrammeId,
    Guid UnitId,
    MeetingKind Kind,
    DateOnly HeldOn
);

/// <param name="Version">Of the meeting or conclusion as the person saw it.</param>
public sealed record MeetingAct(string Key, Guid Id, Guid Version);

/// <summary>A conclusion as the person wants it given.</summary>
public sealed record ConclusionOrder
{
    public required string Name { get; init; }
    public required Guid UnitId { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Product { get; init; }
    public int? Axis { get; init; }
}

/// <summary>
/// Holds briefings and reviews: freezes what lies before them, takes their conclusions in and gives what a person accepts of them as
/// tasks of the usual kind.
/// </summary>
public sealed class MeetingDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    PackReader packs,
    TaskDesk tasks,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "meeting.refused.not-allowed";

    /// <summary>Days between a meeting and the day its pack is frozen: the pack shows what is known then.</summary>
    public const int MostDaysApart = 14;

    public async Task<Outcome<Guid>> HoldAsync(NewMeeting request, CancellationToken cancellation)
    {
        var unit = (await directory.GetAsync(cancellation)).Find(request.UnitId);
        if (
            !user.Can(Permissions.ProgrammeManage)
            || unit is null
            || !user.Can(Permissions.BoardView, unit.Id)
            || await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    p => p.Id == request.ProgrammeId && p.CarriesOutId == null,
                    cancellation
                )
                is not { } programme
        )
        {
            return Outcome<Guid>.Refused(NotAllowed);
        }

        if (Math.Abs(request.HeldOn.DayNumber - clock.Today.DayNumber) > MostDaysApart)
        {
            return Outcome<Guid>.Refused(
                "meeting.refused.day",
                clock.Today.AddDays(-MostDaysApart),
                clock.Today.AddDays(MostDaysApart)
            );
        }

        // Reading takes its time and is done before the transaction; the pack says at which instant.
        var cut = clock.Now;
        var pack = await packs.ReadAsync(programme, unit, request.Kind, cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "meeting.hold", user.UserId),
            async token =>
            {
                var earlier = await db.Set<Meeting>()
                    .Where(m =>
                        m.ProgrammeId == programme.Id
                        && m.UnitId == unit.Id
                        && m.Kind == request.Kind
                        && m.HeldOn == request.HeldOn
                    )
                    .Select(m => m.CancelledOn)
                    .ToListAsync(token);
                if (earlier.Contains(null))
                {
                    return Outcome<Guid>.Refused("meeting.refused.twice", request.HeldOn);
                }

                var meeting = new Meeting
                {
                    Id = NewId(),
                    ProgrammeId = programme.Id,
                    Kind = request.Kind,
                    UnitId = unit.Id,
                    HeldOn = request.HeldOn,
                    CutAt = cut,
                    Pack = pack.ToJson(),
                    Attempt = earlier.Count,
                };
                db.AddRecorded(Meeting.Fields, meeting, "held", clock.Now, user.UserId);
                return Outcome<Guid>.Of(meeting.Id);
            },
            cancellation
        );
    }

    /// <summary>Calls a meeting off that has no notice of conclusions. Its papers stay; another may be held on the day.</summary>
    public Task<Outcome> CancelAsync(
        MeetingAct act,
        string? reason,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "meeting.cancel", user.UserId),
            async token =>
            {
                if (await HoldAsync(act.Id, token) is not { } meeting)
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (meeting.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (meeting.CancelledOn is not null)
                {
                    return Outcome.Refused("meeting.refused.cancelled");
                }

                if (
                    meeting.Document is not null
                    || await db.Set<Conclusion>()
                        .AnyAsync(
                            c => c.MeetingId == meeting.Id && c.State != ConclusionState.Dropped,
                            token
                        )
                )
                {
                    return Outcome.Refused("meeting.refused.concluded");
                }

                if (Clean(reason) is not { } words)
                {
                    return Outcome.Refused("meeting.refused.reason");
                }

                if (words.Length > Meeting.ReasonMaxLength)
                {
                    return Outcome.Refused("task.refused.long", Meeting.ReasonMaxLength);
                }

                var history = new ChainedRow<Meeting>(Meeting.Fields, meeting);
                meeting.Cancel(words, clock.Today);
                db.Add(history.Record("cancelled", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Takes the notice of conclusions in and drafts what it asks for. Another text may follow as long as nothing was given.</summary>
    /// <returns>How many conclusions were drafted.</returns>
    public async Task<Outcome<int>> ConcludeAsync(
        MeetingAct act,
        string? document,
        string? text,
        CancellationToken cancellation
    )
    {
        if (Clean(document) is not { } name || Clean(text) is not { } words)
        {
            return Outcome<int>.Refused("meeting.refused.empty");
        }

        if (name.Length > Meeting.DocumentMaxLength || words.Length > Meeting.ConclusionsMaxLength)
        {
            return Outcome<int>.Refused(
                "meeting.refused.long",
                Meeting.DocumentMaxLength,
                Meeting.ConclusionsMaxLength
            );
        }

        var drafted = ConclusionReader.Read(words);
        var bodies = new UnitMatcher(await directory.GetAsync(cancellation), clock.Today);
        return await unitOfWork.RunAsync(
            new ActionKey(act.Key, "meeting.conclude", user.UserId),
            async token =>
            {
                if (await HoldAsync(act.Id, token) is not { } meeting)
                {
                    return Outcome<int>.Refused(NotAllowed);
                }

                if (meeting.Version != act.Version)
                {
                    return Outcome<int>.From(Outcome.Stale("common.stale"));
                }

                if (meeting.CancelledOn is not null)
                {
                    return Outcome<int>.Refused("meeting.refused.cancelled");
                }

                var earlier = await db.Set<Conclusion>()
                    .Where(c => c.MeetingId == meeting.Id)
                    .ToListAsync(token);
                if (earlier.Any(c => c.State == ConclusionState.Given))
                {
                    return Outcome<int>.Refused("meeting.refused.given");
                }

                foreach (
                    var old in earlier.Where(c => c.State == ConclusionState.Open && !c.IsByHand)
                )
                {
                    Change(old, "replaced", c => c.Replace());
                }

                var history = new ChainedRow<Meeting>(Meeting.Fields, meeting);
                meeting.Conclude(name, words);
                db.Add(history.Record("concluded", clock.Now, user.UserId));
                foreach (var (item, i) in drafted.Select((item, i) => (item, i)))
                {
                    Draft(
                        meeting.Id,
                        earlier.Count + i + 1,
                        item,
                        bodies.Find(item.Body) ?? bodies.FindAtStart(item.Text)
                    );
                }

                return Outcome<int>.Of(drafted.Count);
            },
            cancellation
        );
    }

    /// <summary>What the compiler did not find is added in words.</summary>
    public Task<Outcome> AddAsync(MeetingAct act, string? text, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "meeting.add", user.UserId),
            async token =>
            {
                if (await HoldAsync(act.Id, token) is not { } meeting)
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (meeting.CancelledOn is not null)
                {
                    return Outcome.Refused("meeting.refused.cancelled");
                }

                if (Clean(text) is not { } words)
                {
                    return Outcome.Refused("meeting.refused.words");
                }

                if (words.Length > Conclusion.TextMaxLength)
                {
                    return Outcome.Refused("task.refused.long", Conclusion.TextMaxLength);
                }

                var number =
                    await db.Set<Conclusion>().CountAsync(c => c.MeetingId == meeting.Id, token)
                    + 1;
                Draft(
                    meeting.Id,
                    number,
                    new DraftedConclusion(words, null, null, null),
                    null,
                    byHand: true
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Gives a conclusion as a task, as drafted or as corrected. Once.</summary>
    public Task<Outcome> GiveAsync(
        MeetingAct act,
        ConclusionOrder order,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            "meeting.give",
            async (conclusion, token) =>
            {
                var meeting = await db.Set<Meeting>()
                    .SingleAsync(m => m.Id == conclusion.MeetingId, token);
                var given = await tasks.GiveAsync(
                    [
                        new TaskOrder
                        {
                            ProgrammeId = meeting.ProgrammeId,
                            Origin = TaskOrigin.Direction,
                            Axis = order.Axis,
                            Name = order.Name,
                            Product = order.Product,
                            Basis = meeting.Document,
                            Source = TaskSource.Meeting,
                            SourceId = meeting.Id,
                            UnitId = order.UnitId,
                            DueOn = order.DueOn,
                        },
                    ],
                    token
                );
                if (!given.Succeeded)
                {
                    return given;
                }

                Change(conclusion, "given", c => c.Give(given.Value![0].Id));
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> DropAsync(
        MeetingAct act,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            "meeting.drop",
            (conclusion, _) =>
            {
                if (Clean(reason) is not { } words)
                {
                    return Task.FromResult(Outcome.Refused("meeting.refused.reason"));
                }

                if (words.Length > Conclusion.ReasonMaxLength)
                {
                    return Task.FromResult(
                        Outcome.Refused("task.refused.long", Conclusion.ReasonMaxLength)
                    );
                }

                Change(conclusion, "dropped", c => c.Drop(words));
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    private Task<Outcome> ActAsync(
        MeetingAct act,
        string name,
        Func<Conclusion, CancellationToken, Task<Outcome>> body,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                var conclusion = await db.Set<Conclusion>()
                    .SingleOrDefaultAsync(c => c.Id == act.Id, token);
                if (conclusion is null || await HoldAsync(conclusion.MeetingId, token) is null)
                {
                    return Outcome.Refused(NotAllowed);
                }

                return conclusion.Version != act.Version ? Outcome.Stale("common.stale")
                    : conclusion.State != ConclusionState.Open
                        ? Outcome.Refused("meeting.refused.settled")
                    : await body(conclusion, token);
            },
            cancellation
        );

    /// <returns>None where there is no such meeting, or not for this person.</returns>
    private async Task<Meeting?> HoldAsync(Guid id, CancellationToken cancellation) =>
        user.Can(Permissions.ProgrammeManage)
        && await db.Set<Meeting>().SingleOrDefaultAsync(m => m.Id == id, cancellation)
            is { } meeting
        && user.Can(Permissions.BoardView, meeting.UnitId)
            ? meeting
            : null;

    private void Draft(
        Guid meeting,
        int number,
        DraftedConclusion drafted,
        Guid? unit,
        bool byHand = false
    ) =>
        db.AddRecorded(
            Conclusion.Fields,
            new Conclusion
            {
                Id = NewId(),
                MeetingId = meeting,
                Number = number,
                Text = drafted.Text,
                Body = drafted.Body,
                UnitId = unit,
                DueOn = drafted.DueOn,
                Product = drafted.Product,
                IsByHand = byHand,
            },
            "drafted",
            clock.Now,
            user.UserId
        );

    private void Change(Conclusion conclusion, string type, Action<Conclusion> change)
    {
        var history = new ChainedRow<Conclusion>(Conclusion.Fields, conclusion);
        change(conclusion);
        db.Add(history.Record(type, clock.Now, user.UserId));
    }

    private static string? Clean(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim().Normalize();

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
