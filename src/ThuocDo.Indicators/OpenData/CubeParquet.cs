using System.Globalization;
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
                indicator = f.Indicator,
                unit = f.Unit,
                year = f.Year,
                value = (double?)f.Value,
                value_unit = units[f.Indicator],
                numerator = f.Numerator,
                denominator = f.Denominator,
                status = FigureCube.Code(f.Status),
                as_of = cube.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                demonstration = cube.IsDemonstration,
            }),
            stream,
            cancellationToken: cancellation
        );
        return stream.ToArray();
    }

    /// <summary>The names are those of the columns.</summary>
#pragma warning disable IDE1006, CA1707, CA1812, SA1300
    public sealed class Row
    {
        public string indicator { get; set; } = "";
        public string unit { get; set; } = "";
        public int year { get; set; }
        public double? value { get; set; }
        public string value_unit { get; set; } = "";
        public long? numerator { get; set; }
        public long? denominator { get; set; }
        public string status { get; set; } = "";
        public string as_of { get; set; } = "";
        public bool demonstration { get; set; }
    }
#pragma warning restore IDE1006, CA1707, CA1812, SA1300
}
