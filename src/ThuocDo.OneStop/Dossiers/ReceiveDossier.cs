using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>The particulars a counter or the portal takes in.</summary>
public sealed record ReceiveRequest
{
    public required string Key { get; init; }
    public required Guid ReceivingUnitId { get; init; }
    public required Guid ProcedureId { get; init; }
    public required string Subject { get; init; }
    public required string ApplicantName { get; init; }
    public string? IdentityNumber { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>Numbers of the required papers that were handed in.</summary>
    public required IReadOnlyCollection<int> Papers { get; init; }
    public bool FeeWaived { get; init; }
    public bool PaidOnline { get; init; }
    public bool ReturnByPost { get; init; }
    public bool ElectronicIdentity { get; init; }

    /// <summary>Which form was filled in, see <see cref="Forms.FormDefinition.Id"/>; none where the declaration is on paper.</summary>
    public string? Form { get; init; }

    /// <summary>Its answers as JSON, checked by the caller.</summary>
    public string? Answers { get; init; }

    /// <summary>
    /// UTC. When it was taken in on paper, where the office could not work in the system then; none where it is taken in now.
    /// </summary>
    public DateTime? TakenInAt { get; init; }

    /// <summary>
    /// The tracking secret. The caller makes it with the form (<see cref="TrackingSecret.New"/>), so that a repeated click
    /// knows it too: the database keeps its hash alone.
    /// </summary>
    public required string Secret { get; init; }
}

public sealed record ReceivedDossier(Guid Id, string Code);

/// <summary>Takes a dossier in (Decree 61/2018 Art 17; receipt slip, Form 01).</summary>
public sealed class ReceiveDossier(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Calendars calendars,
    Payments.Bills.PaidDossier bills,
    Processes.ProcessDirectory processes,
    PersonKeys persons,
    Counter.Queue.QueueDesk queue,
    Counter.Outages.OutageRegister outages,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome<ReceivedDossier>> RunAsync(
        ReceiveRequest request,
        CancellationToken cancellation
    ) => RunAsync(request, null, cancellation);

    /// <param name="request">What is received.</param>
    /// <param name="also">What is done in the same transaction, for instance to the online submission it comes from.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<ReceivedDossier>> RunAsync(
        ReceiveRequest request,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>>? also,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "dossier.receive", user.UserId),
            async token =>
            {
                try
                {
                    return await OnceAsync(request, also, catalogue, tree, token);
                }
                catch (CalendarRangeException outside)
                {
                    return Outcome<ReceivedDossier>.Refused(outside.Why.Key, outside.Why.Arguments);
                }
            },
            cancellation
        );
    }

    private async Task<Outcome<ReceivedDossier>> OnceAsync(
        ReceiveRequest request,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>>? also,
        Catalogue catalogue,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        var takenIn = request.TakenInAt ?? now;
        var day = VietnamTime.DayOf(takenIn);
        if (
            tree.Find(request.ReceivingUnitId) is not { } receiving
            || !user.Can(Permissions.DossierReceive, receiving.Id)
        )
        {
            return Outcome<ReceivedDossier>.Refused("dossier.refused.not-allowed");
        }

        Counter.Outages.Outage? outage = null;
        if (request.TakenInAt is { } earlier)
        {
            outage = await outages.FindAsync(receiving.Id, earlier, cancellation);
            if (outage is null)
            {
                return Outcome<ReceivedDossier>.Refused("outage.refused.none", earlier);
            }
        }

        var version = catalogue.VersionOn(request.ProcedureId, day);
        if (Placement.Refusal(version, receiving, tree, day) is { } refusal)
        {
            return Outcome<ReceivedDossier>.From(refusal);
        }

        var missing = version!
            .Papers.Where(p => p.IsRequired && !request.Papers.Contains(p.Number))
            .Select(p => new Named(p.NameVi, p.NameEn))
            .ToList();
        if (missing.Count > 0)
        {
            return Outcome<ReceivedDossier>.Refused(
                "dossier.refused.papers-missing",
                Named.List(missing)
            );
        }

        var calendar = await calendars.ForAsync(receiving.Id, cancellation);
        var applicantId = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero));
        var salt = RandomNumberGenerator.GetBytes(16);
        var applicant = new Applicant
        {
            DossierId = applicantId,
            Name = request.ApplicantName,
            FoldedName = Folding.Fold(request.ApplicantName),
            IdentityNumber = request.IdentityNumber,
            Phone = request.Phone,
            Email = request.Email,
            Address = request.Address,
            Salt = salt,
        };
        var answers = Filing.ReceivedAnswers.Of(applicantId, request);
        var first =
            request.Channel == Channel.Online
            && await IsFirstOnlineAsync(request, applicantId, day.Year, cancellation);
        // Whoever stands at the window had waited; an envelope and an online submission have no number.
        var ticket =
            request.Channel == Channel.Counter && outage is null
                ? await queue.InHandAsync(receiving.Id, cancellation)
                : null;
        var procedure = catalogue[version.ProcedureId];
        var process = await processes.ForAsync(procedure, version, day, cancellation);
        var number = await store.NextNumberAsync(receiving.Identifier!, day, cancellation);
        var ids = new Queue<Guid>([applicantId]);
        var act = ActContext.Live(user.UserId, now) with
        {
            NextId = at =>
                ids.TryDequeue(out var id)
                    ? id
                    : Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero)),
        };
        var work = DossierWork.Receive(
            new Intake
            {
                ReceivingUnitId = receiving.Id,
                CompetentUnitId = version.CompetentUnitId ?? receiving.Id,
                Subject = request.Subject,
                Channel = request.Channel,
                ReceivedAt = takenIn,
                Outage = outage?.Id,
                ApplicantCommitment = applicant.Commitment(),
                TrackingHash = TrackingSecret.Hash(request.Secret),
                FeeWaived = request.FeeWaived && version.Fee > 0,
                PaidOnline = request.PaidOnline,
                ReturnByPost = request.ReturnByPost,
                ElectronicIdentity = request.ElectronicIdentity,
                FirstOnlineOfYear = first,
                OfficeLimit = catalogue.OfficeLimitOn(
                    version.ProcedureId,
                    version.CompetentUnitId ?? receiving.Id,
                    day
                ),
                PapersNote = string.Join(",", request.Papers.Order()),
                Form = answers?.Form,
                AnswersCommitment = answers?.Commitment(),
                Ticket = ticket?.Label,
                WaitedSeconds = ticket?.WaitedSeconds,
                IsEnteredLater = outage is not null,
            },
            DossierCode.Format(receiving.Identifier!, day, number),
            version,
            calendar,
            act,
            process
        );
        if (also is not null && await also(work, act, cancellation) is { Succeeded: false } refused)
        {
            return Outcome<ReceivedDossier>.From(refused);
        }

        if (answers is not null)
        {
            db.Add(answers);
        }

        if (ticket is not null)
        {
            db.Add(
                new Counter.Queue.TicketDossier
                {
                    DossierId = work.Dossier.Id,
                    TicketId = ticket.Id,
                    WaitedSeconds = ticket.WaitedSeconds,
                }
            );
        }

        db.AddApplicant(applicant, work.Dossier);
        store.Save(work, isNew: true);
        await bills.IssueAtReceiptAsync(work, procedure, request.Answers, act, cancellation);
        return Outcome<ReceivedDossier>.Of(new ReceivedDossier(work.Dossier.Id, work.Dossier.Code));
    }

    private async Task<bool> IsFirstOnlineAsync(
        ReceiveRequest request,
        Guid dossierId,
        int year,
        CancellationToken cancellation
    )
    {
        var person = persons.Of(request.IdentityNumber, request.ApplicantName, request.Phone);
        if (
            await db.Set<OnlineUser>()
                .AnyAsync(u => u.PersonKey == person && u.Year == year, cancellation)
        )
        {
            return false;
        }

        db.Add(
            new OnlineUser
            {
                PersonKey = person,
                Year = year,
                DossierId = dossierId,
            }
        );
        return true;
    }
}

