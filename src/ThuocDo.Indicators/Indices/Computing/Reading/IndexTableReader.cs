using System.Globalization;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Computing.Reading;

/// <summary>Reads published parts of an index, one row for each province and year.</summary>
public static class IndexTableReader
{
    /// <param name="file">The file.</param>
    /// <param name="index">The index.</param>
    /// <param name="year">The year of all rows, for files without the column.</param>
    public static IReadOnlyList<IndexInput> Read(IndexFile file, string index, int? year = null)
    {
        var methods = new Dictionary<int, IndexMethod?>();
        var first = new Dictionary<(int, string), CsvRow>();
        var inputs = new List<IndexInput>();
        if (!file.NeedRows() | !file.Need(year is null ? ["year", "gso_code"] : ["gso_code"]))
        {
            return [];
        }

        foreach (var row in file.Rows)
        {
            if ((year ?? file.Year(row)) is not { } of)
            {
                continue;
            }

            if (!methods.TryGetValue(of, out var method))
            {
                method = methods[of] = IndexMethods.Shipped.Find(index, of);
                if (method is not null && !file.Need(method.Inputs.Select(p => p.Key)))
                {
                    return [];
                }
            }

            var code = row["gso_code"]?.Trim() ?? "";
            var name = code.Length > 0 ? code : row["province"] ?? "";
            if (method is null)
            {
                file.Refuse(
                    row,
                    "year",
                    of.ToString(CultureInfo.InvariantCulture),
                    "index-file.method",
                    index,
                    string.Join(", ", IndexMethods.Shipped.Known(index))
                );
            }
            else if (!first.TryAdd((of, name), row))
            {
                file.RefuseRepeated(row, first[(of, name)], name);
            }
            else
            {
                inputs.Add(new(of, code, Given(file, row, method)));
            }
        }

        return inputs;
    }

    private static Dictionary<string, decimal> Given(
        IndexFile file,
        CsvRow row,
        IndexMethod method
    ) =>
        method
            .Inputs.Select(p => (p.Key, Value: file.Number(row, p.Key)))
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Key, p => p.Value!.Value);
}
