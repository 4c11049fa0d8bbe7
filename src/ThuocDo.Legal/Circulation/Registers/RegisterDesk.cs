using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.Registers;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record CirculationAct(string Key, Guid Id, Guid Version);

/// <summary>A line of a register as it is typed.</summary>
public sealed record NewDocument
{
    public required Guid UnitId { get; init; }
    public required DocumentDirection Direction { get; init; }
    public required DateOnly Day { get; init; }
    public Secrecy Secrecy { get; init; }
    public string? Notation { get; init; }
    public DateOnly? PromulgatedOn { get; init; }
    public string? Kind { get; init; }
    public string? Subject { get; init; }

    /// <summary>Senders or receivers, one in a line, see <see cref="PartnerList"/>.</summary>
    public string? Electronic { get; init; }
    public string? OnPaper { get; init; }

    /// <summary>Of a message that came: it is known and not typed.</summary>
    public Partner? Sender { get; init; }

    /// <summary>The person saw who among the receivers was understood as no agency, and says that they are none.</summary>
    public bool AreOthersNoAgencies { get; init; }
    public DateOnly? DueOn { get; init; }
}

/// <summary>Keeps the registers of incoming and outgoing documents.</summary>
public sealed class RegisterDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    CirculationScope scope,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "circulation.refused.not-allowed";
    public const string Stale = "circulation.refused.stale";
    public const string Unconfirmed = "circulation.refused.unconfirmed";

    /// <returns>The id of the line.</returns>
    public Task<Outcome<Guid>> RegisterAsync(
        string key,
        NewDocument wanted,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "circulation.register", user.UserId),
            async token =>
            {
                if (!await scope.CanAsync(Permissions.CirculationManage, wanted.UnitId, token))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                var made = await MakeAsync(wanted, token);
                if (!made.Succeeded)
                {
                    return Outcome<Guid>.From(made);
                }

                db.AddRecorded(
                    RegisteredDocument.Fields,
                    made.Value!,
                    "registered",
                    clock.Now,
                    user.UserId
                );
                return Outcome<Guid>.Of(made.Value!.Id);
            },
            cancellation
        );

    /// <summary>The incoming document was dealt with.</summary>
    public Task<Outcome> FinishAsync(
        CirculationAct act,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        return OnDocumentAsync(
            act,
            "circulation.finish",
            (document, _) => Task.FromResult(Finish(document)),
            "handled",
            cancellation
        );

        Outcome Finish(RegisteredDocument document)
        {
            if (
                document.CancelledOn is not null
                || document.HandledOn is not null
                || document.Direction != DocumentDirection.Incoming
            )
            {
                return Outcome.Refused("circulation.refused.settled");
            }

            if (day < document.Day || day > clock.Today)
            {
                return Outcome.Refused("circulation.refused.day", document.Day, clock.Today);
            }

            document.Finish(day);
            return Outcome.Done;
        }
    }

    /// <summary>A wrong line is struck out and stays to be seen; from today on it is not counted.</summary>
    public Task<Outcome> CancelAsync(
        CirculationAct act,
        string reason,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "circulation.cancel",
            async (document, token) =>
            {
                if (document.CancelledOn is not null)
                {
                    return Outcome.Refused("circulation.refused.settled");
                }

                // Whoever received it would go on working with it.
                var exchanges = await db.Set<DocumentExchange>()
                    .AsNoTracking()
                    .Where(e => e.DocumentId == document.Id && e.Side == ExchangeSide.Sender)
                    .ToListAsync(token);
                if (exchanges.Any(e => e.State.IsToBeRecalled))
                {
                    return Outcome.Refused("circulation.refused.recall-first");
                }

                if (reason.Length is 0 or > RegisteredDocument.ReasonMaxLength)
                {
                    return Outcome.Refused(
                        "circulation.refused.reason",
                        RegisteredDocument.ReasonMaxLength
                    );
                }

                document.Cancel(clock.Today, reason);
                return Outcome.Done;
            },
            "cancelled",
            cancellation
        );

    /// <summary>A new line with the next number, not added yet; for the acts that make one.</summary>
    internal async Task<Outcome<RegisteredDocument>> MakeAsync(
        NewDocument wanted,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        if (tree.Find(wanted.UnitId) is not { } unit)
        {
            return Outcome<RegisteredDocument>.Refused(NotAllowed);
        }

        if (wanted.Day > clock.Today || !unit.IsValidOn(wanted.Day))
        {
            return Outcome<RegisteredDocument>.Refused(
                "circulation.refused.day",
                unit.ValidFrom,
                unit.ValidTo is { } end && end <= clock.Today ? end.AddDays(-1) : clock.Today
            );
        }

        if (
            PartnerList.Parse(wanted.Electronic, Medium.Electronic, tree, wanted.Day)
                is not { } electronic
            || PartnerList.Parse(wanted.OnPaper, Medium.Paper, tree, wanted.Day) is not { } paper
        )
        {
            return Outcome<RegisteredDocument>.Refused(
                "circulation.refused.partners",
                PartnerList.Most,
                PartnerList.NameMaxLength
            );
        }

        var partners = wanted.Sender is { } sender
            ? (IReadOnlyList<Partner>)[sender]
            : [.. electronic, .. paper];
        if (FaultOf(wanted, partners) is { } fault)
        {
            return Outcome<RegisteredDocument>.From(fault);
        }

        // Whoever comes second waits for the number of the first.
        await db.Engine.LockAsync(
            db,
            $"circulation:{wanted.UnitId:N}:{wanted.Direction}",
            cancellation
        );
        var last = await db.Set<RegisteredDocument>()
            .Where(d =>
                d.UnitId == wanted.UnitId
                && d.Direction == wanted.Direction
                && d.Year == wanted.Day.Year
            )
            .MaxAsync(d => (int?)d.Number, cancellation);
        var agencies = partners.Where(p => p.IsAgency).ToList();
        return Outcome<RegisteredDocument>.Of(
            new RegisteredDocument
            {
                Id = Guid.CreateVersion7(),
                UnitId = wanted.UnitId,
                Direction = wanted.Direction,
                Day = wanted.Day,
                Year = wanted.Day.Year,
                Number = (last ?? 0) + 1,
                Secrecy = wanted.Secrecy,
                Notation = wanted.Notation,
                PromulgatedOn = wanted.PromulgatedOn,
                Kind = wanted.Kind,
                Subject = wanted.Subject,
                Folded = RegisteredDocument.Fold(wanted.Notation, wanted.Subject, partners),
                Partners = PartnerList.Write(partners),
                IsBetweenAgencies = agencies.Count > 0,
                IsElectronic =
                    agencies.Count > 0 && agencies.All(p => p.Medium == Medium.Electronic),
                DueOn = wanted.DueOn,
            }
        );
    }

    private static Outcome? FaultOf(NewDocument wanted, IReadOnlyList<Partner> partners)
    {
        if (wanted.Secrecy != Secrecy.None)
        {
            // What is not written down here cannot be read here.
            return
                wanted.Notation is not null
                || wanted.Subject is not null
                || wanted.Kind is not null
                || wanted.PromulgatedOn is not null
                || partners.Count > 0
                ? Outcome.Refused("circulation.refused.secret")
                : null;
        }

        return string.IsNullOrEmpty(wanted.Notation)
            || wanted.Notation.Length > RegisteredDocument.NotationMaxLength
                ? Outcome.Refused(
                    "circulation.refused.notation",
                    RegisteredDocument.NotationMaxLength
                )
            : string.IsNullOrEmpty(wanted.Subject)
            || wanted.Subject.Length > RegisteredDocument.SubjectMaxLength
                ? Outcome.Refused(
                    "circulation.refused.subject",
                    RegisteredDocument.SubjectMaxLength
                )
            : string.IsNullOrEmpty(wanted.Kind)
            || wanted.Kind.Length > RegisteredDocument.KindMaxLength
                ? Outcome.Refused("circulation.refused.kind", RegisteredDocument.KindMaxLength)
            : partners.Count == 0
            || wanted.Direction == DocumentDirection.Incoming && partners.Count > 1
                ? Outcome.Refused("circulation.refused.partners-missing")
            : wanted.Direction == DocumentDirection.Outgoing
            && !wanted.AreOthersNoAgencies
            && partners.Where(p => !p.IsAgency).Select(p => p.Name).ToList()
                is { Count: > 0 } others
                ? Outcome.Refused(Unconfirmed, string.Join("; ", others.Take(5)))
            : wanted.PromulgatedOn > wanted.Day
                ? Outcome.Refused("circulation.refused.promulgated", wanted.Day)
            : wanted.DueOn < wanted.Day ? Outcome.Refused("circulation.refused.due", wanted.Day)
            : null;
    }

    private Task<Outcome> OnDocumentAsync(
        CirculationAct act,
        string action,
        Func<RegisteredDocument, CancellationToken, Task<Outcome>> decide,
        string type,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, action, user.UserId),
            async token =>
            {
                var document = await db.Set<RegisteredDocument>()
                    .FirstOrDefaultAsync(d => d.Id == act.Id, token);
                if (
                    document is null
                    || !await scope.CanAsync(Permissions.CirculationManage, document.UnitId, token)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (document.Version != act.Version)
                {
                    return Outcome.Stale(Stale);
                }

                var row = new ChainedRow<RegisteredDocument>(RegisteredDocument.Fields, document);
                var outcome = await decide(document, token);
                if (outcome.Succeeded)
                {
                    db.Add(row.Record(type, clock.Now, user.UserId));
                }

                return outcome;
            },
            cancellation
        );
}
