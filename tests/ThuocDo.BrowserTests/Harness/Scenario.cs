using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Many;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>
/// The demonstration province with one dossier in each state at the commune of the demonstration accounts, made by the
/// product's own use cases before the web starts.
/// </summary>
public sealed partial class Scenario
{
    private readonly Dictionary<string, string> codes = [];

    public string Commune { get; private set; } = "";

    public string Procedure { get; private set; } = "";

    /// <summary>A procedure of the same steps for which no interlinked process is published.</summary>
    public string PlainProcedure { get; private set; } = "";

    /// <summary>Key of a draft of the citizen who visits the pages.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>Key of a list of dossiers received at once.</summary>
    public string Batch { get; private set; } = "";

    /// <summary>Key of a submission that waits at the counter.</summary>
    public string Sent { get; private set; } = "";

    /// <summary>Unit and month of a sealed figure of T11b, as the query of its receipt.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>Bills: billed and paid, and one for somebody to pay.</summary>
    public IReadOnlyDictionary<string, SampleBill> Money { get; private set; } =
        new Dictionary<string, SampleBill>();

    /// <summary>Code of the dossier in a state: received, processing, supplement, extended, signing, resolved, refused.</summary>
    public string this[string state] => codes[state];

    public static async Task<Scenario> PrepareAsync(string database, string keys)
    {
        var scenario = new Scenario();
        await using var services = new ServiceCollection()
            .AddSingleton(new KeysFolder(keys))
            .AddSingleton<ICurrentUser>(new Officer(DemonstrationAccounts.IdOf("motcua.xa")))
            .AddSingleton<ICurrentCitizen>(new SampleCitizen())
            .AddProduct(DatabaseTarget.Parse(database), new DemonstrationMode(true))
            .BuildServiceProvider();
        await using (var scope = services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<Preparation>()
                .RunAsync(_ => { }, withDossiers: true, CancellationToken.None);
        }

        await scenario.FindReceiptAsync(services);
        var officer = DemonstrationAccounts.IdOf("motcua.xa");
        var specialist = DemonstrationAccounts.IdOf("chuyenvien.xa");
        await scenario.MakeAsync(services, "received", officer, []);
        await scenario.MakeAsync(services, "processing", officer, [Assign]);
        await scenario.MakeAsync(
            services,
            "supplement",
            officer,
            [Assign, (w, a) => w.RequestSupplement("missing-paper", null, a)]
        );
        await scenario.MakeAsync(
            services,
            "extended",
            officer,
            [
                Assign,
                (w, a) =>
                    w.Extend(
                        "verification",
                        w.Calendar.AddWorkingDays(VietnamTime.DayOf(w.Dossier.DueAt!.Value), 2),
                        a
                    ),
            ]
        );
        await scenario.MakeAsync(services, "signing", officer, [Assign, Forward, Forward]);
        await scenario.MakeAsync(
            services,
            "resolved",
            officer,
            [Assign, Forward, Forward, (w, a) => w.Finish("01/KQ", true, a)]
        );
        await scenario.MakeAsync(
            services,
            "refused",
            officer,
            [Assign, Forward, Forward, (w, a) => w.Refuse("not-eligible", a)]
        );
        await scenario.CounterAsync(services, officer);
        await StaffAsync(services, officer);
        await scenario.MakeAsync(
            services,
            "licensed",
            officer,
            [Assign, Forward, Forward, (w, a) => w.Finish("02/KQ", true, a)]
        );
        await scenario.LicenceAsync(services);
        await scenario.ReportAsync(services, officer);
        await scenario.TaskAsync(services, officer);
        await scenario.CycleAsync(services, officer);
        await scenario.ScoresAsync(services, officer);
        await scenario.SteeringAsync(services, officer);
        await scenario.VoicesAsync(services);
        await scenario.ReformAsync(services, officer);
        await scenario.InspectionsAsync(services);
        await scenario.CirculationAsync(services);
        await scenario.SurveysAsync(services, officer);
        await scenario.HeadsAsync(services, officer);
        await scenario.LegalAsync(services);
        await scenario.ProgrammeDraftAsync(services);
        await PlanAsync(services);
        await NationalSample.ImportAsync(services);
        scenario.Money = await SampleMoney.MakeAsync(services, scenario.Commune, keys);
        await scenario.MakeAsync(
            services,
            "stopped",
            officer,
            [Assign, (w, a) => w.Stop("law-gap", "Luật Hộ tịch 2014", a)]
        );
        await scenario.FileAsync(services);
        await scenario.ReceiveManyAsync(services);
        await scenario.MakeInterlinkedAsync(services, officer);
        return scenario;

        Outcome Forward(DossierWork work, ActContext act) => work.Forward(specialist, null, act);

        Outcome Assign(DossierWork work, ActContext act) =>
            work.Assign(specialist, electronically: true, act);
    }

