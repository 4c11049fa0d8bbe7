using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="UnitId">Whose report is made of the parts.</param>
public sealed record NewRound(
    string Key,
    Guid UnitId,
    string Period,
    int Year,
    IReadOnlyCollection<Guid> Agencies
);

/// <param name="Version">Of the contribution as the person saw it.</param>
public sealed record ContributionKey(string Key, Guid Id, Guid Version);

/// <summary>Sends requests to agencies, takes their parts in, returns or accepts them.</summary>
public sealed class RoundDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    INationalCalendar calendars,
    NumberReader numbers,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "cycle.refused.not-allowed";

    public async Task<Outcome<Guid>> SendAsync(NewRound request, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        if (
            tree.Find(request.UnitId) is not { } unit
            || !user.Can(Permissions.ReportManage, unit.Id)
        )
        {
            return Outcome<Guid>.Refused(NotAllowed);
        }

        if (
            ReportWindow.Of(
                request.Period,
                request.Year,
                await calendars.NationalAsync(cancellation)
            )
            is not { } window
        )
        {
            return Outcome<Guid>.Refused("cycle.refused.period");
        }

        if (window.From > clock.Today)
        {
            return Outcome<Guid>.Refused("cycle.refused.early", window.From);
        }

        if (request.Agencies.Count == 0)
        {
            return Outcome<Guid>.Refused("cycle.refused.nobody");
        }

        foreach (var id in request.Agencies)
        {
            if (
                tree.Find(id) is not { } agency
                || !agency.IsValidOn(clock.Today)
                || !tree.IsWithin(id, unit.Id)
            )
            {
                return Outcome<Guid>.Refused("cycle.refused.agency", tree.Find(id)?.Name ?? "–");
            }
        }

        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "cycle.send", user.UserId),
            async token =>
            {
                if (
                    await db.Set<ReportRound>()
                        .AnyAsync(
                            r =>
                                r.UnitId == unit.Id
                                && r.Year == window.Year
                                && r.Period == window.Period,
                            token
                        )
                )
                {
                    return Outcome<Guid>.Refused("cycle.refused.sent");
                }

                var round = new ReportRound
                {
                    Id = NewId(),
                    UnitId = unit.Id,
                    Period = window.Period,
                    Year = window.Year,
                    From = window.From,
                    To = window.To,
                    DueOn = window.DueOn,
                    SentOn = clock.Today,
                };
                db.AddRecorded(ReportRound.Fields, round, "sent", clock.Now, user.UserId);
                foreach (var agency in request.Agencies.Distinct())
                {
                    db.AddRecorded(
                        Contribution.Fields,
                        Contribution.Ask(NewId(), round.Id, agency),
                        "requested",
                        clock.Now,
                        user.UserId
                    );
                }

                return Outcome<Guid>.Of(round.Id);
            },
            cancellation
        );
    }

    /// <summary>Keeps the answers; with <paramref name="submit"/> reads the figures and sends the part.</summary>
    public async Task<Outcome> WriteAsync(
        ContributionKey act,
        IReadOnlyDictionary<string, string> answers,
        bool submit,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(act.Id, cancellation) is not { } seen)
        {
            return Outcome.Refused(NotAllowed);
        }

        var form = ContributionForm.On(seen.Round.To);
        var kept = form.Where(f => !f.IsFigure)
            .Select(f =>
                (Field: f, Text: answers.GetValueOrDefault(f.Key)?.Trim().Normalize() ?? "")
            )
            .ToList();
        if (
            kept.FirstOrDefault(k => k.Text.Length > Contribution.AnswerMaxLength) is
            { Field: { } tooLong }
        )
        {
            return Outcome.Refused(
                "cycle.refused.long",
                tooLong.Label,
                Contribution.AnswerMaxLength
            );
        }

        if (
            submit
            && kept.FirstOrDefault(k => k.Field.IsRequired && k.Text.Length == 0)
                is { Field: { } empty }
        )
        {
            return Outcome.Refused("cycle.refused.empty", empty.Label);
        }

        // Read before the transaction, of the agency that sends.
        var last = LastDay(seen.Round, clock.Today);
        var figures = submit
            ? (
                await FiguresAsync(
                    numbers,
                    await directory.GetAsync(cancellation),
                    seen.Round,
                    seen.Part.UnitId,
                    last,
                    cancellation
                )
            ).ToJson()
            : null;
        return await ChangeAsync(
            act,
            submit ? "cycle.submit" : "cycle.write",
            submit ? "submitted" : "written",
            (part, _) => user.Can(Permissions.TaskReport, part.UnitId),
            part => part.IsOpen,
            part =>
            {
                part.Write(
                    kept.Where(k => k.Text.Length > 0).ToDictionary(k => k.Field.Key, k => k.Text)
                );
                if (figures is not null)
                {
                    part.Submit(
                        figures,
                        last,
                        seen.Round.DueOn,
                        clock.Now,
                        clock.Today,
                        user.UserId
                    );
                }
            },
            cancellation
        );
    }

    public async Task<Outcome> ReturnAsync(
        ContributionKey act,
        string? reason,
        CancellationToken cancellation
    ) =>
        reason?.Trim().Normalize() is { Length: > 0 and <= Contribution.ReasonMaxLength } words
            ? await ChangeAsync(
                act,
                "cycle.return",
                "returned",
                (_, round) => user.Can(Permissions.ReportManage, round.UnitId),
                part => part.State == ContributionState.Submitted,
                part => part.Return(words, clock.Today),
                cancellation
            )
            : Outcome.Refused("cycle.refused.reason", Contribution.ReasonMaxLength);

    public Task<Outcome> AcceptAsync(ContributionKey act, CancellationToken cancellation) =>
        ChangeAsync(
            act,
            "cycle.accept",
            "accepted",
            (_, round) => user.Can(Permissions.ReportManage, round.UnitId),
            part => part.State == ContributionState.Submitted,
            part => part.Accept(),
            cancellation
        );

    /// <summary>The figures of an agency in the days of a round, up to the day to which they would be kept if they were sent now.</summary>
    public async Task<NumberSheet> FiguresAsync(
        ReportRound round,
        Guid agency,
        CancellationToken cancellation
    ) =>
        await FiguresAsync(
            numbers,
            await directory.GetAsync(cancellation),
            round,
            agency,
            LastDay(round, clock.Today),
            cancellation
        );

    /// <summary>
    /// The last day of the figures that are kept: a day that is not over has more to come, so of the last of its days a part is
    /// completed once it is over. A part sent on the first day has that day alone.
    /// </summary>
    public static DateOnly LastDay(ReportRound round, DateOnly today)
    {
        var yesterday = today.AddDays(-1);
        return yesterday < round.From ? round.From
            : yesterday > round.To ? round.To
            : yesterday;
    }

    /// <summary>Of an agency that began within the days or after them, the days before are its predecessors'.</summary>
    internal static Task<NumberSheet> FiguresAsync(
        NumberReader numbers,
        UnitTree tree,
        ReportRound round,
        Guid agency,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        numbers.ReadAsync(
            ContributionForm.Figures(ContributionForm.On(round.To)),
            tree[agency].Key,
            new ReportPeriod(round.From, round.To).UpTo(today),
            cancellation,
            joined: tree[agency].ValidFrom > round.From
        );

    private Task<Outcome> ChangeAsync(
        ContributionKey act,
        string name,
        string type,
        Func<Contribution, ReportRound, bool> may,
        Func<Contribution, bool> fits,
        Action<Contribution> change,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                var part = await db.Set<Contribution>()
                    .FirstOrDefaultAsync(c => c.Id == act.Id, token);
                var round = part is null
                    ? null
                    : await db.Set<ReportRound>()
                        .AsNoTracking()
                        .SingleAsync(r => r.Id == part.RoundId, token);
                if (part is null || round is null || !may(part, round))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (part.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (!fits(part))
                {
                    return Outcome.Refused("cycle.refused.state");
                }

                var history = new ChainedRow<Contribution>(Contribution.Fields, part);
                change(part);
                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private async Task<(Contribution Part, ReportRound Round)?> FindAsync(
        Guid id,
        CancellationToken cancellation
    ) =>
        await db.Set<Contribution>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id, cancellation)
            is { } part
        && user.Can(Permissions.TaskReport, part.UnitId)
            ? (
                part,
                await db.Set<ReportRound>()
                    .AsNoTracking()
                    .SingleAsync(r => r.Id == part.RoundId, cancellation)
            )
            : null;

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
