namespace ThuocDo.Programmes.Cascade.Reasoning;

internal static class Minimal
{
    /// <summary>
    /// A part of the items for which it still holds, and of which nothing can be left out. What stands first is left out
    /// first. It must hold for all items, and for more whenever it holds for fewer.
    /// </summary>
    public static IReadOnlyList<T> Subset<T>(
        IReadOnlyList<T> items,
        Func<IReadOnlyList<T>, bool> holds
    )
    {
        var kept = items;
        for (var i = 0; i < kept.Count; )
        {
            IReadOnlyList<T> without = [.. kept.Take(i), .. kept.Skip(i + 1)];
            if (holds(without))
            {
                kept = without;
            }
            else
            {
                i++;
            }
        }

        return kept;
    }
}
