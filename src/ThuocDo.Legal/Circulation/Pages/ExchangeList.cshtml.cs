using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Web;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>Documents between our units and others as messages, and how each stands; a message that came as a file is handed in here.</summary>
[Requires(Permissions.CirculationView)]
public sealed class ExchangeListModel(
    CirculationShelf shelf,
    CirculationScope scope,
    EdxmlInbox inbox,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private ILookup<string, OutboxMessage> waiting = null!;

    [FromQuery(Name = CirculationLinks.DirectionField)]
    public DocumentDirection? Direction { get; set; }

    [FromQuery(Name = CirculationLinks.UnitField)]
    public string? Unit { get; set; }

    [FromQuery(Name = PagerTagHelper.Parameter)]
    public int PageNumber { get; set; } = 1;

    public Shown<DocumentExchange> Shown { get; private set; } = null!;
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    /// <summary>For whoever may replay them.</summary>
    public IReadOnlyList<OutboxMessage> Refused { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.CirculationManage);

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>The first message of an exchange that has not gone.</summary>
    public OutboxMessage? Waiting(Guid exchange) => waiting[$"edxml:{exchange:N}"].FirstOrDefault();

    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(IFormFile? message, CancellationToken cancellation)
    {
        if (!MayManage)
        {
            return Forbid();
        }

        if (message is null)
        {
            ModelState.Wrong("message", texts, "circulation.upload.missing");
        }
        else
        {
            await using var content = message.OpenReadStream();
            var outcome = await inbox.TakeAsync(
                EdxmlIntake.OfAccount(
                    user.UserId!.Value,
                    await scope.UnitsAsync(Permissions.CirculationManage, cancellation)
                ),
                content,
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done(
                    outcome.Value == TakenAs.Stored
                        ? "circulation.uploaded"
                        : "circulation.uploaded.known"
                );
                return Redirect(CirculationLinks.Exchanges);
            }

            this.Refuse(outcome, texts);
        }

        await ReadAsync(cancellation);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        tree = await directory.GetAsync(cancellation);
        Units = await shelf.ChoicesAsync(Permissions.CirculationView, cancellation);
        Shown = await shelf.ExchangesAsync(
            new CirculationFilter(Unit, null, null, null, Direction, PageNumber),
            cancellation
        );
        waiting = await shelf.WaitingAsync(Shown.Rows.Select(e => e.Id), cancellation);
        Refused = user.Can(Permissions.OutboxManage) ? await shelf.RefusedAsync(cancellation) : [];
    }
}
