using System.Globalization;

namespace ThuocDo.Bench;

/// <summary>A plain table: the first column to the left, figures to the right.</summary>
public sealed class TextTable(string title, params string[] heads)
{
    private readonly List<string[]> rows = [];

    public void Add(params object[] cells) =>
        rows.Add([.. cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)!)]);

    public void Print()
    {
        var widths = heads
            .Select((head, column) => rows.Select(r => r[column].Length).Append(head.Length).Max())
            .ToList();
        Console.WriteLine();
        Console.WriteLine(title);
        Write(heads);
        Write([.. widths.Select(w => new string('-', w))]);
        rows.ForEach(Write);

        void Write(string[] cells) =>
            Console.WriteLine(
                string.Join(
                    "  ",
                    cells.Select(
                        (cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])
                    )
                )
            );
    }
}

public static class Figures
{
    /// <summary>The value that the given share of all does not exceed.</summary>
    public static double Percentile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * share) - 1, 0, sorted.Count - 1)];
    }

    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static string Text(double value, int decimals = 0) =>
        value.ToString("N" + decimals, CultureInfo.InvariantCulture);
}
