using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.Exchange;

public enum TakenAs
{
    Stored,

    /// <summary>It was here before: acknowledged again, acted on once.</summary>
    Known,
}

/// <summary>
/// Takes messages in, from whichever way. What can be read is stored and acknowledged, and acted on afterwards through the queue: with
/// retries, dead letters and replay.
/// </summary>
public sealed class EdxmlInbox(
    ThuocDoDb db,
    FilePolicy files,
    IAntivirus antivirus,
    UnitDirectory directory,
    Clock clock
)
{
    public const string Busy = "circulation.refused.busy";
    public const string NotScanned = "file.refused.not-scanned";

    /// <summary>Longer messages are kept in a file until it is their turn.</summary>
    private const int InMemory = 256 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>One long message at a time: decoded, checked and packed it takes some six times its length in memory.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Nothing is wrong with the message: it is welcome later.</summary>
    public static bool IsForNow(Outcome outcome) => outcome.Key is Busy or NotScanned;

    public async Task<Outcome<TakenAs>> TakeAsync(
        EdxmlIntake intake,
        Stream message,
        CancellationToken cancellation
    )
    {
        // Whoever sends slowly holds a file, not the turn.
        await using var kept = new FileBufferingReadStream(
            message,
            InMemory,
            null,
            Path.GetTempPath()
        );
        var chunk = new byte[64 * 1024];
        while (await kept.ReadAsync(chunk, cancellation) > 0)
        {
            if (kept.Length > EdxmlLimits.Usual.Bytes)
            {
                return Outcome<TakenAs>.Refused(
                    "edxml.fault.too-long",
                    "edXML",
                    0,
                    EdxmlLimits.Usual.Megabytes
                );
            }
        }

        var isLong = kept.Length > InMemory;
        if (isLong && !await Turn.WaitAsync(LongestWait, cancellation))
        {
            return Outcome<TakenAs>.Refused(Busy);
        }

        try
        {
            kept.Position = 0;
            var bytes = new byte[kept.Length];
            await kept.ReadExactlyAsync(bytes, cancellation);
            return await TakeAsync(intake, bytes, cancellation);
        }
        finally
        {
            if (isLong)
            {
                Turn.Release();
            }
        }
    }

    public async Task<Outcome<TakenAs>> TakeAsync(
        EdxmlIntake intake,
        byte[] message,
        CancellationToken cancellation
    )
    {
        var read = EdxmlReader.Read(message);
        if (read.Fault is { } fault)
        {
            return Outcome<TakenAs>.From(fault.ToOutcome());
        }

        read = read.Tidy();
        if (await FaultOfPartiesAsync(read, intake, cancellation) is { } notTheirs)
        {
            return Outcome<TakenAs>.From(notTheirs);
        }

        foreach (var attachment in read.Document?.Attachments ?? [])
        {
            if (await FaultOfAsync(attachment, cancellation) is { } refused)
            {
                return Outcome<TakenAs>.From(refused);
            }
        }

        var id = Guid.CreateVersion7();
        var key = intake.KeyOf(read.Key!);
        db.Add(EdxmlEnvelope.Of(id, false, intake.Source, key, message, clock.Now));
        db.Add(
            new OutboxMessage
            {
                Id = id,
                Kind = EdxmlInboxHandler.KindName,
                Payload = intake.Write(),
                Subject = Short(read.Document?.DocumentId ?? read.Status!.DocumentId),
                DueAt = clock.Now,
                CreatedAt = clock.Now,
            }
        );
        try
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            await db.SaveChangesAsync(cancellation);
            return Outcome<TakenAs>.Of(TakenAs.Stored);
        }
        catch (DbUpdateException exception) when (db.Engine.IsUniqueViolation(exception))
        {
            db.ChangeTracker.Clear();
            return await AgainAsync(key, read, cancellation);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The same message is acknowledged again, and acted on again where that had been given up; another one under its key is refused.</summary>
    private async Task<Outcome<TakenAs>> AgainAsync(
        string key,
        EdxmlRead read,
        CancellationToken cancellation
    )
    {
        var earlier = await db.Set<EdxmlEnvelope>()
            .AsNoTracking()
            .FirstAsync(e => !e.IsOutgoing && e.MessageKey == key, cancellation);
        if (!EdxmlReader.Read(earlier.Unpack()).Tidy().SaysTheSame(read))
        {
            return Outcome<TakenAs>.Refused(
                OtherContent,
                read.Document?.DocumentId ?? read.Status!.DocumentId
            );
        }

        if (
            await db.Set<OutboxMessage>()
                .FirstOrDefaultAsync(
                    m => m.Id == earlier.Id && m.State == OutboxState.Dead,
                    cancellation
                ) is
            { } given
        )
        {
            (given.State, given.DueAt) = (OutboxState.Waiting, clock.Now);
            (given.Attempts, given.Failures) = (0, 0);
            (given.SettledAt, given.SendingSince) = (null, null);
            given.Version = Guid.CreateVersion7();
            try
            {
                using var turn = await db.Engine.EnterAsync(cancellation);
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // An administrator was quicker; it is on its way, or set aside on purpose.
            }
        }

        return Outcome<TakenAs>.Of(TakenAs.Known);
    }

    internal const string OtherContent = "circulation.refused.other-content";

    internal static string Short(string text) =>
        text.Length <= OutboxMessage.SubjectMaxLength
            ? text
            : text[..OutboxMessage.SubjectMaxLength];

    /// <summary>
    /// Whoever hands it in may speak for the sender, and nobody outside speaks for a unit of ours. A document must be for somebody it may be
    /// handed in for; what a status speaks of is looked for when it is acted on.
    /// </summary>
    private async Task<Outcome?> FaultOfPartiesAsync(
        EdxmlRead read,
        EdxmlIntake intake,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var from = read.Document?.From.Id ?? read.Status!.From.Id;
        if (!intake.IsInside && (!intake.MaySpeakFor(from) || ExchangeUnits.IsOurs(from, tree)))
        {
            return Outcome.Refused("circulation.refused.sender", from);
        }

        var wanted = read.Document?.To.Select(t => t.Id).ToList() ?? [];
        return
            read.Document is not null
            && !wanted
                .Select(i => ExchangeUnits.HeirOf(i, tree, clock.Today))
                .OfType<Unit>()
                .Any(u => intake.MayMove(u.Id, tree, clock.Today))
            ? Outcome.Refused("circulation.refused.receiver", string.Join(", ", wanted.Take(5)))
            : null;
    }

    private async Task<Outcome?> FaultOfAsync(
        EdxmlAttachment attachment,
        CancellationToken cancellation
    )
    {
        var kind = FileInspector.Inspect(attachment.Content, files);
        if (!kind.Succeeded)
        {
            return Outcome.Refused(
                "circulation.refused.attachment",
                attachment.Name,
                new ThuocDo.Shared.Time.Explanation(
                    kind.Key!,
                    [.. kind.Arguments.Select(a => a ?? "–")]
                )
            );
        }

        return await antivirus.ScanAsync(attachment.Content, cancellation) switch
        {
            ScanVerdict.Infected => Outcome.Refused("file.refused.infected"),
            ScanVerdict.Unreachable => Outcome.Refused(NotScanned),
            _ => null,
        };
    }
}

public static class ExchangeUnits
{
    /// <summary>Whether a unit of the province has, or had, this identifier.</summary>
    public static bool IsOurs(string identifier, UnitTree tree) =>
        tree.All.Any(u =>
            u.Identifier is not null && OrganisationIdentifier.AreSame(u.Identifier, identifier)
        );

    /// <summary>Who answers on a day for the unit that has, or had, this identifier.</summary>
    public static Unit? HeirOf(string identifier, UnitTree tree, DateOnly day) =>
        PartnerList.UnitOf(identifier, tree, day)
        ?? tree.All.Where(u =>
                u.Identifier is not null && OrganisationIdentifier.AreSame(u.Identifier, identifier)
            )
            .OrderByDescending(u => u.ValidFrom)
            .Select(u => tree.HeirOf(u.Id, day))
            .FirstOrDefault(u => u is not null);
}

/// <summary>Acts on a stored message: a document makes an exchange and is acknowledged by 01, a status moves one.</summary>
public sealed class EdxmlInboxHandler(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    EdxmlPost post,
    Clock clock
) : IOutboxHandler
{
    public const string KindName = "edxml.inbox";
    private const string UnknownDocument = "circulation.refused.unknown-document";

    /// <summary>A status may overtake its document on the way; so long it waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    public string Kind => KindName;

    public OutboxPolicy Policy { get; } = new() { IsInternal = true, MostFailures = 5 };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var envelope = await db.Set<EdxmlEnvelope>()
            .AsNoTracking()
            .FirstAsync(e => e.Id == message.Id, cancellation);
        var read = EdxmlReader.Read(envelope.Unpack());
        if (read.Fault is { } fault)
        {
            return Delivery.Refused(fault.Key);
        }

        read = read.Tidy();
        var intake = EdxmlIntake.Read(message.Payload);
        var outcome = await unitOfWork.RunAsync(
            new ActionKey($"edxml:{envelope.Id:N}", KindName, null),
            token =>
                read.Document is { } document
                    ? ArriveAsync(envelope, intake, document, token)
                    : MoveAsync(envelope, intake, read.Status!, token),
            cancellation
        );
        return outcome.Succeeded ? Delivery.Done
            : outcome.IsStale ? Delivery.Failed(outcome.Key!)
            : outcome.Key == UnknownDocument && clock.Now < envelope.At + Patience
                ? Delivery.Postponed(clock.Now + Pause)
            : Delivery.Refused(outcome.Key!);
    }

    public async Task SettledAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        if (message.State == OutboxState.Sent)
        {
            var envelope = await db.Set<EdxmlEnvelope>()
                .FirstAsync(e => e.Id == message.Id, cancellation);
            envelope.HandledAt = message.SettledAt;
        }
    }

    private async Task<Outcome> ArriveAsync(
        EdxmlEnvelope envelope,
        EdxmlIntake intake,
        EdxmlDocument document,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var receivers = document
            .To.Select(t => (t.Id, Unit: ExchangeUnits.HeirOf(t.Id, tree, clock.Today)))
            // Of the others the way it came on says nothing.
            .Where(r => r.Unit is not null && intake.MayMove(r.Unit.Id, tree, clock.Today))
            .DistinctBy(r => r.Unit!.Id)
            .ToList();
        if (receivers.Count == 0)
        {
            return Outcome.Refused("circulation.refused.receiver", document.To[0].Id);
        }

        foreach (var (own, found) in receivers)
        {
            var unit = found!;
            if (
                await db.Set<DocumentExchange>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(
                        e =>
                            e.EdxmlId == document.DocumentId
                            && e.Side == ExchangeSide.Receiver
                            && e.UnitId == unit.Id
                            && e.Partner == document.From.Id,
                        cancellation
                    ) is
                { } earlier
            )
            {
                var known = await db.Set<EdxmlEnvelope>()
                    .AsNoTracking()
                    .FirstAsync(e => e.Id == earlier.EnvelopeId, cancellation);
                if (
                    !EdxmlReader
                        .Read(known.Unpack())
                        .Tidy()
                        .SaysTheSame(new EdxmlRead { Document = document })
                )
                {
                    // Passing over it would lose what was corrected.
                    return Outcome.Refused(EdxmlInbox.OtherContent, document.DocumentId);
                }

                continue;
            }

            var exchange = new DocumentExchange
            {
                Id = Guid.CreateVersion7(),
                Side = ExchangeSide.Receiver,
                UnitId = unit.Id,
                Own = own,
                Partner = document.From.Id,
                PartnerName = document.From.Name,
                EdxmlId = document.DocumentId,
                Notation = $"{document.CodeNumber}/{document.CodeNotation}",
                Subject = document.Subject,
                Transport = post.TransportTo(document.From.Id, tree),
                EnvelopeId = envelope.Id,
                StartedAt = clock.Now,
            };
            exchange.Become(
                exchange.State.Apply(DocumentStatus.Arrived, ExchangeSide.Receiver).State
            );
            var answer = post.Status(exchange, DocumentStatus.Arrived, null, tree);
            db.AddRecorded(
                DocumentExchange.Fields,
                exchange,
                "arrived",
                clock.Now,
                intake.Account,
                [
                    .. MessageEvidence.Of(envelope),
                    .. MessageEvidence.Of(answer, MessageEvidence.Answer),
                    AttachmentList.Of(document.Attachments),
                ]
            );
            post.Queue(exchange, answer);
        }

        return Outcome.Done;
    }

    private async Task<Outcome> MoveAsync(
        EdxmlEnvelope envelope,
        EdxmlIntake intake,
        EdxmlStatus status,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var by =
            status.Status == DocumentStatus.Recall ? ExchangeSide.Sender : ExchangeSide.Receiver;
        var side = by == ExchangeSide.Sender ? ExchangeSide.Receiver : ExchangeSide.Sender;
        var exchanges = (
            await db.Set<DocumentExchange>()
                .Where(e => e.EdxmlId == status.DocumentId && e.Side == side)
                .ToListAsync(cancellation)
        )
            // Whoever speaks must be the other side of it.
            .Where(e => OrganisationIdentifier.AreSame(e.Partner, status.From.Id))
            .Where(e =>
                side == ExchangeSide.Sender
                    ? OrganisationIdentifier.AreSame(e.Own, status.SenderId)
                    : OrganisationIdentifier.AreSame(e.Partner, status.SenderId)
            )
            // What somebody may not see is as unknown as what is not there.
            .Where(e => intake.MayMove(e.UnitId, tree, clock.Today))
            .ToList();
        if (exchanges.Count == 0)
        {
            return Outcome.Refused(UnknownDocument, status.DocumentId);
        }

        foreach (var exchange in exchanges)
        {
            var (result, state) = exchange.State.Apply(status.Status, by);
            if (result == StepResult.Refused)
            {
                return Outcome.Refused(
                    "circulation.refused.step",
                    EdxmlText.Of(status.Status),
                    exchange.State.Shown is { } now ? EdxmlText.Of(now) : "–"
                );
            }

            if (result != StepResult.Applied)
            {
                continue;
            }

            var row = new ChainedRow<DocumentExchange>(DocumentExchange.Fields, exchange);
            exchange.Become(state);
            db.Add(
                row.Record(
                    "told",
                    clock.Now,
                    intake.Account,
                    [
                        ("code", EdxmlText.Of(status.Status)),
                        ("words", status.Description),
                        .. MessageEvidence.Of(envelope),
                    ]
                )
            );
        }

        return Outcome.Done;
    }
}
