using System.Globalization;
using System.Text;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.OpenData;

/// <summary>The cube as comma-separated text (RFC 4180): one line for each figure, numbers with a point, no value where there is none.</summary>
public static class CubeCsv
{
    public static string Of(FigureCube cube)
    {
        var names = cube.Indicators.ToDictionary(i => i.Code);
        var text = new StringBuilder(
            CsvText.Line(
                "indicator",
                "name_vi",
                "name_en",
                "unit",
                "year",
                "value",
                "value_unit",
                "numerator",
                "denominator",
                "status",
                "as_of",
                "demonstration"
            )
        );
        foreach (var figure in cube.Figures)
        {
            var indicator = names[figure.Indicator];
            text.Append(
                CsvText.Line(
                    figure.Indicator,
                    indicator.Name.Vi,
                    indicator.Name.En ?? "",
                    figure.Unit,
                    FigureCube.Text(figure.Year),
                    figure.Value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "",
                    indicator.Unit,
                    figure.Numerator?.ToString(CultureInfo.InvariantCulture) ?? "",
                    figure.Denominator?.ToString(CultureInfo.InvariantCulture) ?? "",
                    FigureCube.Code(figure.Status),
                    cube.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    cube.IsDemonstration ? "true" : "false"
                )
            );
        }

        return text.ToString();
    }
}