    private async Task FindReceiptAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var tree = await scope.ServiceProvider.GetRequiredService<UnitDirectory>().GetAsync();
        var figure = await db.Set<SealedFigure>()
            .Where(f => f.Indicator == "T11b")
            .OrderByDescending(f => f.Month)
            .FirstAsync();
        Receipt = $"don-vi={tree[figure.UnitId].Key}&thang={figure.Month:yyyy-MM}";
    }

    private async Task MakeAsync(
        ServiceProvider services,
        string state,
        Guid officer,
        Func<DossierWork, ActContext, Outcome>[] acts
    )
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var tree = await provider.GetRequiredService<UnitDirectory>().GetAsync();
        var catalogue = await provider.GetRequiredService<CatalogueDirectory>().GetAsync();
        var clock = provider.GetRequiredService<Clock>();
        var commune = tree[
            tree.SuccessionsFrom(Unit.IdOf("c22888"))
                .First(s => tree[s.ToUnitId].Identifier is not null)
                .ToUnitId
        ];
        var versions = catalogue
            .Versions.Where(v => v.Level == Level.Commune && v.IsValidOn(clock.Today))
            .OrderByDescending(v => v.PromisedLimit.Unit == LimitUnit.WorkingDays)
            .ThenByDescending(v => v.PromisedLimit.Amount)
            .ToList();
        var version = versions[0];
        (Commune, Procedure) = (commune.Key, catalogue[version.ProcedureId].Code);
        PlainProcedure = catalogue[
            versions.Skip(1).First(v => v.Process == version.Process).ProcedureId
        ].Code;
        var received = await provider
            .GetRequiredService<ReceiveDossier>()
            .RunAsync(
                new ReceiveRequest
                {
                    Key = "scenario-" + state,
                    Secret = TrackingSecret.New(),
                    ReceivingUnitId = commune.Id,
                    ProcedureId = version.ProcedureId,
                    Subject = "Mẫu",
                    ApplicantName = "Người nộp (mẫu)",
                    Channel = Channel.Counter,
                    Papers = [.. version.Papers.Select(p => p.Number)],
                },
                CancellationToken.None
            );
        Expect(received);
        var store = provider.GetRequiredService<DossierStore>();
        var db = provider.GetRequiredService<ThuocDoDb>();
        db.ChangeTracker.Clear();
        var work = (await store.LoadAsync(received.Value!.Id, CancellationToken.None))!;
        var at = clock.Now;
        foreach (var act in acts)
        {
            at = at.AddMinutes(1);
            Expect(act(work, ActContext.Live(officer, at)));
        }

        store.Save(work);
        await db.SaveChangesAsync();
        codes[state] = received.Value.Code;
    }

    /// <summary>A draft, a submission that waits at the counter, and the dossiers in the hands of one citizen.</summary>
    private async Task FileAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var citizen = scope.ServiceProvider.GetRequiredService<ICurrentCitizen>();
        (Draft, Sent) = (await BeginAsync("draft"), await BeginAsync("sent"));
        var id = Guid.Parse(Sent);
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == id);
        var content = await db.Set<SubmissionContent>().SingleAsync(c => c.SubmissionId == id);
        submission.UnitId = Unit.IdOf(Commune);
        var work = new SubmissionWork(submission, WorkCalendar.National());
        Expect(
            work.Submit(content, [], true, ActContext.Live(citizen.CitizenId, submission.CreatedAt))
        );
        db.AddRange(work.Events);
        foreach (var code in codes.Values)
        {
            var dossier = await db.Set<Dossier>().SingleAsync(d => d.Code == code);
            db.Add(
                new DossierHolder { DossierId = dossier.Id, CitizenId = citizen.CitizenId!.Value }
            );
        }

        await db.SaveChangesAsync();

        async Task<string> BeginAsync(string name)
        {
            var begun = await scope
                .ServiceProvider.GetRequiredService<FileOnline>()
                .BeginAsync("scenario-" + name, "1.001193", CancellationToken.None);
            Expect(begun);
            db.ChangeTracker.Clear();
            return begun.Value.ToString("D");
        }
    }

    private async Task ReceiveManyAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var catalogue = await scope
            .ServiceProvider.GetRequiredService<CatalogueDirectory>()
            .GetAsync();
        var procedure = catalogue.Find("1.004873")!;
        var received = await scope
            .ServiceProvider.GetRequiredService<ReceiveMany>()
            .RunAsync(
                new ManyRequest(
                    "scenario-many",
                    Unit.IdOf(Commune),
                    procedure,
                    "Trưởng thôn (mẫu)",
                    [1, 2, 3, 4],
                    ManyRows.Read("ho_ten,dien_thoai\nNgười mẫu một,0000000001\n,0000000002").Value!
                ),
                CancellationToken.None
            );
        Expect(received);
        Batch = received.Value.ToString("D");
    }

    private static void Expect(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(
                $"The scenario was refused: {outcome.Key} {string.Join(", ", outcome.Arguments)}"
            );
        }
    }

    /// <summary>The one who prepares: may do everything.</summary>
    private sealed record Officer(Guid Id) : ICurrentUser
    {
        public bool IsSignedIn => true;

        public Guid? UserId => Id;

        public string DisplayName => "";

        public bool Can(string permission) => true;

        public bool Can(string permission, Guid unitId) => true;

        public IReadOnlySet<Guid>? UnitsFor(string permission) => null;
    }

    /// <summary>The citizen who visits the pages.</summary>
    private sealed record SampleCitizen : ICurrentCitizen
    {
        private static readonly IdentityAssertion Who = DemonstrationCitizens
            .All()
            .Single(c => c.Subject == "congdan.01");

        public bool IsSignedIn => true;

        public Guid? CitizenId => DemonstrationCitizens.IdOf(Who.Subject);

        public string Name => Who.Name;

        public bool IsBusiness => false;

        public string? ActingPerson => null;

        public string? IdentityNumber => Who.IdentityNumber;

        public string? Phone => Who.Phone;

        public string? Email => Who.Email;

        public IdentityLevel Level => Who.Level;
    }
}
