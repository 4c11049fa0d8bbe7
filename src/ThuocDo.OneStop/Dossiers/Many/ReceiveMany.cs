using System.Globalization;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <param name="HandedInBy">Who hands in a group; none for a list.</param>
/// <param name="Papers">Numbers of the papers that every dossier has.</param>
public sealed record ManyRequest(
    string Key,
    Guid UnitId,
    Procedure Procedure,
    string? HandedInBy,
    IReadOnlyCollection<int> Papers,
    IReadOnlyList<ManyRow> Rows
);

/// <summary>
/// Takes in several dossiers at once. Each line is one receipt with its own key and transaction, so that it is received
/// wholly or not at all and a repeated click receives none twice; what is wrong with a line leaves the others alone.
/// </summary>
public sealed class ReceiveMany(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ReceiveDossier receive,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    public async Task<Outcome<Guid>> RunAsync(ManyRequest request, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.DossierReceive, request.UnitId))
        {
            return Outcome<Guid>.Refused(ActOnDossier.NotAllowed);
        }

        var lines = new List<(int Line, Guid? Dossier, string? Error)>();
        foreach (var row in request.Rows)
        {
            var outcome = row.Wrong is { } wrong
                ? Outcome<ReceivedDossier>.From(wrong)
                : await receive.RunAsync(RequestOf(request, row), cancellation);
            db.ChangeTracker.Clear();
            lines.Add((row.Line, outcome.Value?.Id, Sentence(outcome)));
        }

        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "dossier.receive-many", user.UserId),
            _ =>
            {
                var batch = new IntakeBatch
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    UnitId = request.UnitId,
                    ProcedureId = request.Procedure.Id,
                    HandedInBy = request.HandedInBy,
                    At = clock.Now,
                    AccountId = user.UserId!.Value,
                };
                db.Add(batch);
                db.AddRange(
                    lines.Select(l => new IntakeBatchLine
                    {
                        BatchId = batch.Id,
                        Line = l.Line,
                        DossierId = l.Dossier,
                        Error = l.Error,
                    })
                );
                return Task.FromResult(Outcome<Guid>.Of(batch.Id));
            },
            cancellation
        );
    }

    private string? Sentence(Outcome<ReceivedDossier> outcome)
    {
        if (outcome.Succeeded)
        {
            return null;
        }

        var words = outcome.InWords(texts);
        return words.Length <= IntakeBatchLine.ErrorMaxLength
            ? words
            : words[..IntakeBatchLine.ErrorMaxLength];
    }

    private static ReceiveRequest RequestOf(ManyRequest request, ManyRow row) =>
        new()
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{request.Key}.{row.Line}"),
            ReceivingUnitId = request.UnitId,
            ProcedureId = request.Procedure.Id,
            Subject = string.IsNullOrEmpty(row.Subject) ? request.Procedure.ShortVi : row.Subject,
            ApplicantName = row.Name,
            IdentityNumber = row.Identity,
            Phone = row.Phone,
            Email = row.Email,
            Address = row.Address,
            Channel = Channel.Counter,
            Papers = request.Papers,
            Secret = TrackingSecret.New(),
        };
}
