using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ThuocDo.Database;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;

namespace ThuocDo.Bench;

/// <summary>
/// Any indicator of any unit and any days, drawn by a fixed seed, in three provinces turn by turn. Beside it the same shares as a plain
/// query over the table of dossiers and in DuckDB over the same table; all three must give the same figures.
/// </summary>
public static class FigureBench
{
    private const int Runs = 5;
    private const int Seed = 7;

    /// <summary>Questions of a run.</summary>
    private const int Asked = 200;

    /// <summary>Of these so many are asked of the table of dossiers too.</summary>
    private const int AskedPlainly = 40;

    /// <summary>Facts of the large province for one of the middle one.</summary>
    private const int Copies = 10;

    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2025, 12, 31);

    public static async Task RunAsync(Options options, BenchServer server)
    {
        await using var small = await SimulateAsync(server, options.Lives.Small);
        await using var middle = await SimulateAsync(server, options.Lives.Large);
        await using var large = await MultiplyAsync(server, middle);
        Province[] provinces = [small, middle, large];
        await RebuildAsync(server, provinces);
        await CompareAsync(provinces);
        await BesideAsync(options, middle);
    }

    /// <summary>Cells written anew from all facts, on one connection and so by one processor of the server.</summary>
    private static async Task RebuildAsync(BenchServer server, IEnumerable<Province> provinces)
    {
        var table = new TextTable(
            "All cells rebuilt from the facts",
            "dossiers",
            "facts",
            "seconds",
            "facts/s",
            "cells",
            "period cells"
        );
        foreach (var province in provinces)
        {
            var time = Stopwatch.StartNew();
            await using (var scope = province.Services.CreateAsyncScope())
            {
                await scope
                    .ServiceProvider.GetRequiredService<CellRebuilder>()
                    .RebuildAsync(CancellationToken.None);
            }

            var seconds = time.Elapsed.TotalSeconds;
            await AskAsync("vacuum analyze cells");
            await AskAsync("vacuum analyze period_cells");
            var facts = await CountAsync("facts");
            table.Add(
                Figures.Text(province.Dossiers),
                Figures.Text(facts),
                Figures.Text(seconds, 1),
                Figures.Text(facts / seconds),
                Figures.Text(await CountAsync("cells")),
                Figures.Text(await CountAsync("period_cells"))
            );

            Task<string> AskAsync(string question) => server.AskAsync(question, province.Name);
            async Task<double> CountAsync(string name) =>
                double.Parse(
                    await AskAsync($"select count(*) from {name}"),
                    CultureInfo.InvariantCulture
                );
        }

        table.Print();
    }

    private static async Task CompareAsync(Province[] provinces)
    {
        var questions = Draw(await provinces[0].TreeAsync(), Dossiers.All, Asked);
        var runs = provinces.ToDictionary(p => p, _ => new List<(double Median, double Late)>());
        foreach (var province in provinces)
        {
            await province.AskAsync(questions);
        }

        for (var run = 0; run < Runs; run++)
        {
            foreach (var province in provinces)
            {
                var times = (await province.AskAsync(questions)).ConvertAll(a => a.Milliseconds);
                runs[province].Add((times.Median(), times.Percentile(0.95)));
            }
        }

        var table = new TextTable(
            $"Any indicator of any unit and days, {Asked} questions, median of {Runs} interleaved runs",
            "dossiers",
            "median ms",
            "p95 ms",
            "ratio of medians"
        );
        var before = double.NaN;
        foreach (var province in provinces)
        {
            var median = runs[province].Select(r => r.Median).Median();
            table.Add(
                Figures.Text(province.Dossiers),
                Figures.Text(median, 1),
                Figures.Text(runs[province].Select(r => r.Late).Median(), 1),
                double.IsNaN(before) ? "" : Figures.Text(median / before, 2)
            );
            before = median;
        }

        table.Print();
    }

    private static async Task BesideAsync(Options options, Province province)
    {
        var tree = await province.TreeAsync();
        var questions = Draw(tree, Dossiers.Plain, AskedPlainly);
        var plain = new Dossiers(tree);
        await using var postgres = NpgsqlDataSource.Create(province.Connection);
        var table = new TextTable(
            $"The same {AskedPlainly} shares at {Figures.Text(province.Dossiers)} dossiers",
            "asked of",
            "median ms",
            "p95 ms"
        );
        var ours = await province.AskAsync(questions);
        Add("folded cells", ours);
        Add("the table of dossiers, plain SQL", await plain.AskAsync(questions, postgres));
        Add("DuckDB, the same SQL", await plain.AskDuckAsync(questions, postgres, options));
        table.Print();

        void Add(string name, List<Answer> answers)
        {
            for (var i = 0; i < questions.Count; i++)
            {
                if (answers[i].Share != ours[i].Share)
                {
                    throw new InvalidOperationException(
                        $"{name}: {questions[i]} gives {answers[i].Share}, the cells {ours[i].Share}."
                    );
                }
            }

            var times = answers.ConvertAll(a => a.Milliseconds);
            table.Add(
                name,
                Figures.Text(times.Median(), 1),
                Figures.Text(times.Percentile(0.95), 1)
            );
        }
    }

    /// <summary>Any day begins it; it is a day long or as long as all, every length as likely as its double.</summary>
    private static List<Question> Draw(
        UnitTree tree,
        IReadOnlyList<Definition> definitions,
        int count
    )
    {
        var random = new Random(Seed);
        var units = tree.All.OrderBy(u => u.Key, StringComparer.Ordinal).ToList();
        var all = Last.DayNumber - First.DayNumber + 1;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var length = (int)Math.Pow(all, random.NextDouble());
                    var from = First.AddDays(random.Next(all - length + 1));
                    return new Question(
                        // Every fourth is of the whole province, the one with most to add up.
                        random.Next(4) == 0
                            ? units.First(u => u.ParentId is null)
                            : units[random.Next(units.Count)],
                        definitions[random.Next(definitions.Count)],
                        from,
                        from.AddDays(length - 1)
                    );
                }),
        ];
    }

    private static async Task<Province> SimulateAsync(BenchServer server, int dossiers)
    {
        var name = $"figure_{dossiers}";
        var target = await server.CreateDatabaseAsync(name, ";Command Timeout=0");
        await SimulatedProvince.FillAsync(target, dossiers);
        return new Province(name, target, dossiers);
    }

    /// <summary>
    /// The facts of the province ten times over, each copy a week later than the one before, so that cells grow with them. There are
    /// no dossiers behind the copies: figures do not read them.
    /// </summary>
    private static async Task<Province> MultiplyAsync(BenchServer server, Province province)
    {
        var name = province.Name + "_large";
        await province.CloseAsync();
        await server.AskAsync($"create database {name} template {province.Name}");
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.Connection)
            {
                Database = name,
                CommandTimeout = 0,
                Pooling = false,
            }.ToString()
        );
        // Figures are read from cells alone: the indexes of the facts serve other questions.
        await using var command = source.CreateCommand(
            $"""
            do $$ declare i text; begin
                for i in select indexrelid::regclass::text from pg_index where indrelid = 'facts'::regclass and not indisprimary
                loop execute 'drop index ' || i; end loop;
            end $$;
            insert into facts (subject_id, unit_id, procedure_id, channel, day, kind, traits, count, event_id, recorded_on)
            select gen_random_uuid(), unit_id, procedure_id, channel, day + 7 * n, kind, traits, count, event_id, recorded_on
            from facts cross join generate_series(1, {Copies - 1}) n;
            analyze facts
            """
        );
        await command.ExecuteNonQueryAsync();
        return new Province(
            name,
            new DatabaseTarget(
                true,
                new NpgsqlConnectionStringBuilder(server.Connection)
                {
                    Database = name,
                    CommandTimeout = 0,
                }.ToString()
            ),
            province.Dossiers * Copies
        );
    }

    private sealed record Question(Unit Unit, Definition Definition, DateOnly From, DateOnly To)
    {
        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Definition.Indicator} of {Unit.Key}, {From:yyyy-MM-dd} to {To:yyyy-MM-dd}"
            );
    }

    private readonly record struct Answer(double Milliseconds, Share Share);

    /// <summary>The same shares as anybody would write them over the table of dossiers.</summary>
    private sealed class Dossiers(UnitTree tree)
    {
        public static readonly string[] Columns =
        [
            "unit_id",
            "first_unit_id",
            "parent_id",
            "channel",
            "received_on",
            "closed_on",
            "result",
            "timeliness",
        ];

        /// <summary>Shares counted from dossiers.</summary>
        public static readonly IReadOnlyList<Definition> All =
        [
            .. DefinitionBook.Shipped.All.Where(d =>
                d is { Source: FigureSource.Dossiers, Numerator: not null, Denominator: not null }
            ),
        ];

        public static readonly IReadOnlyList<Definition> Plain =
        [
            .. All.Where(d => d.Indicator is "on-time" or "online-filing"),
        ];

        public async Task<List<Answer>> AskAsync(
            IEnumerable<Question> questions,
            NpgsqlDataSource postgres
        )
        {
            var answers = new List<Answer>();
            foreach (var question in questions)
            {
                var sql = Text(question);
                var time = Stopwatch.StartNew();
                await using var command = postgres.CreateCommand(sql);
                await using var reader = await command.ExecuteReaderAsync();
                await reader.ReadAsync();
                answers.Add(
                    new Answer(
                        time.Elapsed.TotalMilliseconds,
                        new Share(reader.GetInt64(0), reader.GetInt64(1))
                    )
                );
            }

            return answers;
        }

        /// <summary>In a process of its own that holds the columns the shares ask for in memory; its start is not counted.</summary>
        public async Task<List<Answer>> AskDuckAsync(
            IEnumerable<Question> questions,
            NpgsqlDataSource postgres,
            Options options
        )
        {
            var table = Path.Combine(options.Folder, "dossiers.csv");
            await using (var writer = File.CreateText(table))
            {
                await using var from = await postgres.OpenConnectionAsync();
                using var reader = await from.BeginTextExportAsync(
                    $"copy (select {string.Join(", ", Columns)} from onestop_dossiers) to stdout (format csv, header)"
                );
                while (await reader.ReadLineAsync() is { } line)
                {
                    await writer.WriteLineAsync(line);
                }
            }

            var file = Path.Combine(options.Folder, "questions.json");
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(questions.Select(Text)));
            var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
            foreach (var argument in new[] { options.DuckScript, options.Packages, table, file })
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ?
                [
                    .. JsonSerializer
                        .Deserialize<double[][]>(output)!
                        .Select(a => new Answer(a[0], new Share((long)a[1], (long)a[2]))),
                ]
                : throw new InvalidOperationException("DuckDB could not be asked.");
        }

        private string Text(Question question)
        {
            var ids = string.Join(
                ", ",
                new ScopeFinder(tree).Find(question.Unit.Key)!.Units.Select(u => $"'{u.Id}'")
            );
            var (unit, day, hit, counted) =
                question.Definition.Indicator == "on-time"
                    ? (
                        "unit_id",
                        "closed_on",
                        "timeliness <> 'Late'",
                        " and result in ('Granted', 'Refused')"
                    )
                    : ("first_unit_id", "received_on", "channel = 'Online'", "");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"select count(*) filter (where {hit}), count(*) from onestop_dossiers where parent_id is null and {unit} in ({ids}) and {day} >= date '{question.From:yyyy-MM-dd}' and {day} <= date '{question.To:yyyy-MM-dd}'{counted}"
            );
        }
    }

    private sealed class Province(string name, DatabaseTarget target, int dossiers)
        : IAsyncDisposable
    {
        private ServiceProvider? services;

        public string Name => name;

        public string Connection => target.Connection;

        public int Dossiers => dossiers;

        public ServiceProvider Services =>
            services ??= new ServiceCollection()
                .AddProduct(target.WithoutTimeLimit(), new DemonstrationMode(true))
                .AddSingleton<ICurrentUser, Everybody>()
                .BuildServiceProvider();

        public async Task<UnitTree> TreeAsync()
        {
            await using var scope = Services.CreateAsyncScope();
            return await scope
                .ServiceProvider.GetRequiredService<UnitDirectory>()
                .GetAsync(CancellationToken.None);
        }

        public async Task<List<Answer>> AskAsync(IEnumerable<Question> questions)
        {
            var answers = new List<Answer>();
            foreach (var question in questions)
            {
                var time = Stopwatch.StartNew();
                await using var scope = Services.CreateAsyncScope();
                var tree = await scope
                    .ServiceProvider.GetRequiredService<UnitDirectory>()
                    .GetAsync(CancellationToken.None);
                var definition = question.Definition;
                var table = await scope
                    .ServiceProvider.GetRequiredService<FigureReader>()
                    .ReadAsync(
                        new ScopeFinder(tree).Find(question.Unit.Key)!,
                        [new Interval("days", question.From, question.To)],
                        Grouping.Level,
                        [definition.Numerator!, definition.Denominator!],
                        CancellationToken.None
                    );
                var share = table.TotalShare(
                    definition.Level,
                    definition.Numerator!,
                    definition.Denominator!,
                    "days"
                );
                answers.Add(new Answer(time.Elapsed.TotalMilliseconds, share));
            }

            return answers;
        }

        /// <summary>A database with connections cannot be copied.</summary>
        public async Task CloseAsync()
        {
            if (services is not null)
            {
                await services.DisposeAsync();
                services = null;
            }

            NpgsqlConnection.ClearAllPools();
        }

        public async ValueTask DisposeAsync() => await CloseAsync();
    }
}
