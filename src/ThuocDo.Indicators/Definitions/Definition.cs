using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Definitions;

/// <summary>Where a figure comes from.</summary>
public enum FigureSource
{
    /// <summary>Counted from dossiers.</summary>
    Dossiers,

    /// <summary>Counted from the register that a module keeps.</summary>
    Register,

    /// <summary>Published by the owner of the index.</summary>
    Published,

    /// <summary>Nothing that could be counted is agreed.</summary>
    Awaited,
}

/// <summary>
/// How an indicator is read between two days: which measures stand above and below the line, for which level of
/// government. A change of method is a new version, never an overwritten one.
/// </summary>
public sealed record Definition
{
    public required string Indicator { get; init; }
    public required string Reading { get; init; }
    public required int Version { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? ValidTo { get; init; }
    public required FigureSource Source { get; init; }

    /// <summary>Which register counts it, or what is awaited.</summary>
    public string? Register { get; init; }
    public Measure? Numerator { get; init; }
    public Measure? Denominator { get; init; }

    /// <summary>Only units of this level count; none: all levels.</summary>
    public Level? Level { get; init; }

    /// <summary>
    /// Distinct people in a year: one who files in two communes is one user of the province, so the province has the figure
    /// and a unit has none. What a unit's facts hold is only who filed there first.
    /// </summary>
    public bool IsProvinceWide => Denominator?.Kind == FactKind.OnlineUser;

    /// <summary>True where more is better.</summary>
    public required bool Upwards { get; init; }
    public required Bilingual Name { get; init; }
    public required Bilingual Basis { get; init; }

    /// <summary>The version as seals and receipts name it.</summary>
    public string VersionText => Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Over everything that decides the figure, not over names: seals and receipts hold it, so that a version whose
    /// content was changed afterwards is found. Not over <see cref="ValidTo"/>: the version that follows sets it, and
    /// what was counted by this one stays as it was.
    /// </summary>
    public byte[] Hash =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"definition\n{Indicator}\n{Reading}\n{Version}\n{Canonical.Day(ValidFrom)}\n{Source}\n{Register}\n{Text(Numerator)}\n{Text(Denominator)}\n{Level}\n{(Upwards ? "up" : "down")}"
                )
            )
        );

    private static string Text(Measure? measure) =>
        measure is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{measure.Kind} +{(long)measure.Required} -{(long)measure.Excluded}"
            );

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

/// <summary>The definitions that ship in <c>data/indicators/definitions.csv</c>.</summary>
public sealed class DefinitionBook
{
    private const string File = "indicators/definitions.csv";

    private readonly ILookup<(string, string), Definition> byReading;

    public DefinitionBook(IEnumerable<Definition> definitions)
    {
        All = [.. definitions];
        byReading = All.ToLookup(d => (d.Indicator, d.Reading));
    }

    public IReadOnlyList<Definition> All { get; }

    public static DefinitionBook Shipped { get; } = new(ShippedData.Rows(File).Select(Read));

    /// <summary>The version that holds on a day; before the first version, the first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such reading.</exception>
    public Definition Find(string indicator, string reading, DateOnly day)
    {
        var versions = byReading[(indicator, reading)].OrderBy(d => d.ValidFrom).ToList();
        return versions.LastOrDefault(d => d.HoldsOn(day))
            ?? versions.FirstOrDefault()
            ?? throw new KeyNotFoundException(
                $"{File} has no reading '{reading}' of the indicator '{indicator}'."
            );
    }

    /// <summary>The version by which a figure was sealed; none if this build does not know it.</summary>
    public Definition? Find(string indicator, string reading, string version) =>
        byReading[(indicator, reading)].FirstOrDefault(d => d.VersionText == version);

    /// <summary>The definitions whose figures are counted from dossiers in a month, by its last day.</summary>
    public IEnumerable<Definition> CountedIn(DateOnly month)
    {
        var last = month.AddMonths(1).AddDays(-1);
        return All.Where(d => d.Source == FigureSource.Dossiers && d.HoldsOn(last));
    }

    private static Definition Read(CsvRow row)
    {
        var source = row.Required("source").Split(':');
        return new Definition
        {
            Indicator = row.Required("indicator"),
            Reading = row.Required("reading"),
            Version = row.Int("version"),
            ValidFrom = row.Date("valid_from"),
            ValidTo = row.OptionalDate("valid_to"),
            Source = Enum.TryParse<FigureSource>(source[0], true, out var kind)
                ? kind
                : throw new FormatException(
                    $"{File}, line {row.Line}, column source: '{source[0]}' is not known."
                ),
            Register = source.ElementAtOrDefault(1),
            Numerator = row["numerator"] is { } above ? Measures.Find(above) : null,
            Denominator = row["denominator"] is { } below ? Measures.Find(below) : null,
            Level = row.Required("level_scope") == "all" ? null : row.Enum<Level>("level_scope"),
            Upwards = row.Required("direction") == "up",
            Name = new(row.Required("name_vi"), row["name_en"]),
            Basis = new(row.Required("basis_vi"), row["basis_en"]),
        };
    }
}
