using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>The one-stop shop with the demonstration's people, walked through by pages or by the use cases behind them.</summary>
public sealed class Shop : IAsyncDisposable
{
    /// <summary>Certificate of marital status, commune level: 2 working days, five steps, two papers or more.</summary>
    public const string MaritalStatus = "1.004873";

    /// <summary>A commune of Ninh Phước whose people have demonstration accounts.</summary>
    public const string AnHai = "c22888";

    /// <summary>Another commune, without accounts.</summary>
    public const string PhuocDan = "c22870";

    private Shop(TestDatabase database, TestWeb web)
    {
        Database = database;
        Web = web;
    }

    public TestDatabase Database { get; }

    public TestWeb Web { get; }

    public static async Task<Shop> OpenAsync(
        Engine engine,
        DateTime? utc = null,
        IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        return new Shop(
            database,
            TestWeb.Over(database, utc, settings: settings, services: services)
        );
    }

    public async Task<WebUser> SignedInAsync(string userName)
    {
        var visitor = Web.NewVisitor();
        await visitor.SignInAsync(userName);
        return visitor;
    }

    /// <summary>Runs a use case as somebody who holds a role for a unit, without an account.</summary>
    public async Task<T> AsAsync<T>(Role role, string unit, Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
        var clock = services.GetRequiredService<Clock>();
        services
            .GetRequiredService<CurrentUser>()
            .Become(
                new Account { Id = Guid.CreateVersion7(), DisplayName = $"{role} {unit}" },
                Grants.Of([(role, Unit.IdOf(unit))], tree, clock.Today),
                null
            );
        return await action(services);
    }

    public Task<Outcome<ReceivedDossier>> ReceiveAsync(
        string unit = AnHai,
        string procedure = MaritalStatus,
        string? key = null,
        string? asUnit = null,
        Channel channel = Channel.Counter,
        IReadOnlyCollection<int>? papers = null,
        string? email = null,
        string? phone = null,
        DateTime? takenInAt = null
    ) =>
        AsAsync(
            Role.Receptionist,
            asUnit ?? unit,
            services =>
                services
                    .GetRequiredService<ReceiveDossier>()
                    .RunAsync(
                        new ReceiveRequest
                        {
                            Key = key ?? Guid.CreateVersion7().ToString("N"),
                            ReceivingUnitId = Unit.IdOf(unit),
                            ProcedureId = Procedure.IdOf(procedure),
                            Subject = "test",
                            ApplicantName = "Người Mẫu",
                            Channel = channel,
                            Email = email,
                            Phone = phone,
                            Papers = papers ?? [1, 2, 3, 4, 5, 6, 7, 8, 9],
                            TakenInAt = takenInAt,
                            Secret = TrackingSecret.New(),
                        },
                        TestContext.Current.CancellationToken
                    )
        );

    public Task<Outcome> ActAsync(
        Role role,
        string code,
        DossierActionKind kind,
        Func<DossierWork, ActContext, Outcome> act,
        string unit = AnHai,
        string? key = null,
        Guid? seen = null
    ) =>
        AsAsync(
            role,
            unit,
            async services =>
            {
                var dossier = await DossierAsync(code);
                return await services
                    .GetRequiredService<ActOnDossier>()
                    .RunAsync(
                        new DossierAct(
                            key ?? Guid.CreateVersion7().ToString("N"),
                            kind,
                            dossier.Id,
                            seen ?? dossier.Version
                        ),
                        act,
                        TestContext.Current.CancellationToken
                    );
            }
        );

    public Task<Outcome> HandOverAsync(string code) =>
        ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(null, true, act)
        );

    public Task<Dossier> DossierAsync(string code) =>
        Database.UseAsync(db => db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Code == code));

    public Task<T> CountAsync<T>(Func<ThuocDoDb, Task<T>> read) => Database.UseAsync(read);

    /// <summary>How many rows each table of the model holds.</summary>
    public Task<Dictionary<string, long>> RowsAsync() =>
        Database.UseAsync(async db =>
        {
            var rows = new Dictionary<string, long>();
            foreach (
                var table in db
                    .Model.GetEntityTypes()
                    .Select(t => t.GetTableName())
                    .OfType<string>()
                    .Distinct()
            )
            {
                // A name cannot be a parameter; this one comes from the model.
                var count = "select cast(count(*) as bigint) as \"Value\" from \"?\"".Replace(
                    "?",
                    table,
                    StringComparison.Ordinal
                );
                rows[table] = await db.Database.SqlQueryRaw<long>(count).SingleAsync();
            }

            return rows;
        });

    /// <summary>Takes a dossier in by the page and gives its code and the secret that the slip shows.</summary>
    public static async Task<(string Code, string Secret, WebPage Slip)> ReceiveByPageAsync(
        WebUser officer,
        string procedure = MaritalStatus
    )
    {
        var page = await officer.GetAsync(OneStopLinks.ReceiveAt(null, procedure));
        var slip = await page.SendAllPapersAsync();
        var code = slip.TextOf("main .code");
        var secret = slip.TextOf("main .code.strong").Replace(" ", "", StringComparison.Ordinal);
        return (code, secret, slip);
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>Submitting the intake form: ticks of one name are many values, which a dictionary cannot say.</summary>
public static class IntakeForm
{
    public const string Selector = "main form[method=post]";

    public static Task<WebPage> SendAllPapersAsync(
        this WebPage page,
        string name = "Người Mẫu Số Một"
    )
    {
        foreach (var box in page.FindAll("input[name='Input.Papers']"))
        {
            box.SetAttribute("checked", "checked");
        }

        return page.SubmitAsync(
            Selector,
            new Dictionary<string, string?> { ["Input.Name"] = name }
        );
    }
}
