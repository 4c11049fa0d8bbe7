using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Database;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Bench;

/// <summary>
/// Searches as the pages do: the catalogue by the index of the public page, dossiers by the search of the work-list with the
/// first page of its result, for a commune's counter, the provincial centre and somebody who may see everything.
/// </summary>
public static class SearchBench
{
    private const int Samples = 60;

    /// <summary>How people type the same applicant.</summary>
    private static readonly (string Name, Func<Sample, string> Typed)[] Ways =
    [
        ("code", s => s.Code),
        ("day and number", s => s.Code[(s.Code.IndexOf('-', StringComparison.Ordinal) + 1)..]),
        ("whole name, marks", s => s.Name),
        ("whole name, no marks", s => s.Words(0, 1, 2)),
        ("given name, surname", s => s.Words(2, 0)),
        ("last word unfinished", s => s.Words(0, 1) + " " + s.Word(2)[..1]),
        ("given name alone", s => s.Word(2)),
        ("surname alone", s => s.Word(0)),
        ("phone", s => s.Phone),
    ];

    public static async Task RunAsync(Options options, BenchServer server)
    {
        var target = await SimulateAsync(options, server);
        await using var services = new ServiceCollection()
            .AddProduct(target, new DemonstrationMode(true))
            .AddScoped<Officer>()
            .AddScoped<ICurrentUser>(s => s.GetRequiredService<Officer>())
            .BuildServiceProvider();
        await CatalogueAsync(services);
        await DossiersAsync(services, options.Searched);
    }

    private static async Task<DatabaseTarget> SimulateAsync(Options options, BenchServer server)
    {
        var target = await server.CreateDatabaseAsync("search");
        await SimulatedProvince.FillAsync(target, options.Searched);
        if (Environment.GetEnvironmentVariable("THUOCDO_REFERENCE") is { Length: > 0 } folder)
        {
            var run = await CommandLine.RunAsync(
                "import",
                "procedures",
                Path.Combine(folder, "data/procedures/procedures_national_2026.csv"),
                "--documents",
                Path.Combine(folder, "data/procedures/procedure_documents_local_levels.csv"),
                "--db",
                "postgres:" + target.Connection
            );
            var imports = new TextTable("thuocdo import procedures, PostgreSQL", "file", "seconds");
            imports.Add("national catalogue", Figures.Text(run.Elapsed.TotalSeconds, 1));
            imports.Print();
        }

        return target;
    }

    private static async Task CatalogueAsync(ServiceProvider services)
    {
        var index = await services.GetRequiredService<CatalogueSearch>().GetAsync();
        var typed = index
            .Entries.Where((_, i) => i % Math.Max(1, index.Entries.Count / 250) == 0)
            .SelectMany(e =>
            {
                var words = Words.Of(e.NameVi);
                return new[]
                {
                    e.NameVi,
                    string.Join(' ', words),
                    string.Join(' ', words.Reverse()),
                    string.Join(' ', words.Take(3))
                        + " "
                        + words[Math.Min(3, words.Count - 1)][..1],
                    words[^1],
                };
            })
            .ToList();
        var times = new List<double>();
        foreach (var text in typed.Concat(typed))
        {
            var time = Stopwatch.StartNew();
            var found = index.Find(text);
            _ = found.Entries.Where(new CatalogueFilter { Typed = text }.Fits).Take(25).ToList();
            times.Add(time.Elapsed.TotalMilliseconds);
            if (found.Entries.Count == 0)
            {
                throw new InvalidOperationException($"The catalogue does not find '{text}'.");
            }
        }

        var table = new TextTable(
            "Searching the catalogue",
            "entries",
            "searches",
            "median ms",
            "p95 ms",
            "max ms"
        );
        // The first round warms the program up.
        var measured = times.Skip(typed.Count).ToList();
        table.Add(
            Figures.Text(index.Entries.Count),
            Figures.Text(measured.Count),
            Figures.Text(measured.Median(), 2),
            Figures.Text(measured.Percentile(0.95), 2),
            Figures.Text(measured.Max(), 2)
        );
        table.Print();
    }

