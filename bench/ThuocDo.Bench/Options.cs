using System.Globalization;

namespace ThuocDo.Bench;

/// <summary>What is measured and how long. The server and the folder are given by <c>bench/run</c>.</summary>
public sealed record Options
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    public int Rounds { get; init; } = 3;

    public IReadOnlyCollection<string> Matters { get; init; } =
    ["intake", "sqlite", "board", "figure", "search", "life", "proof", "compile"];

    /// <summary>Sizes of the two provinces whose boards are compared.</summary>
    public (int Small, int Large) Provinces { get; init; } = (10_000, 100_000);

    /// <summary>How many dossiers are searched.</summary>
    public int Searched { get; init; } = 1_000_000;

    /// <summary>Sizes of the two provinces in which whole lives of dossiers and any figures are compared.</summary>
    public (int Small, int Large) Lives { get; init; } = (10_000, 1_000_000);

    /// <summary>Added to the connection string, to try its settings: <c>--connection "Max Pool Size=8"</c>.</summary>
    public string ConnectionSettings { get; init; } = "";

    public string Postgres { get; } = Needed("THUOCDO_BENCH_POSTGRES");

    public string PgBench { get; } = Needed("THUOCDO_BENCH_PGBENCH");

    /// <summary>On the disk that is measured; thrown away afterwards.</summary>
    public string Folder { get; } = Needed("THUOCDO_BENCH_FOLDER");

    /// <summary>The npm packages of <c>tests/readers</c>, of which DuckDB is one.</summary>
    public string Packages { get; } = Needed("THUOCDO_BENCH_READERS");

    public string DuckScript { get; } = Needed("THUOCDO_BENCH_DUCKDB");

    /// <exception cref="FormatException">An option is unknown or its value is none; the message says which.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with
                {
                    Duration = TimeSpan.FromSeconds(2),
                    Rounds = 1,
                    Provinces = (1_000, 10_000),
                    Searched = 10_000,
                    Lives = (1_000, 10_000),
                },
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(Number(++i)) },
                "--rounds" => options with { Rounds = Number(++i) },
                "--only" => options with { Matters = Value(++i).Split(',') },
                "--connection" => options with { ConnectionSettings = ";" + Value(++i) },
                var other => throw new FormatException(
                    $"{other} is no option. There are --seconds N, --rounds N, --quick, "
                        + "--only intake,sqlite,board,figure,search,life,proof,compile and --connection SETTINGS."
                ),
            };
        }

        return options;

        string Value(int index) =>
            index < arguments.Count
                ? arguments[index]
                : throw new FormatException($"{arguments[^1]} needs a value.");

        int Number(int index) =>
            int.TryParse(
                Value(index),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number > 0
                ? number
                : throw new FormatException(
                    $"{arguments[index - 1]} {arguments[index]}: write a whole number above 0."
                );
    }

    private static string Needed(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set. Start the bench by bench/run.");
}
