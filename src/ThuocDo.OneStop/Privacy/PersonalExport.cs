using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Privacy;

/// <summary>
/// Everything held of the citizen behind the request, for himself, as JSON that a program reads too (Law 91/2025/QH15: the right to
/// have one's data). The names of officials who looked are left to the page.
/// </summary>
public sealed class PersonalExport(
    ThuocDoDb db,
    AccessReader access,
    CatalogueDirectory catalogues,
    CurrentCitizen current,
    CitizenHistory history,
    UnitOfWork work,
    Clock clock
)
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Notes in the citizen's chain that his data were handed out, and gives them.</summary>
    public async Task<byte[]> WriteAsync(CancellationToken cancellation)
    {
        await NoteAsync(cancellation);
        var citizen = await db.Set<Citizen>()
            .AsNoTracking()
            .SingleAsync(c => c.Id == current.CitizenId, cancellation);
        var sessions = await db.Set<CitizenSession>()
            .AsNoTracking()
            .Where(s => s.CitizenId == citizen.Id)
            .OrderBy(s => s.StartedAt)
            .ToListAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var own = await access
            .Own()
            .OrderBy(d => d.ReceivedAt)
            .Join(
                db.Set<Applicant>().AsNoTracking(),
                d => d.Id,
                a => a.DossierId,
                (d, a) => new { Dossier = d, Applicant = a }
            )
            .ToListAsync(cancellation);
        var ids = own.Select(x => x.Dossier.Id).ToList();
        var looks = await db.Set<AccessLine>()
            .AsNoTracking()
            .Where(l => ids.Contains(l.DossierId))
            .OrderBy(l => l.At)
            .ToListAsync(cancellation);
        var licences = await db.Set<Licence>()
            .AsNoTracking()
            .Where(l => ids.Contains(l.DossierId))
            .ToDictionaryAsync(l => l.DossierId, cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                WrittenAt = clock.Now,
                Citizen = new
                {
                    citizen.Issuer,
                    citizen.Subject,
                    citizen.Kind,
                    citizen.Name,
                    citizen.IdentityNumber,
                    citizen.Phone,
                    citizen.Email,
                    citizen.Level,
                    citizen.VerifiedAt,
                    citizen.RegisteredAt,
                },
                Sessions = sessions.Select(s => new
                {
                    s.StartedAt,
                    s.SeenAt,
                    s.EndedAt,
                    s.Device,
                    s.ActingPerson,
                }),
                Dossiers = own.Select(x => new
                {
                    x.Dossier.Code,
                    Procedure = catalogue[x.Dossier.ProcedureId].Code,
                    x.Dossier.Subject,
                    x.Dossier.State,
                    x.Dossier.Channel,
                    x.Dossier.ReceivedAt,
                    x.Dossier.DueAt,
                    x.Dossier.ClosedAt,
                    x.Dossier.Result,
                    Particulars = new
                    {
                        x.Applicant.Name,
                        x.Applicant.IdentityNumber,
                        x.Applicant.Phone,
                        x.Applicant.Email,
                        x.Applicant.Address,
                    },
                    Licence = licences.TryGetValue(x.Dossier.Id, out var licence)
                        ? new
                        {
                            licence.Number,
                            licence.IssuedOn,
                            licence.ValidFrom,
                            licence.ValidTo,
                            licence.RevokedFrom,
                        }
                        : null,
                    SeenAt = looks
                        .Where(l => l.DossierId == x.Dossier.Id)
                        .Select(l => new { l.At, l.Place }),
                }),
            },
            Written
        );
    }

    private async Task NoteAsync(CancellationToken cancellation) =>
        await work.RunAsync(
            new ActionKey(Guid.CreateVersion7().ToString("N"), "citizen.export", current.CitizenId),
            async token =>
            {
                var citizen = await db.Set<Citizen>()
                    .SingleAsync(c => c.Id == current.CitizenId, token);
                await history.AppendAsync(citizen, CitizenEvents.Exported, citizen.Id, [], token);
                return Outcome.Done;
            },
            cancellation
        );
}