/// <summary>
/// Tells one user of online services from another: by identity number, else by name and phone. Twelve digits are soon
/// tried out, so the hash is keyed with a secret of the installation that lies outside the database. Sample people have a key
/// that everybody knows: there is nobody to protect, and a simulation shall give the same rows everywhere.
/// </summary>
public sealed class PersonKeys
{
    private const string FileName = "person.key";
    private const int Length = 32;

    private readonly Lazy<byte[]> key;

    public PersonKeys(KeysFolder folder, DemonstrationMode demonstration) =>
        key = new(() =>
            demonstration.IsOn
                ? SampleKey
                : Convert.FromHexString(
                    KeyFile
                        .Open(
                            folder,
                            FileName,
                            () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length))
                        )
                        .Trim()
                )
        );

    private PersonKeys(byte[] key) => this.key = new(() => key);

    /// <summary>For people who do not exist.</summary>
    public static PersonKeys Sample { get; } = new(SampleKey);

    private static byte[] SampleKey =>
        SHA256.HashData(Encoding.UTF8.GetBytes("thuocdo: sample people"));

    public string Of(string? identityNumber, string name, string? phone) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                key.Value,
                Encoding.UTF8.GetBytes(
                    identityNumber is { Length: > 0 }
                        ? "id:" + identityNumber
                        : $"name:{Folding.Fold(name)}:{phone}"
                )
            )
        );
}

/// <summary>Where a procedure may be received.</summary>
public static class Placement
{
    /// <summary>
    /// Null if this office receives this procedure on this day. Until 30/6/2025 an office receives the procedures of its
    /// own level, the provincial centre those of the departments; since 1/7/2025 an applicant may file at any centre of
    /// the province (Decree 118/2025), so a commune also receives what a department decides.
    /// </summary>
    public static Outcome? Refusal(
        ProcedureVersion? version,
        Unit receiving,
        UnitTree tree,
        DateOnly day
    )
    {
        if (version is null)
        {
            return Outcome.Refused("dossier.refused.procedure-not-in-force", day);
        }

        if (!receiving.IsValidOn(day) || receiving.Identifier is null)
        {
            return Outcome.Refused("dossier.refused.unit-not-in-force", Name(receiving), day);
        }

        if (!Receives(version, receiving))
        {
            return Outcome.Refused("dossier.refused.other-office", Name(receiving));
        }

        return
            version.CompetentUnitId is { } competent && tree.Find(competent)?.IsValidOn(day) != true
            ? Outcome.Refused("dossier.refused.no-competent-unit", day)
            : null;
    }

    private static Named Name(Unit unit) => new(unit.Name, unit.NameEn);

    public static bool Receives(ProcedureVersion version, Unit receiving) =>
        version.Level == Level.Province
            ? receiving.Kind == UnitKind.Centre
                || receiving.Id == version.CompetentUnitId
                || version.Regime == "R118" && receiving.Level == Level.Commune
            : receiving.Level == version.Level
                && receiving.Kind
                    is UnitKind.District
                        or UnitKind.Commune
                        or UnitKind.Ward
                        or UnitKind.Township
                        or UnitKind.SpecialZone;
}
