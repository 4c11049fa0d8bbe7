using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>One line of a register, with where it was sent.</summary>
[Requires(Permissions.CirculationView)]
public sealed class DocumentPageModel(
    ThuocDoDb db,
    RegisterDesk desk,
    ExchangeDesk exchanges,
    CirculationScope scope,
    UnitDirectory directory,
    Texts texts,
    Clock clock
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public RegisteredDocument Document { get; private set; } = null!;
    public IReadOnlyList<DocumentExchange> Exchanges { get; private set; } = [];
    public string UnitName { get; private set; } = "";
    public bool MayManage { get; private set; }
    public DateOnly Today => clock.Today;

    /// <summary>A receiver is reached electronically and has not been sent it.</summary>
    public bool MaySend =>
        Document is { Direction: DocumentDirection.Outgoing, Secrecy: Secrecy.None }
        && PartnerList
            .Read(Document.Partners)
            .Any(p =>
                p is { Medium: Medium.Electronic, Identifier: not null }
                && Exchanges.All(e => e.Partner != p.Identifier)
            );

    public async Task<IActionResult> OnGetAsync(Guid entry, CancellationToken cancellation)
    {
        if (!await LoadAsync(entry, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (CirculationForms.NewKey(), Document.Version);
        return Page();
    }

    public Task<IActionResult> OnPostFinishAsync(
        Guid entry,
        DateOnly? on,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            act =>
                on is { } day
                    ? desk.FinishAsync(act, day, cancellation)
                    : Task.FromResult(Outcome.Refused("circulation.day.missing")),
            "circulation.finished",
            cancellation
        );

    public Task<IActionResult> OnPostCancelAsync(
        Guid entry,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            act => desk.CancelAsync(act, CirculationForms.Clean(reason) ?? "", cancellation),
            "circulation.struck",
            cancellation
        );

    public Task<IActionResult> OnPostSendAsync(
        Guid entry,
        string? signer,
        List<IFormFile>? files,
        CancellationToken cancellation
    ) =>
        ActAsync(
            entry,
            async act =>
            {
                var sent = new List<SentFile>();
                foreach (var file in files ?? [])
                {
                    if (
                        file.Length > EdxmlLimits.Usual.AttachmentBytes
                        || sent.Count >= EdxmlLimits.Usual.Attachments
                    )
                    {
                        return Outcome.Refused(
                            "edxml.fault.too-long",
                            "Attachment",
                            0,
                            EdxmlLimits.Usual.Megabytes
                        );
                    }

                    using var content = new MemoryStream();
                    await file.CopyToAsync(content, cancellation);
                    sent.Add(new SentFile(file.FileName, content.ToArray()));
                }

                return await exchanges.SendAsync(
                    act,
                    CirculationForms.Clean(signer),
                    sent,
                    cancellation
                );
            },
            "circulation.sent",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid entry,
        Func<CirculationAct, Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(entry, cancellation) || !MayManage || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await act(new CirculationAct(Key, entry, Seen));
        if (outcome.Succeeded)
        {
            this.Done(done);
            return Redirect(CirculationLinks.Document(entry));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid entry, CancellationToken cancellation)
    {
        var document = await db.Set<RegisteredDocument>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == entry, cancellation);
        if (
            document is null
            || !await scope.CanAsync(Permissions.CirculationView, document.UnitId, cancellation)
        )
        {
            return false;
        }

        Document = document;
        MayManage = await scope.CanAsync(
            Permissions.CirculationManage,
            document.UnitId,
            cancellation
        );
        Exchanges = await db.Set<DocumentExchange>()
            .AsNoTracking()
            .Where(e => e.DocumentId == entry)
            .OrderBy(e => e.StartedAt)
            .ThenBy(e => e.Id)
            .ToListAsync(cancellation);
        UnitName =
            (await directory.GetAsync(cancellation))
                .Find(document.UnitId)
                ?.NameIn(Texts.CurrentLanguage)
            ?? "–";
        return true;
    }
}
