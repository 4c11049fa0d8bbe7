using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>
/// The same intents at the same instants leave the same records, whether officers click them in or the simulator's
/// writer puts them in by bulk: only keys, salts and secrets differ.
/// </summary>
public sealed partial class OneDomainTests
{
    private static readonly DateTime Start = TestWeb.UsualInstant;

    [Theory, Engines]
    public async Task Records_OfPagesAndOfTheSimulator_AreTheSame(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Start);
        await using var bulk = await TestDatabase.CreateAsync(engine);

        var code = await ClickAsync(shop);
        await SimulateAsync(bulk, code);

        var clicked = await shop.Database.UseAsync(RecordsAsync);
        var simulated = await bulk.UseAsync(RecordsAsync);
        clicked.Count.ShouldBeGreaterThan(20);
        clicked.ShouldBe(simulated);
    }

    private static readonly (
        int Minutes,
        Role Role,
        DossierActionKind Kind,
        Func<DossierWork, ActContext, ThuocDo.Shared.Outcomes.Outcome> Act
    )[] Intents =
    [
        (30, Role.Receptionist, DossierActionKind.Assign, (w, a) => w.Assign(null, true, a)),
        (
            120,
            Role.Specialist,
            DossierActionKind.RequestSupplement,
            (w, a) => w.RequestSupplement("absent", null, a)
        ),
        (
            1440,
            Role.Receptionist,
            DossierActionKind.ReceiveSupplement,
            (w, a) => w.ReceiveSupplement(a)
        ),
        (
            1500,
            Role.UnitHead,
            DossierActionKind.Extend,
            (w, a) => w.Extend("site-check", new DateOnly(2024, 3, 15), a)
        ),
        (1560, Role.Specialist, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
        (1570, Role.UnitHead, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
        (1580, Role.Signer, DossierActionKind.Finish, (w, a) => w.Finish(null, false, a)),
        (1600, Role.Receptionist, DossierActionKind.Return, (w, a) => w.Return(false, a)),
    ];

    private static async Task<string> ClickAsync(Shop shop)
    {
        var code = (await shop.ReceiveAsync(channel: Channel.Online, papers: [1, 2, 3]))
            .Value!
            .Code;
        foreach (var (minutes, role, kind, act) in Intents)
        {
            shop.Web.Time.SetUtcNow(new DateTimeOffset(Start.AddMinutes(minutes), TimeSpan.Zero));
            var outcome = await shop.ActAsync(role, code, kind, act);
            outcome.Succeeded.ShouldBeTrue($"{kind}: {outcome.Key}");
        }

        return code;
    }

    /// <summary>As the simulator does it: the domain in memory, then the bulk writer.</summary>
    private static async Task SimulateAsync(TestDatabase database, string code)
    {
        await using var db = database.NewContext();
        var catalogue = await Catalogue.LoadAsync(db, CancellationToken.None);
        var day = VietnamTime.DayOf(Start);
        var version = catalogue.VersionOn(Procedure.IdOf(Shop.MaritalStatus), day)!;
        var office = Unit.IdOf(Shop.AnHai);
        var first = ActContext.Live(null, Start);
        var ids = new Queue<Guid>([Guid.CreateVersion7()]);
        var id = ids.Peek();
        var applicant = new Applicant
        {
            DossierId = id,
            Name = "Người Mẫu",
            FoldedName = "nguoi mau",
            Salt = new byte[16],
        };
        var work = DossierWork.Receive(
            new Intake
            {
                ReceivingUnitId = office,
                CompetentUnitId = office,
                Subject = "test",
                Channel = Channel.Online,
                ReceivedAt = Start,
                ApplicantCommitment = applicant.Commitment(),
                TrackingHash = TrackingSecret.Hash("AAAABBBB"),
                FirstOnlineOfYear = true,
                PapersNote = "1,2,3",
            },
            code,
            version,
            WorkCalendar.National(),
            first with
            {
                NextId = at => ids.TryDequeue(out var next) ? next : first.NextId(at),
            }
        );
        foreach (var (minutes, _, _, act) in Intents)
        {
            act(work, ActContext.Live(null, Start.AddMinutes(minutes))).Succeeded.ShouldBeTrue();
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        await new BulkWriter(db).WriteAsync(
            [
                new SimulatedDossier(
                    work,
                    applicant,
                    new OnlineUser
                    {
                        PersonKey = PersonKeys.Sample.Of(null, applicant.Name, null),
                        Year = day.Year,
                        DossierId = id,
                    }
                ),
            ],
            CancellationToken.None
        );
        await transaction.CommitAsync();
    }

    /// <summary>Row, events, ledger, facts and users as lines, without keys, salted hashes and persons.</summary>
    private static async Task<List<string>> RecordsAsync(ThuocDoDb db)
    {
        var dossier = await db.Set<Dossier>().AsNoTracking().SingleAsync();
        var row = DossierFields
            .Named(DossierFields.Read(dossier))
            .Where(f => f.Key is not ("applicant" or "tracking"))
            .Select(f => $"row {f.Key}={f.Value}");
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == dossier.Id)
            .OrderBy(e => e.Sequence)
            .ToListAsync();
        var entries = await db.Set<ClockEntry>()
            .AsNoTracking()
            .OrderBy(e => e.Sequence)
            .ToListAsync();
        var facts = await db.Set<Fact>().AsNoTracking().ToListAsync();
        var users = await db.Set<OnlineUser>().AsNoTracking().ToListAsync();
        return
        [
            .. row,
            .. events.Select(e => $"event {e.Sequence} {e.Type} {e.At:O} {Plain(e.Payload)}"),
            .. entries.Select(e => Plain("clock " + e.Canonical())),
            .. facts
                .Select(f =>
                    $"fact {f.Day:O} {f.RecordedOn:O} {f.Kind} {f.Channel} {f.UnitId} {f.ProcedureId} {f.Traits} {f.Count} by {events.Single(e => e.Id == f.EventId).Sequence}"
                )
                .Order(),
            .. users.Select(u => $"user {u.PersonKey} {u.Year}"),
        ];
    }

    private static string Plain(string text) => Hash().Replace(Key().Replace(text, "#"), "#");

    /// <summary>Keys made in time order; those of units and procedures are stable and stay.</summary>
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Key();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
