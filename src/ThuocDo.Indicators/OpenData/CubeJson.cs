using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.OpenData;

/// <summary>The cube as JSON-stat 2.0 and as an SDMX-JSON data message 2.0. Four dimensions: indicator, unit, year, measure.</summary>
public static class CubeJson
{
    private static readonly IReadOnlyList<(
        string Code,
        string Name,
        Func<CubeFigure, decimal?> Of
    )> Measures =
    [
        ("value", "Value", f => f.Value),
        ("numerator", "Above the line", f => f.Numerator),
        ("denominator", "Below the line", f => f.Denominator),
    ];

    private static readonly FigureStatus[] Statuses = Enum.GetValues<FigureStatus>();

    /// <summary>Dense: a place without a figure is null and has no status, one whose figure has no value is null with its status.</summary>
    public static string Stat(FigureCube cube)
    {
        var values = new JsonArray();
        var statuses = new JsonObject();
        var figures = ByPlace(cube);
        foreach (var indicator in cube.Indicators)
        {
            foreach (var unit in cube.Units)
            {
                foreach (var year in cube.Years)
                {
                    var figure = figures.GetValueOrDefault((indicator.Code, unit.Code, year));
                    foreach (var measure in Measures)
                    {
                        if (figure is not null)
                        {
                            statuses[values.Count.ToString(CultureInfo.InvariantCulture)] =
                                FigureCube.Code(figure.Status);
                        }

                        values.Add(
                            figure is not null && measure.Of(figure) is { } number
                                ? JsonValue.Create(number)
                                : null
                        );
                    }
                }
            }
        }

        return Text(
            new JsonObject
            {
                ["version"] = "2.0",
                ["class"] = "dataset",
                ["label"] = Label(cube),
                ["updated"] = Day(cube),
                ["note"] = new JsonArray(Note(cube)),
                ["id"] = Array(["indicator", "unit", "year", "measure"]),
                ["size"] = new JsonArray(
                    cube.Indicators.Count,
                    cube.Units.Count,
                    cube.Years.Count,
                    Measures.Count
                ),
                ["role"] = new JsonObject
                {
                    ["time"] = Array(["year"]),
                    ["metric"] = Array(["measure"]),
                },
                ["dimension"] = new JsonObject
                {
                    ["indicator"] = Dimension(
                        "Indicator",
                        cube.Indicators.Select(i => (i.Code, Name(i.Name)))
                    ),
                    ["unit"] = Dimension("Unit", cube.Units.Select(u => (u.Code, Name(u.Name)))),
                    ["year"] = Dimension(
                        "Year",
                        cube.Years.Select(y => (FigureCube.Text(y), FigureCube.Text(y)))
                    ),
                    ["measure"] = Dimension("Measure", Measures.Select(m => (m.Code, m.Name))),
                },
                ["value"] = values,
                ["status"] = statuses,
            }
        );
    }

    /// <summary>Flat: all dimensions stand at the observation; the attribute says the status, a figure without a value is null.</summary>
    public static string Sdmx(FigureCube cube)
    {
        var indicators = Places(cube.Indicators.Select(i => i.Code));
        var units = Places(cube.Units.Select(u => u.Code));
        var years = Places(cube.Years.Select(FigureCube.Text));
        var observations = new JsonObject();
        foreach (var figure in cube.Figures)
        {
            for (var m = 0; m < Measures.Count; m++)
            {
                var value = Measures[m].Of(figure);
                // Without a value the first measure still stands, to say why.
                if (value is null && m > 0)
                {
                    continue;
                }

                observations[
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{indicators[figure.Indicator]}:{units[figure.Unit]}:{years[FigureCube.Text(figure.Year)]}:{m}"
                    )
                ] = new JsonArray(
                    value is { } number ? JsonValue.Create(number) : null,
                    System.Array.IndexOf(Statuses, figure.Status)
                );
            }
        }

