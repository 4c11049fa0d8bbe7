namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>
/// Competition ranks: one more than the number of greater totals, so that equal totals share a place and the places
/// after them are left out (15, 15, 17). Who has no total has no place and takes none.
/// </summary>
public static class Ranking
{
    public static IReadOnlyList<int?> Of(IReadOnlyList<decimal?> totals)
    {
        var descending = totals.OfType<decimal>().OrderDescending().ToList();
        var places = new Dictionary<decimal, int>();
        foreach (var (greater, total) in descending.Index())
        {
            places.TryAdd(total, greater + 1);
        }

        return [.. totals.Select(t => t is { } total ? places[total] : (int?)null)];
    }
}
