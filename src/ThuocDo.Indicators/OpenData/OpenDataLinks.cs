namespace ThuocDo.Indicators.OpenData;

/// <summary>One file of the open data.</summary>
/// <param name="Name">Its last part of the address.</param>
/// <param name="IsCatalogue">Tells of the others instead of holding figures.</param>
public sealed record OpenFile(
    string Name,
    string MediaType,
    string Format,
    string TextKey,
    bool IsCatalogue = false
)
{
    public string Address => OpenDataLinks.Page + "/" + Name;
}

public static class OpenDataLinks
{
    public const string Page = "/so-lieu-mo";

    public static readonly OpenFile Csv = new(
        "chi-tieu.csv",
        "text/csv",
        "CSV (RFC 4180)",
        "open.file.csv"
    );
    public static readonly OpenFile Stat = new(
        "chi-tieu.stat.json",
        "application/json",
        "JSON-stat 2.0",
        "open.file.stat"
    );
    public static readonly OpenFile Sdmx = new(
        "chi-tieu.sdmx.json",
        "application/vnd.sdmx.data+json",
        "SDMX-JSON 2.0",
        "open.file.sdmx"
    );
    public static readonly OpenFile Parquet = new(
        "chi-tieu.parquet",
        "application/vnd.apache.parquet",
        "Apache Parquet",
        "open.file.parquet"
    );
    public static readonly OpenFile Turtle = new(
        "danh-muc.ttl",
        "text/turtle",
        "DCAT, Turtle",
        "open.file.turtle",
        true
    );
    public static readonly OpenFile JsonLd = new(
        "danh-muc.jsonld",
        "application/ld+json",
        "DCAT, JSON-LD",
        "open.file.jsonld",
        true
    );

    public static readonly IReadOnlyList<OpenFile> Files =
    [
        Csv,
        Stat,
        Sdmx,
        Parquet,
        Turtle,
        JsonLd,
    ];
}