        return Text(
            new JsonObject
            {
                ["meta"] = new JsonObject
                {
                    ["schema"] =
                        "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json",
                    ["id"] = "BOARD-" + Day(cube),
                    ["prepared"] = Day(cube) + "T00:00:00Z",
                    ["test"] = cube.IsDemonstration,
                    ["contentLanguages"] = Array(["vi", "en"]),
                    ["sender"] = new JsonObject { ["id"] = "THUOCDO" },
                },
                ["data"] = new JsonObject
                {
                    ["structures"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = Label(cube),
                            ["description"] = Note(cube),
                            ["dimensions"] = new JsonObject
                            {
                                ["dataSet"] = new JsonArray(),
                                ["series"] = new JsonArray(),
                                ["observation"] = new JsonArray(
                                    Component(
                                        "INDICATOR",
                                        0,
                                        cube.Indicators.Select(i => (i.Code, Name(i.Name)))
                                    ),
                                    Component(
                                        "UNIT",
                                        1,
                                        cube.Units.Select(u => (u.Code, Name(u.Name)))
                                    ),
                                    Component(
                                        "TIME_PERIOD",
                                        2,
                                        cube.Years.Select(y =>
                                            (FigureCube.Text(y), FigureCube.Text(y))
                                        )
                                    ),
                                    Component("MEASURE", 3, Measures.Select(m => (m.Code, m.Name)))
                                ),
                            },
                            ["attributes"] = new JsonObject
                            {
                                ["dataSet"] = new JsonArray(),
                                ["series"] = new JsonArray(),
                                ["observation"] = new JsonArray(
                                    Component(
                                        "OBS_STATUS",
                                        null,
                                        Statuses.Select(s =>
                                            (FigureCube.Code(s), FigureCube.Code(s))
                                        )
                                    )
                                ),
                            },
                            ["measures"] = new JsonObject
                            {
                                ["observation"] = new JsonArray(
                                    new JsonObject { ["id"] = "OBS_VALUE", ["name"] = "OBS_VALUE" }
                                ),
                            },
                            ["annotations"] = new JsonArray(),
                        }
                    ),
                    ["dataSets"] = new JsonArray(
                        new JsonObject
                        {
                            ["structure"] = 0,
                            ["action"] = "Information",
                            ["links"] = new JsonArray(),
                            ["observations"] = observations,
                        }
                    ),
                },
                ["errors"] = new JsonArray(),
            }
        );
    }

    private static Dictionary<(string, string, int), CubeFigure> ByPlace(FigureCube cube) =>
        cube.Figures.ToDictionary(f => (f.Indicator, f.Unit, f.Year));

    private static Dictionary<string, int> Places(IEnumerable<string> codes) =>
        codes.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);

    private static JsonObject Dimension(
        string label,
        IEnumerable<(string Code, string Name)> places
    )
    {
        var (index, labels) = (new JsonArray(), new JsonObject());
        foreach (var (code, name) in places)
        {
            index.Add(code);
            labels[code] = name;
        }

        return new()
        {
            ["label"] = label,
            ["category"] = new JsonObject { ["index"] = index, ["label"] = labels },
        };
    }

    private static JsonObject Component(
        string id,
        int? position,
        IEnumerable<(string Code, string Name)> values
    )
    {
        var component = new JsonObject { ["id"] = id, ["name"] = id };
        if (position is { } at)
        {
            component["keyPosition"] = at;
        }
        else
        {
            // An attribute says to what it belongs.
            component["relationship"] = new JsonObject { ["observation"] = new JsonObject() };
        }

        component["values"] = new JsonArray([
            .. values.Select(v => new JsonObject { ["id"] = v.Code, ["name"] = v.Name }),
        ]);
        return component;
    }

    private static JsonArray Array(IEnumerable<string> words) =>
        new([.. words.Select(w => JsonValue.Create(w))]);

    private static string Name(Bilingual name) => name.En is { } en ? $"{name.Vi} / {en}" : name.Vi;

    private static string Label(FigureCube cube) => Name(cube.Title);

    private static string Day(FigureCube cube) =>
        cube.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Note(FigureCube cube) =>
        (cube.IsDemonstration ? "Demonstration data: made up. " : "") + $"As of {Day(cube)}.";

    private static string Text(JsonObject json) => json.ToJsonString(Options);

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
