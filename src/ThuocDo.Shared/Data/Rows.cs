using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ThuocDo.Shared.Data;

/// <summary>Writes many rows by few statements, the same on both engines, inside the caller's transaction.</summary>
public static class Rows
{
    /// <summary>Below the smaller limit of parameters in a statement: SQLite takes 32,766, PostgreSQL 65,535.</summary>
    private const int MostParameters = 8_000;

    /// <param name="head">The statement up to and with <c>values</c>.</param>
    /// <param name="rows">One array for each row, all of the same length and without nulls.</param>
    /// <param name="tail">What follows the rows, for instance <c>on conflict …</c>.</param>
    public static async Task WriteAsync(
        ThuocDoDb db,
        string head,
        IEnumerable<object[]> rows,
        string tail,
        CancellationToken cancellation
    )
    {
        string? full = null;
        using var each = rows.GetEnumerator();
        if (!each.MoveNext())
        {
            return;
        }

        var width = each.Current.Length;
        var height = MostParameters / width;
        var values = new List<object>(width * height);
        do
        {
            values.AddRange(each.Current);
            if (values.Count == width * height)
            {
                full ??= Statement(head, width, height, tail);
                await db.Database.ExecuteSqlRawAsync(full, values, cancellation);
                values.Clear();
            }
        } while (each.MoveNext());

        if (values.Count > 0)
        {
            await db.Database.ExecuteSqlRawAsync(
                Statement(head, width, values.Count / width, tail),
                values,
                cancellation
            );
        }
    }

    private static string Statement(string head, int width, int height, string tail)
    {
        var sql = new StringBuilder(head);
        for (var i = 0; i < width * height; i++)
        {
            sql.Append(
                    i % width > 0 ? ", "
                    : i == 0 ? " ("
                    : "), ("
                )
                .Append(CultureInfo.InvariantCulture, $"{{{i}}}");
        }

        return sql.Append(") ").Append(tail).ToString();
    }
}
