extern alias web;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ThuocDo.Database;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// The product's own host over a test database, in this process, with a clock that the test sets. Settings are given as
/// configuration, under the names of the environment variables, so that tests may run beside each other.
/// </summary>
public sealed class TestWeb : WebApplicationFactory<web::Program>
{
    /// <summary>Wednesday 06/03/2024, 10:00 in Viet Nam: office hours, no day off near.</summary>
    public static readonly DateTime UsualInstant = new(2024, 3, 6, 3, 0, 0, DateTimeKind.Utc);

    /// <summary>Making a key is slow: every host has the authority of the first that made one.</summary>
    private static volatile string? authority;

    private readonly TestDatabase database;
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("thuocdo-test-keys-");
    private readonly Dictionary<string, string> settings;

    private readonly Action<IServiceCollection>? services;

    private TestWeb(
        TestDatabase database,
        DateTime utc,
        bool demonstration,
        IReadOnlyDictionary<string, string>? more,
        Action<IServiceCollection>? services
    )
    {
        this.services = services;
        this.database = database;
        if (authority is { } made)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(AuthorityFile)!);
            File.WriteAllText(AuthorityFile, made);
        }

        Time = new FakeTimeProvider(new DateTimeOffset(utc, TimeSpan.Zero));
        settings = new Dictionary<string, string>
        {
            [DatabaseTarget.Variable] = database.Name,
            ["THUOCDO_KEYS"] = keys.FullName,
            ["THUOCDO_FILES"] = Path.Combine(keys.FullName, "files"),
            ["THUOCDO_DEMONSTRATION"] = demonstration ? "1" : "0",
            ["THUOCDO_PREPARE"] = "0",
            ["THUOCDO_JOBS"] = "0",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }
    }

    public FakeTimeProvider Time { get; }

    private string AuthorityFile =>
        Path.Combine(keys.FullName, "signatures", "demonstration-root.pem");

    /// <param name="database">Disposed by the test, after the host.</param>
    /// <param name="utc">Where the clock stands at first.</param>
    /// <param name="demonstration">False: as in real work, with a second factor and without demonstration accounts.</param>
    /// <param name="settings">Further settings of the host.</param>
    /// <param name="services">What stands in for the world outside, for instance another party's server.</param>
    public static TestWeb Over(
        TestDatabase database,
        DateTime? utc = null,
        bool demonstration = true,
        IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var web = new TestWeb(database, utc ?? UsualInstant, demonstration, settings, services);
        var target = web.Services.GetRequiredService<DatabaseTarget>();
        return target == database.Target
            ? web
            : throw new InvalidOperationException(
                $"The host opened {target} instead of {database.Target}: it must read {DatabaseTarget.Variable} "
                    + "from the configuration, not from the environment."
            );
    }

    /// <summary>Somebody with a browser of his own: cookies, no script.</summary>
    public WebUser NewVisitor() =>
        new(
            CreateClient(
                new WebApplicationFactoryClientOptions
                {
                    AllowAutoRedirect = false,
                    HandleCookies = true,
                    // Cookies marked secure come back only here.
                    BaseAddress = new Uri("https://localhost"),
                }
            )
        );

    /// <summary>Runs something inside the host, as a request would.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> action)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (authority is null && File.Exists(AuthorityFile))
        {
            authority = await File.ReadAllTextAsync(AuthorityFile);
        }

        keys.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As in production: the error page and not the developer's, texts and assets as they are delivered.
        builder.UseEnvironment("Production");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(collection =>
        {
            collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            services?.Invoke(collection);
        });
    }
}
