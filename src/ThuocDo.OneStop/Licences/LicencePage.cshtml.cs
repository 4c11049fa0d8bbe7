using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>One licence: its particulars, what happened to it, the licences before and after it, and the code by which anybody checks it.</summary>
[Requires(Permissions.LicenceView)]
public sealed class LicencePageModel(
    ThuocDoDb db,
    LicenceReader reader,
    LicenceScope scope,
    LicenceWork work,
    DossierFiles files,
    DossierReader names,
    AccessLog log,
    SiteIdentity site,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public LicenceRow Row { get; private set; } = null!;
    public Licence? Earlier { get; private set; }
    public Licence? Later { get; private set; }

    /// <summary>Opens the signed file; none where there is none, or this person may not see papers of the dossier.</summary>
    public string? FileLink { get; private set; }
    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } =
        new Dictionary<Guid, string>();
    public bool CanCorrect { get; private set; }
    public bool CanRevoke { get; private set; }
    public bool CanStrike { get; private set; }

    /// <summary>It takes nobody's place, and there is an earlier licence of the same holder.</summary>
    public bool CanTie { get; private set; }

    /// <summary>What the QR code says.</summary>
    public string CheckAddress => site.AddressOf(Request, LicenceLinks.CheckOf(Row.Licence));

    public async Task<IActionResult> OnGetAsync(Guid licence, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(licence, Permissions.LicenceView, cancellation) is not { } found)
        {
            return NotFound();
        }

        if (found is { IsNamed: true, Holder: not null })
        {
            await log.WriteAsync(
                found.Licence.DossierId,
                user.UserId!.Value,
                AccessPlace.Licence,
                cancellation
            );
        }

        Row = found;
        var (earlier, later) = (found.Licence.FollowsId, found.Licence.FollowedById);
        var kin = await db.Set<Licence>()
            .AsNoTracking()
            .Where(l => l.Id == earlier || l.Id == later)
            .ToListAsync(cancellation);
        (Earlier, Later) = (
            kin.FirstOrDefault(l => l.Id == earlier),
            kin.FirstOrDefault(l => l.Id == later)
        );
        if (found.IsNamed && found.Licence.ResultHash is { } hash)
        {
            var file = await db.Set<Attachment>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    a => a.DossierId == found.Licence.DossierId && a.Hash == hash,
                    cancellation
                );
            FileLink = file is null ? null : files.LinkOf(file);
        }

        Events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == licence && e.Chain == Licence.Chain)
            .OrderByDescending(e => e.Sequence)
            .ToListAsync(cancellation);
        Names = await names.NamesAsync(Events.Select(e => e.ActorId), cancellation);
        var mayManage = await scope.AllowsAsync(
            Permissions.LicenceManage,
            found.Licence.UnitId,
            cancellation
        );
        CanCorrect = mayManage && LicenceWork.CanBeCorrected(found.Licence);
        CanRevoke = mayManage && LicenceWork.CanBeRevoked(found.Licence, clock.Today);
        CanStrike = mayManage && LicenceWork.MistakesOf(found.Licence).Count > 0;
        CanTie =
            mayManage
            && LicenceWork.CanBeTied(found.Licence)
            && await (await work.OpenToFollowAsync(found.Licence.DossierId, cancellation)).AnyAsync(
                cancellation
            );
        return Page();
    }

    /// <summary>Why somebody corrected it or struck something out.</summary>
    public static string? NoteOf(HistoryEvent happened) =>
        EventPayload.Read(happened.Payload).Particulars.GetValueOrDefault("note");
}
