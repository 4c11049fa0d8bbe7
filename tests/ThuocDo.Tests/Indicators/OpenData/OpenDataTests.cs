using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.OpenData;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.OpenData;

/// <summary>One host whose public files every test reads.</summary>
public sealed class OpenDataHost : IAsyncLifetime
{
    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-open-");
    private TestDatabase database = null!;

    public TestWeb Web { get; private set; } = null!;

    public PublicBoard Board { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(Engine.Sqlite, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(400);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        Web = TestWeb.Over(database, AfterTheLastDay);
        Board = await Web.Services.GetRequiredService<OpenDataShelf>().BoardAsync(default);
    }

    /// <summary>Fetched by somebody who is not signed in.</summary>
    public async Task<string> FetchAsync(OpenFile file)
    {
        using var visitor = Web.NewVisitor();
        using var answer = await visitor.Client.GetAsync(file.Address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(file.MediaType);
        answer.Headers.CacheControl!.Public.ShouldBeTrue();
        var path = Path.Combine(folder.FullName, file.Name);
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(true);
    }
}

/// <summary>Readers that are not ours find in each file what the board shows.</summary>
public sealed partial class OpenDataTests(OpenDataHost host) : IClassFixture<OpenDataHost>
{
    private FigureCube Cube => host.Board.Cube;

    private sealed record Read(
        string Indicator,
        string Unit,
        string Year,
        double? Value,
        long? Numerator,
        long? Denominator,
        string Status
    );

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Cube_OfTheBoard_HoldsItsFiguresAndNoInventedNull()
    {
        foreach (var condition in host.Board.View.Conditions)
        {
            var figures = Cube.Figures.Where(f => f.Indicator == condition.Info.Key).ToList();
            figures.ShouldNotBeEmpty(condition.Info.Key);
            var main = condition.Main;
            if (main is { Growth: null, Share.IsApplicable: true })
            {
                var last = figures.MaxBy(f => f.Year)!;
                (last.Numerator, last.Denominator).ShouldBe(
                    (main.Share!.Value.Numerator, main.Share.Value.Denominator)
                );
            }

            figures.ShouldAllBe(f =>
                (f.Value == null)
                == (
                    f.Status == FigureStatus.NotApplicable
                    || f.Status == FigureStatus.NotYetMeasured
                )
            );
        }

        Cube.Figures.ShouldContain(f => f.Status == FigureStatus.NotYetMeasured);
        Cube.Figures.ShouldContain(f => f.Value != null && f.Denominator != null);
    }

    [Fact]
    public async Task JsonStat_ReadByItsToolkit_IsTheBoard() =>
        AreTheBoard(
            JsonSerializer.Deserialize<List<Read>>(
                await OpenReaders.ReadAsync("stat", await host.FetchAsync(OpenDataLinks.Stat)),
                Names
            )!
        );

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Table_ReadByDuckDb_IsTheBoard(string format) =>
        AreTheBoard(
            JsonSerializer.Deserialize<List<Read>>(
                await OpenReaders.ReadAsync(
                    "table",
                    await host.FetchAsync(
                        format == "csv" ? OpenDataLinks.Csv : OpenDataLinks.Parquet
                    )
                ),
                Names
            )!
        );

    [Fact]
    public async Task Sdmx_ReadByItsParser_IsTheBoard()
    {
        using var read = JsonDocument.Parse(
            await OpenReaders.ReadAsync("sdmx", await host.FetchAsync(OpenDataLinks.Sdmx))
        );
        var rows = read
            .RootElement.EnumerateArray()
            .Select(o =>
                (
                    Indicator: Code(o, "INDICATOR"),
                    Unit: Code(o, "UNIT"),
                    Year: Code(o, "TIME_PERIOD"),
                    Measure: Code(o, "MEASURE"),
                    Status: Code(o, "OBS_STATUS"),
                    Value: o.GetProperty("value") is { ValueKind: JsonValueKind.Number } number
                        ? number.GetDouble()
                        : (double?)null
                )
            )
            .ToList();
        AreTheBoard([
            .. rows.GroupBy(r => (r.Indicator, r.Unit, r.Year))
                .Select(g => new Read(
                    g.Key.Indicator,
                    g.Key.Unit,
                    g.Key.Year,
                    Of(g, "value"),
                    (long?)Of(g, "numerator"),
                    (long?)Of(g, "denominator"),
                    g.First().Status
                )),
        ]);

        static double? Of(
            IEnumerable<(
                string Indicator,
                string Unit,
                string Year,
                string Measure,
                string Status,
                double? Value
            )> rows,
            string measure
        ) => rows.FirstOrDefault(r => r.Measure == measure).Value;

        static string Code(JsonElement observation, string id) =>
            observation.GetProperty(id).GetString()!;
    }

    [Fact]
    public async Task Catalogue_ReadByRapperAndByJsonLd_SaysTheSameAndLeadsToTheFiles()
    {
        var turtle = Lines(
            await OpenReaders.RapperAsync(await host.FetchAsync(OpenDataLinks.Turtle))
        );
        var json = Lines(
            await OpenReaders.ReadAsync("jsonld", await host.FetchAsync(OpenDataLinks.JsonLd))
        );

        turtle.ShouldBe(json);
        turtle.Count(l => l.Contains("dcat#Distribution>", StringComparison.Ordinal)).ShouldBe(4);
        using var visitor = host.Web.NewVisitor();
        foreach (
            var address in turtle
                .Where(l => l.Contains("dcat#downloadURL>", StringComparison.Ordinal))
                .Select(l => new Uri(l.Split('<')[^1].Split('>')[0]))
        )
        {
            using var answer = await visitor.Client.GetAsync(address.AbsolutePath);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address.ToString());
        }
    }

    [Fact]
    public void Catalogue_WithAnyText_StaysReadable()
    {
        Triple[] triples =
        [
            new("https://x.vn/a b<c>", "https://x.vn/p", "\"ba\\c\"\r\n\t\u0001 é 𝄞", false, "vi"),
        ];
        Dcat.Turtle(triples)
            .ShouldBe(
                "<https://x.vn/a\\u0020b\\u003Cc\\u003E> <https://x.vn/p> \"\\\"ba\\\\c\\\"\\r\\n\\t\\u0001 é 𝄞\"@vi .\n"
            );
    }

    [Fact]
    public async Task Page_ForEverybody_ShowsTheBoardAndItsFiles()
    {
        using var visitor = host.Web.NewVisitor();
        var page = await visitor.GetAsync(OpenDataLinks.Page);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.FindAll("main tbody tr").Count.ShouldBe(host.Board.View.Conditions.Count());
        page.FindAll("main a[download]").Count.ShouldBe(OpenDataLinks.Files.Count);
    }

    private void AreTheBoard(IReadOnlyList<Read> read) =>
        read.OrderBy(f => (f.Indicator, f.Year))
            .ShouldBe(
                Cube.Figures.Select(f => new Read(
                        f.Indicator,
                        f.Unit,
                        FigureCube.Text(f.Year),
                        (double?)f.Value,
                        f.Numerator,
                        f.Denominator,
                        FigureCube.Code(f.Status)
                    ))
                    .OrderBy(f => (f.Indicator, f.Year))
            );

    /// <summary>Statements in any order; letters that one of the two writes as numbers are written out.</summary>
    private static List<string> Lines(string text) =>
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l =>
                    Number()
                        .Replace(
                            l,
                            m =>
                                char.ConvertFromUtf32(
                                    int.Parse(
                                        m.Groups[1].ValueSpan,
                                        NumberStyles.HexNumber,
                                        CultureInfo.InvariantCulture
                                    )
                                )
                        )
                )
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex(@"\\[uU]((?<=u)[0-9A-Fa-f]{4}|(?<=U)[0-9A-Fa-f]{8})")]
    private static partial Regex Number();
}
