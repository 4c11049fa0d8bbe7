using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>A file that somebody adds to a document.</summary>
public sealed record SentFile(string Name, byte[] Content);

/// <summary>Sends registered documents as messages, registers what came, moves exchanges and takes documents back.</summary>
public sealed class ExchangeDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    RegisterDesk registers,
    EdxmlPost post,
    CirculationScope scope,
    UnitDirectory directory,
    FilePolicy files,
    IAntivirus antivirus,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Files times receivers: each receiver's message holds them, as one piece of evidence.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>To each agency among the receivers that is reached electronically and has not been sent it yet.</summary>
    /// <param name="act">Of the outgoing document.</param>
    public async Task<Outcome> SendAsync(
        CirculationAct act,
        string? signer,
        IReadOnlyList<SentFile> attached,
        CancellationToken cancellation
    )
    {
        var attachments = new List<EdxmlAttachment>();
        foreach (var file in attached)
        {
            var kind = await CheckAsync(file, cancellation);
            if (!kind.Succeeded)
            {
                return Outcome.Refused(kind.Key!, [.. kind.Arguments]);
            }

            attachments.Add(kind.Value!);
        }

        return await unitOfWork.RunAsync(
            new ActionKey(act.Key, "circulation.send", user.UserId),
            async token =>
            {
                var document = await db.Set<RegisteredDocument>()
                    .FirstOrDefaultAsync(d => d.Id == act.Id, token);
                if (
                    document is null
                    || !await scope.CanAsync(Permissions.CirculationManage, document.UnitId, token)
                )
                {
                    return Outcome.Refused(RegisterDesk.NotAllowed);
                }

                if (document.Version != act.Version)
                {
                    return Outcome.Stale(RegisterDesk.Stale);
                }

                var tree = await directory.GetAsync(token);
                var own = post.IdentifierOf(document.UnitId, tree);
                if (
                    document.Direction != DocumentDirection.Outgoing
                    || document.Secrecy != Secrecy.None
                    || document.CancelledOn is not null
                    || own is null
                )
                {
                    return Outcome.Refused(
                        own is null
                            ? "circulation.refused.no-identifier"
                            : "circulation.refused.settled"
                    );
                }

                var sent = await db.Set<DocumentExchange>()
                    .Where(e => e.DocumentId == document.Id)
                    .Select(e => e.Partner)
                    .ToListAsync(token);
                var partners = PartnerList
                    .Read(document.Partners)
                    .Where(p => p is { Medium: Medium.Electronic, Identifier: not null })
                    .Where(p => !sent.Any(s => OrganisationIdentifier.AreSame(s, p.Identifier!)))
                    // One agency in both forms of its identifier is one.
                    .DistinctBy(p => OrganisationIdentifier.ToNew(p.Identifier!) ?? p.Identifier)
                    .ToList();
                if (partners.Count == 0)
                {
                    return Outcome.Refused("circulation.refused.nobody");
                }

                if (attachments.Sum(f => (long)f.Content.Length) * partners.Count > MostBytes)
                {
                    return Outcome.Refused(
                        "circulation.refused.too-much",
                        MostBytes >> 20,
                        partners.Count
                    );
                }

                var messages = new List<(Partner Partner, Guid Exchange, EdxmlDocument Message)>();
                foreach (var partner in partners)
                {
                    var exchange = Guid.CreateVersion7();
                    var message = Message(
                        document,
                        exchange,
                        partner,
                        own,
                        signer,
                        attachments,
                        tree
                    );
                    if (EdxmlRules.FaultOf(message, EdxmlLimits.Usual) is { } fault)
                    {
                        return fault.ToOutcome();
                    }

                    messages.Add((partner, exchange, message));
                }

                foreach (var (partner, id, message) in messages)
                {
                    await SendAsync(document, partner, own, id, message, tree, token);
                }

                return Outcome.Done;
            },
            cancellation
        );
    }

    /// <summary>Saved and let go before the next one: the messages of many receivers never stand in memory together.</summary>
    private async Task SendAsync(
        RegisteredDocument document,
        Partner partner,
        string own,
        Guid id,
        EdxmlDocument message,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var envelope = post.Document(Guid.CreateVersion7(), message);
        var exchange = new DocumentExchange
        {
            Id = id,
            Side = ExchangeSide.Sender,
            UnitId = document.UnitId,
            Own = own,
            Partner = partner.Identifier!,
            PartnerName = partner.Name,
            EdxmlId = message.DocumentId,
            Notation = document.Notation!,
            Subject = document.Subject!,
            Transport = post.TransportTo(partner.Identifier!, tree),
            EnvelopeId = envelope.Id,
            StartedAt = clock.Now,
        };
        exchange.RegisterAs(document.Id);
        db.AddRecorded(
            DocumentExchange.Fields,
            exchange,
            "sent",
            clock.Now,
            user.UserId,
            [.. MessageEvidence.Of(envelope), AttachmentList.Of(message.Attachments)]
        );
        post.Queue(exchange, envelope);
        await db.SaveChangesAsync(cancellation);
        db.Entry(envelope).State = EntityState.Detached;
    }

    /// <summary>Decides what is ours to decide and tells the other side.</summary>
    /// <param name="words">Why it is refused or taken back; the answer to a recall.</param>
    public Task<Outcome> DecideAsync(
        CirculationAct act,
        DocumentStatus status,
        string? words,
        CancellationToken cancellation
    ) =>
        OnExchangeAsync(
            act,
            "exchange.decide",
            async (exchange, row, token) =>
            {
                if (status == DocumentStatus.Received)
                {
                    // Receiving is registering: without a number nothing was received.
                    return Outcome.Refused("circulation.refused.register-first");
                }

                return await MoveAsync(exchange, row, status, words, token);
            },
            cancellation
        );

    /// <summary>Takes what came into the register of incoming documents, with the next number, and says 03.</summary>
    public Task<Outcome> RegisterAsync(
        CirculationAct act,
        DateOnly? due,
        CancellationToken cancellation
    ) =>
        OnExchangeAsync(
            act,
            "exchange.register",
            async (exchange, row, token) =>
            {
                if (
                    exchange.DocumentId is not null
                    || !exchange.State.MayDecide(DocumentStatus.Received, exchange.Side)
                )
                {
                    return Outcome.Refused("circulation.refused.settled");
                }

                var envelope = await db.Set<EdxmlEnvelope>()
                    .AsNoTracking()
                    .FirstAsync(e => e.Id == exchange.EnvelopeId, token);
                if (EdxmlReader.Read(envelope.Unpack()).Document is not { } message)
                {
                    return Outcome.Refused("circulation.refused.settled");
                }

                var tree = await directory.GetAsync(token);
                var unit = tree.HeirOf(exchange.UnitId, clock.Today)?.Id ?? exchange.UnitId;
                var made = await registers.MakeAsync(
                    new NewDocument
                    {
                        UnitId = unit,
                        Direction = DocumentDirection.Incoming,
                        Day = clock.Today,
                        Notation = Cut(exchange.Notation, RegisteredDocument.NotationMaxLength),
                        PromulgatedOn =
                            message.PromulgatedOn <= clock.Today ? message.PromulgatedOn : null,
                        Kind = Cut(message.TypeName, RegisteredDocument.KindMaxLength),
                        Subject = Cut(exchange.Subject, RegisteredDocument.SubjectMaxLength),
                        Sender = new Partner(
                            PartnerList.UnitOf(exchange.Partner, tree, clock.Today)?.Id,
                            exchange.Partner,
                            exchange.PartnerName,
                            Medium.Electronic
                        ),
                        DueOn = due,
                    },
                    token
                );
                if (!made.Succeeded)
                {
                    return Outcome.Refused(made.Key!, [.. made.Arguments]);
                }

                db.AddRecorded(
                    RegisteredDocument.Fields,
                    made.Value!,
                    "registered",
                    clock.Now,
                    user.UserId
                );
                exchange.RegisterAs(made.Value!.Id);
                return await MoveAsync(exchange, row, DocumentStatus.Received, null, token);
            },
            cancellation
        );

    private async Task<Outcome> MoveAsync(
        DocumentExchange exchange,
        ChainedRow<DocumentExchange> row,
        DocumentStatus status,
        string? words,
        CancellationToken cancellation
    )
    {
        if (!exchange.State.MayDecide(status, exchange.Side))
        {
            return Outcome.Refused(
                "circulation.refused.step",
                EdxmlText.Of(status),
                exchange.State.Shown is { } now ? EdxmlText.Of(now) : "–"
            );
        }

        if (
            status
                is DocumentStatus.Refused
                    or DocumentStatus.Recall
                    or DocumentStatus.RecallRefused
                && string.IsNullOrEmpty(words)
            || words?.Length > RegisteredDocument.ReasonMaxLength
        )
        {
            return Outcome.Refused(
                "circulation.refused.reason",
                RegisteredDocument.ReasonMaxLength
            );
        }

        exchange.Become(exchange.State.Apply(status, exchange.Side).State);
        var said = post.Status(exchange, status, words, await directory.GetAsync(cancellation));
        db.Add(
            row.Record(
                "decided",
                clock.Now,
                user.UserId,
                [("code", EdxmlText.Of(status)), ("words", words), .. MessageEvidence.Of(said)]
            )
        );
        post.Queue(exchange, said);
        return Outcome.Done;
    }

    private EdxmlDocument Message(
        RegisteredDocument document,
        Guid exchange,
        Partner partner,
        string own,
        string? signer,
        IReadOnlyList<EdxmlAttachment> attachments,
        UnitTree tree
    )
    {
        var parts = document.Notation!.Split('/', 2);
        var unit = tree.HeirOf(document.UnitId, clock.Today) ?? tree[document.UnitId];
        return new EdxmlDocument
        {
            // Of the exchange, not of the line: a status names no receiver, so each receiver's copy has an id of its own.
            DocumentId = $"{own}-{exchange:N}",
            From = new(own, unit.Name),
            To = [new(partner.Identifier!, partner.Name)],
            CodeNumber = parts[0],
            CodeNotation = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : parts[0],
            PromulgatedOn = document.PromulgatedOn ?? document.Day,
            TypeName = document.Kind!,
            Subject = document.Subject!,
            Signer = string.IsNullOrEmpty(signer) ? null : new(signer, null, null),
            Trace =
            [
                new(
                    own,
                    new DateTime(
                        clock.Now.Ticks - clock.Now.Ticks % TimeSpan.TicksPerSecond,
                        DateTimeKind.Utc
                    )
                ),
            ],
            Attachments = attachments,
        };
    }

    private async Task<Outcome<EdxmlAttachment>> CheckAsync(
        SentFile file,
        CancellationToken cancellation
    )
    {
        var name = FileNames.Check(file.Name);
        if (!name.Succeeded)
        {
            return Outcome<EdxmlAttachment>.From(name);
        }

        var kind = FileInspector.Inspect(file.Content, files);
        if (!kind.Succeeded)
        {
            return Outcome<EdxmlAttachment>.From(kind);
        }

        return await antivirus.ScanAsync(file.Content, cancellation) switch
        {
            ScanVerdict.Infected => Outcome<EdxmlAttachment>.Refused("file.refused.infected"),
            ScanVerdict.Unreachable => Outcome<EdxmlAttachment>.Refused("file.refused.not-scanned"),
            _ => Outcome<EdxmlAttachment>.Of(
                new EdxmlAttachment(
                    FileNames.Complete(name.Value!, kind.Value),
                    FileKinds.MediaType(kind.Value),
                    file.Content
                )
            ),
        };
    }

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..most].TrimEnd();

    private Task<Outcome> OnExchangeAsync(
        CirculationAct act,
        string action,
        Func<
            DocumentExchange,
            ChainedRow<DocumentExchange>,
            CancellationToken,
            Task<Outcome>
        > decide,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, action, user.UserId),
            async token =>
            {
                var exchange = await db.Set<DocumentExchange>()
                    .FirstOrDefaultAsync(e => e.Id == act.Id, token);
                if (
                    exchange is null
                    || !await scope.CanAsync(Permissions.CirculationManage, exchange.UnitId, token)
                )
                {
                    return Outcome.Refused(RegisterDesk.NotAllowed);
                }

                return exchange.Version != act.Version
                    ? Outcome.Stale(RegisterDesk.Stale)
                    : await decide(
                        exchange,
                        new ChainedRow<DocumentExchange>(DocumentExchange.Fields, exchange),
                        token
                    );
            },
            cancellation
        );
}