    private static async Task DossiersAsync(ServiceProvider services, int dossiers)
    {
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
        var table = new TextTable(
            $"Searching {Figures.Text(dossiers)} dossiers on PostgreSQL, {Samples} searches each",
            "who, how",
            "median ms",
            "p95 ms",
            "max ms",
            "found"
        );
        foreach (
            var (who, units) in new (string, HashSet<Guid>?)[]
            {
                ("a commune", [Unit.IdOf("c22888")]),
                ("the centre", [Unit.IdOf("tt-pvhcc")]),
                ("everything", null),
            }
        )
        {
            var samples = await SamplesAsync(services, units);
            var all = new List<double>();
            foreach (var (how, typed) in Ways)
            {
                var times = new List<double>();
                var found = 0;
                foreach (var sample in samples.Prepend(samples[0]))
                {
                    var time = Stopwatch.StartNew();
                    found = await FindAsync(services, units, typed(sample));
                    times.Add(time.Elapsed.TotalMilliseconds);
                    if (found == 0)
                    {
                        throw new InvalidOperationException($"'{typed(sample)}' is not found.");
                    }
                }

                times.RemoveAt(0);
                all.AddRange(times);
                Add($"{who}, {how}", times, Figures.Text(found));
            }

            Add($"{who}, all together", all, "");
        }

        table.Print();

        void Add(string name, List<double> times, string found) =>
            table.Add(
                name,
                Figures.Text(times.Median(), 1),
                Figures.Text(times.Percentile(0.95), 1),
                Figures.Text(times.Max(), 1),
                found
            );
    }

    private static async Task<int> FindAsync(
        ServiceProvider services,
        HashSet<Guid>? units,
        string typed
    )
    {
        await using var scope = services.CreateAsyncScope();
        var officer = scope.ServiceProvider.GetRequiredService<Officer>();
        officer.Units = units;
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var found = await scope
            .ServiceProvider.GetRequiredService<DossierSearch>()
            .FindAsync(
                db.Set<Dossier>().AsNoTracking().VisibleTo(officer),
                typed,
                CancellationToken.None
            );
        await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => found.Ids.Contains(d.Id))
            .OrderBy(d => d.ClosedOn == null ? 0 : 1)
            .ThenBy(d => d.DueAt)
            .Take(25)
            .ToListAsync();
        return found.Ids.Count;
    }

    private static async Task<List<Sample>> SamplesAsync(
        ServiceProvider services,
        HashSet<Guid>? units
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var officer = scope.ServiceProvider.GetRequiredService<Officer>();
        officer.Units = units;
        var dossiers = db.Set<Dossier>().AsNoTracking().VisibleTo(officer);
        var count = await dossiers.CountAsync();
        var samples = new List<Sample>();
        for (var i = 0; i < Samples; i++)
        {
            var dossier = await dossiers
                .OrderBy(d => d.Id)
                .Skip((int)((long)count * i / Samples))
                .FirstAsync();
            var applicant = await db.Set<Applicant>()
                .AsNoTracking()
                .SingleAsync(a => a.DossierId == dossier.Id);
            samples.Add(new Sample(dossier.Code, applicant.Name, applicant.Phone!));
        }

        return samples;
    }

    private sealed record Sample(string Code, string Name, string Phone)
    {
        private readonly string[] words = Folding.Fold(Name).Split(' ');

        public string Word(int index) => words[index];

        public string Words(params int[] indices) =>
            string.Join(' ', indices.Select(i => words[i]));
    }

    private sealed class Officer : ICurrentUser
    {
        public HashSet<Guid>? Units { get; set; }

        public bool IsSignedIn => true;

        public Guid? UserId { get; } = Guid.CreateVersion7();

        public string DisplayName => "";

        public bool Can(string permission) => true;

        public bool Can(string permission, Guid unitId) => Units?.Contains(unitId) ?? true;

        public IReadOnlySet<Guid>? UnitsFor(string permission) => Units;
    }
}
