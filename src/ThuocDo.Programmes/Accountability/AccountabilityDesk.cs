using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Accountability;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Line">Kind of the line that is answered.</param>
public sealed record NewReply(
    string Key,
    Guid Holding,
    ScorePeriod Period,
    string Line,
    string Text
);

/// <param name="Lines">Kinds of the lines that are its grounds.</param>
public sealed record NewProposal(
    string Key,
    Guid Holding,
    ScorePeriod Period,
    ProposalKind Kind,
    IReadOnlyCollection<string> Lines,
    string Words
);

/// <param name="Version">Of the proposal as the officer saw it.</param>
public sealed record ProposalRuling(
    string Key,
    Guid Id,
    Guid Version,
    string Number,
    DateOnly DecidedOn,
    string Authority,
    string Ruling
);

public sealed record ProposalWithdrawal(string Key, Guid Id, Guid Version, string Reason);

/// <summary>
/// Answers of heads and proposals about them. What they are about is read before the transaction and kept with them, as it was
/// at that instant.
/// </summary>
public sealed class AccountabilityDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    HeadShelf shelf,
    CardReader cards,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    /// <summary>The head answers a line of the own card, once its days are over. Nobody answers in somebody else's name.</summary>
    public async Task<Outcome<Guid>> ReplyAsync(NewReply reply, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(reply.Holding, Permissions.AccountabilityView, cancellation)
                is not { } term
            || !await shelf.IsOwnAsync(term, cancellation)
        )
        {
            return Outcome<Guid>.Refused("head.refused.not-own");
        }

        if (string.IsNullOrWhiteSpace(reply.Text) || reply.Text.Length > ScoreReply.TextMaxLength)
        {
            return Outcome<Guid>.Refused("head.refused.text", ScoreReply.TextMaxLength);
        }

        if (await CardAsync(term, reply.Period, cancellation) is not { } card)
        {
            return Outcome<Guid>.Refused("head.refused.no-days");
        }

        if (!card.IsComplete)
        {
            return Outcome<Guid>.Refused("head.refused.running", card.Held.Days.Last);
        }

        if (card.Lines.FirstOrDefault(l => l.Kind == reply.Line) is not { } line)
        {
            return Outcome<Guid>.Refused("head.refused.line");
        }

        return await AddAsync(
            new ActionKey(reply.Key, "head.reply", user.UserId),
            ScoreReply.Fields,
            "given",
            at => new ScoreReply
            {
                Id = NewId(at),
                HoldingId = term.Id,
                From = card.Held.Days.From,
                To = card.Held.Days.To,
                Line = line.Kind,
                Figure = FrozenLine.Write([FrozenLine.Of(line, texts)]),
                Text = reply.Text.Trim().Normalize(),
                AccountId = user.UserId!.Value,
                At = at,
            },
            cancellation
        );
    }

    public async Task<Outcome<Guid>> ProposeAsync(
        NewProposal proposal,
        CancellationToken cancellation
    )
    {
        if (
            await shelf.FindAsync(proposal.Holding, Permissions.AccountabilityManage, cancellation)
            is not { } term
        )
        {
            return Outcome<Guid>.Refused("head.refused.not-allowed");
        }

        if (await shelf.IsAboutOneselfAsync(term, cancellation))
        {
            return Outcome<Guid>.Refused("head.refused.own");
        }

        if (
            string.IsNullOrWhiteSpace(proposal.Words)
            || proposal.Words.Length > HeadProposal.WordsMaxLength
        )
        {
            return Outcome<Guid>.Refused("head.refused.text", HeadProposal.WordsMaxLength);
        }

        if (await CardAsync(term, proposal.Period, cancellation) is not { } card)
        {
            return Outcome<Guid>.Refused("head.refused.no-days");
        }

        if (!card.IsComplete)
        {
            return Outcome<Guid>.Refused("head.refused.running", card.Held.Days.Last);
        }

        var grounds = card.Lines.Where(l => proposal.Lines.Contains(l.Kind)).ToList();
        if (grounds.Count == 0 || grounds.Count != proposal.Lines.Distinct().Count())
        {
            return Outcome<Guid>.Refused("head.refused.grounds");
        }

        return await AddAsync(
            new ActionKey(proposal.Key, "head.propose", user.UserId),
            HeadProposal.Fields,
            "proposed",
            at => new HeadProposal
            {
                Id = NewId(at),
                HoldingId = term.Id,
                Kind = proposal.Kind,
                From = card.Held.Days.From,
                To = card.Held.Days.To,
                Grounds = FrozenLine.Write(grounds.Select(g => FrozenLine.Of(g, texts))),
                Words = proposal.Words.Trim().Normalize(),
                At = at,
                AccountId = user.UserId!.Value,
            },
            cancellation
        );
    }

    /// <summary>Records what the authority decided.</summary>
    public Task<Outcome> DecideAsync(ProposalRuling ruling, CancellationToken cancellation) =>
        ChangeAsync(
            new ActionKey(ruling.Key, "head.decide", user.UserId),
            ruling.Id,
            ruling.Version,
            "decided",
            proposal =>
            {
                if (
                    ruling.DecidedOn > clock.Today
                    || ruling.DecidedOn < VietnamTime.DayOf(proposal.At)
                )
                {
                    return Outcome.Refused(
                        "head.refused.day",
                        VietnamTime.DayOf(proposal.At),
                        clock.Today
                    );
                }

                proposal.Decide(
                    ruling.Number.Trim(),
                    ruling.DecidedOn,
                    ruling.Authority.Trim().Normalize(),
                    ruling.Ruling.Trim().Normalize()
                );
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> WithdrawAsync(
        ProposalWithdrawal withdrawal,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            new ActionKey(withdrawal.Key, "head.withdraw", user.UserId),
            withdrawal.Id,
            withdrawal.Version,
            "withdrawn",
            proposal =>
            {
                proposal.Withdraw(withdrawal.Reason.Trim().Normalize());
                return Outcome.Done;
            },
            cancellation
        );

    private async Task<HeadCard?> CardAsync(
        HeadTerm term,
        ScorePeriod period,
        CancellationToken cancellation
    ) =>
        await shelf.WithinAsync(term, period, cancellation) is { } held
            ? await cards.ReadAsync(held, cancellation)
            : null;

    private Task<Outcome<Guid>> AddAsync<T>(
        ActionKey key,
        ChainedFields<T> fields,
        string type,
        Func<DateTime, T> make,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        unitOfWork.RunAsync(
            key,
            _ =>
            {
                var now = clock.Now;
                var row = make(now);
                db.AddRecorded(fields, row, type, now, user.UserId);
                return Task.FromResult(Outcome<Guid>.Of(row.Id));
            },
            cancellation
        );

    private async Task<Outcome> ChangeAsync(
        ActionKey key,
        Guid id,
        Guid version,
        string type,
        Func<HeadProposal, Outcome> change,
        CancellationToken cancellation
    )
    {
        var holding = await db.Set<HeadProposal>()
            .Where(p => p.Id == id)
            .Select(p => (Guid?)p.HoldingId)
            .FirstOrDefaultAsync(cancellation);
        if (
            holding is not { } found
            || await shelf.FindAsync(found, Permissions.AccountabilityManage, cancellation)
                is not { } term
        )
        {
            return Outcome.Refused("head.refused.not-allowed");
        }

        if (await shelf.IsAboutOneselfAsync(term, cancellation))
        {
            return Outcome.Refused("head.refused.own");
        }

        return await unitOfWork.RunAsync(
            key,
            async token =>
            {
                var proposal = await db.Set<HeadProposal>().SingleAsync(p => p.Id == id, token);
                if (proposal.Version != version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Outcome.Refused("head.refused.closed");
                }

                var history = new ChainedRow<HeadProposal>(HeadProposal.Fields, proposal);
                var outcome = change(proposal);
                if (outcome.Succeeded)
                {
                    db.Add(history.Record(type, clock.Now, user.UserId));
                }

                return outcome;
            },
            cancellation
        );
    }

    private static Guid NewId(DateTime at) =>
        Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero));
}
