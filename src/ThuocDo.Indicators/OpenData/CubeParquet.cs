using System.Globalization;
using System.Text.Json.Serialization;
using Parquet.Serialization;

namespace ThuocDo.Indicators.OpenData;

/// <summary>The cube as Apache Parquet, the columns of the CSV file; a figure without a value is null.</summary>
public static class CubeParquet
{
    public static async Task<byte[]> OfAsync(FigureCube cube, CancellationToken cancellation)
    {
        var units = cube.Indicators.ToDictionary(i => i.Code, i => i.Unit);
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(
            cube.Figures.Select(f => new Row
            {
                Indicator = f.Indicator,
                Unit = f.Unit,
                Year = f.Year,
                Value = (double?)f.Value,
                ValueUnit = units[f.Indicator],
                Numerator = f.Numerator,
                Denominator = f.Denominator,
                Status = FigureCube.Code(f.Status),
                AsOf = cube.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                IsDemonstration = cube.IsDemonstration,
            }),
            stream,
            cancellationToken: cancellation
        );
        return stream.ToArray();
    }

    /// <summary>One figure, under the names of the columns.</summary>
    public sealed class Row
    {
        [JsonPropertyName("indicator")]
        public string Indicator { get; set; } = "";

        [JsonPropertyName("unit")]
        public string Unit { get; set; } = "";

        [JsonPropertyName("year")]
        public int Year { get; set; }

        [JsonPropertyName("value")]
        public double? Value { get; set; }

        [JsonPropertyName("value_unit")]
        public string ValueUnit { get; set; } = "";

        [JsonPropertyName("numerator")]
        public long? Numerator { get; set; }

        [JsonPropertyName("denominator")]
        public long? Denominator { get; set; }

        [JsonPropertyName("status")]
        public string Status { get; set; } = "";

        [JsonPropertyName("as_of")]
        public string AsOf { get; set; } = "";

        [JsonPropertyName("demonstration")]
        public bool IsDemonstration { get; set; }
    }
}
