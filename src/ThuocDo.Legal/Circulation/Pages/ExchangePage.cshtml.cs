using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>What happened to a document between two organisations.</summary>
/// <param name="Code">None: it was sent.</param>
public sealed record ExchangeEvent(DateTime At, DocumentStatus? Code, string? Words);

/// <summary>Reads one exchange for its pages.</summary>
public abstract class OneExchange(ThuocDoDb db, CirculationScope scope) : PageModel
{
    public DocumentExchange Exchange { get; private set; } = null!;

    protected async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        var exchange = await db.Set<DocumentExchange>()
            .AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == id, cancellation);
        if (
            exchange is null
            || !await scope.CanAsync(Permissions.CirculationView, exchange.UnitId, cancellation)
        )
        {
            return false;
        }

        Exchange = exchange;
        return true;
    }

    /// <summary>The message that brought or sent the document.</summary>
    protected async Task<byte[]> MessageAsync(CancellationToken cancellation) =>
        (
            await db.Set<EdxmlEnvelope>()
                .AsNoTracking()
                .FirstAsync(e => e.Id == Exchange.EnvelopeId, cancellation)
        ).Unpack();

    /// <summary>What others sent is saved and never shown: in a box in which nothing runs, into no cache.</summary>
    protected FileContentResult Save(byte[] content, string type, string name)
    {
        var headers = Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        return new FileContentResult(content, type);
    }
}

/// <summary>The message itself, to be handed over or kept.</summary>
[Requires(Permissions.CirculationView)]
public sealed class ExchangeMessageModel(ThuocDoDb db, CirculationScope scope)
    : OneExchange(db, scope)
{
    public async Task<IActionResult> OnGetAsync(Guid exchange, CancellationToken cancellation) =>
        await FindAsync(exchange, cancellation)
            ? Save(
                await MessageAsync(cancellation),
                "application/xml",
                $"{Exchange.EdxmlId.Replace('/', '-')}.xml"
            )
            : NotFound();
}

/// <summary>One attachment of the message.</summary>
[Requires(Permissions.CirculationView)]
public sealed class ExchangeFileModel(ThuocDoDb db, CirculationScope scope, FilePolicy files)
    : OneExchange(db, scope)
{
    [FromQuery(Name = "so")]
    public int Number { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync(Guid exchange, CancellationToken cancellation)
    {
        if (
            !await FindAsync(exchange, cancellation)
            || EdxmlReader.Read(await MessageAsync(cancellation)).Document?.Attachments
                is not { } attachments
            || Number < 1
            || Number > attachments.Count
        )
        {
            return NotFound();
        }

        // The type is the one its content has, not the one the sender gave it.
        var attachment = attachments[Number - 1];
        var kind = FileInspector.Inspect(attachment.Content, files);
        return kind.Succeeded
            ? Save(attachment.Content, FileKinds.MediaType(kind.Value), attachment.Name)
            : NotFound();
    }
}

/// <summary>One document between one of our units and another organisation.</summary>
[Requires(Permissions.CirculationView)]
public sealed class ExchangePageModel(
    ThuocDoDb db,
    ExchangeDesk desk,
    OutboxDesk outbox,
    CirculationShelf shelf,
    CirculationScope scope,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : OneExchange(db, scope)
{
    private readonly ThuocDoDb db = db;
    private readonly CirculationScope scope = scope;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public IReadOnlyList<(string Name, int Bytes)> Attachments { get; private set; } = [];
    public IReadOnlyList<OutboxMessage> Waiting { get; private set; } = [];
    public IReadOnlyList<ExchangeEvent> Course { get; private set; } = [];
    public IReadOnlyList<DocumentStatus> Steps { get; private set; } = [];
    public string UnitName { get; private set; } = "";
    public bool MayManage { get; private set; }
    public bool MayReplay => user.Can(Permissions.OutboxManage);

    public async Task<IActionResult> OnGetAsync(Guid exchange, CancellationToken cancellation)
    {
        if (!await LoadAsync(exchange, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (CirculationForms.NewKey(), Exchange.Version);
        return Page();
    }

    public Task<IActionResult> OnPostDecideAsync(
        Guid exchange,
        DocumentStatus? status,
        string? words,
        CancellationToken cancellation
    ) =>
        ActAsync(
            exchange,
            act =>
                status is { } code
                    ? desk.DecideAsync(act, code, CirculationForms.Clean(words), cancellation)
                    : Task.FromResult(Outcome.Refused("circulation.refused.settled")),
            "circulation.exchange.decided",
            cancellation
        );

    public Task<IActionResult> OnPostRegisterAsync(
        Guid exchange,
        DateOnly? due,
        CancellationToken cancellation
    ) =>
        ActAsync(
            exchange,
            act => desk.RegisterAsync(act, due, cancellation),
            "circulation.registered",
            cancellation
        );

    public async Task<IActionResult> OnPostReplayAsync(
        Guid exchange,
        Guid message,
        CancellationToken cancellation
    )
    {
        if (
            !await LoadAsync(exchange, cancellation)
            || string.IsNullOrEmpty(Key)
            || Waiting.All(m => m.Id != message)
        )
        {
            return NotFound();
        }

        return Answer(
            await outbox.ReplayAsync(Key, message, Seen, cancellation),
            "circulation.exchange.replayed"
        );
    }

    private async Task<IActionResult> ActAsync(
        Guid exchange,
        Func<CirculationAct, Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    ) =>
        !await LoadAsync(exchange, cancellation) || !MayManage || string.IsNullOrEmpty(Key)
            ? NotFound()
            : Answer(await act(new CirculationAct(Key, exchange, Seen)), done);

    private IActionResult Answer(Outcome outcome, string done)
    {
        if (outcome.Succeeded)
        {
            this.Done(done);
            return Redirect(CirculationLinks.Exchange(Exchange.Id));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return false;
        }

        MayManage = await scope.CanAsync(
            Permissions.CirculationManage,
            Exchange.UnitId,
            cancellation
        );
        Waiting = [.. (await shelf.WaitingAsync([id], cancellation)).SelectMany(m => m)];
        Steps = [.. Exchange.State.Next(Exchange.Side)];
        UnitName =
            (await directory.GetAsync(cancellation))
                .Find(Exchange.UnitId)
                ?.NameIn(Texts.CurrentLanguage)
            ?? "–";
        var course = (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => e.SubjectId == id && e.Chain == DocumentExchange.Fields.Chain)
                .OrderBy(e => e.Sequence)
                .ToListAsync(cancellation)
        )
            .Select(e => (e.At, Payload: EventPayload.Read(e.Payload)))
            .ToList();
        // The message itself is not opened for this: it may be long.
        Attachments = AttachmentList.Read(
            course.FirstOrDefault().Payload?.Particulars.GetValueOrDefault(AttachmentList.Name)
        );
        Course = [.. course.Select(c => Told(c.At, c.Payload))];
        return true;
    }

    private static ExchangeEvent Told(DateTime at, EventPayload payload)
    {
        var code =
            payload.Particulars.GetValueOrDefault("code")
            ?? payload.Set.GetValueOrDefault("recall")
            ?? payload.Set.GetValueOrDefault("progress");
        return new(
            at,
            code is null ? null : EdxmlText.Status(code),
            payload.Particulars.GetValueOrDefault("words")
        );
    }
}
