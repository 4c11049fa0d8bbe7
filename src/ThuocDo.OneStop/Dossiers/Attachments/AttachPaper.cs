using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Attachments;

/// <param name="PaperNumber">Which paper of the procedure it is; none for another one.</param>
public sealed record AttachRequest(
    string Key,
    Guid DossierId,
    Guid SeenVersion,
    int? PaperNumber,
    string? SentName,
    Stream Content
);

/// <summary>
/// Puts a scanned paper into a dossier (Decree 61/2018 Art 17.1: the officer checks and scans). The file is kept first,
/// signed where the office signs its scans, outside the transaction; the dossier then refers to it, once, with an event.
/// </summary>
public sealed class AttachPaper(
    ThuocDoDb db,
    DigitisePaper digitise,
    ActOnDossier acts,
    ICurrentUser user
)
{
    public async Task<Outcome> RunAsync(AttachRequest request, CancellationToken cancellation)
    {
        if (await RoomAsync(request.DossierId, 0, cancellation) is { } full)
        {
            return full;
        }

        var dossier = await db.Set<Dossier>()
            .AsNoTracking()
            .SingleAsync(d => d.Id == request.DossierId, cancellation);
        var paper = await digitise.RunAsync(
            dossier,
            request.SentName,
            request.Content,
            cancellation
        );
        if (!paper.Succeeded)
        {
            return paper;
        }

        var (file, original, signedBy, signedAt, fault) = paper.Value!;
        return await acts.RunAsync(
            new DossierAct(
                request.Key,
                DossierActionKind.Attach,
                request.DossierId,
                request.SeenVersion
            ),
            async (work, act, token) =>
            {
                // Two who add at once have seen the same version, and only one of them gets past it.
                if (await RoomAsync(request.DossierId, file.Length, token) is { } refused)
                {
                    return refused;
                }

                var outcome = work.Attach(request.PaperNumber, file.Hash, act, original?.Hash);
                if (outcome.Succeeded)
                {
                    db.Add(
                        new Attachment
                        {
                            Id = act.NextId(act.At),
                            DossierId = request.DossierId,
                            Role = AttachmentRole.Paper,
                            PaperNumber = request.PaperNumber,
                            Hash = file.Hash,
                            Kind = file.Kind,
                            Name = file.Name,
                            Length = file.Length,
                            OriginalHash = original?.Hash,
                            SignedBy = signedBy,
                            SignedAt = signedAt,
                            SignatureFault = fault,
                            AddedAt = act.At,
                            AddedBy = user.UserId,
                        }
                    );
                }

                return outcome;
            },
            cancellation
        );
    }

    /// <summary>Null while the dossier may take that many bytes more.</summary>
    private async Task<Outcome?> RoomAsync(
        Guid dossierId,
        long more,
        CancellationToken cancellation
    )
    {
        var policy = digitise.Policy;
        var lengths = await db.Set<Attachment>()
            .Where(a => a.DossierId == dossierId && a.Role == AttachmentRole.Paper)
            .Select(a => a.Length)
            .ToListAsync(cancellation);
        return FileRoom.Refusal(policy, lengths, more);
    }
}
