namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>
/// Which of several figures must not be shown alone, so that no single person's answer can be read off. A figure with fewer answers than the
/// limit is hidden; and since the whole is shown, what is hidden together must not be fewer than the limit either, nor be one figure alone:
/// then the smallest shown one is hidden too.
/// </summary>
public static class SmallCells
{
    public static IReadOnlyList<bool> Hidden(IReadOnlyList<int> answers, int least)
    {
        var hidden = answers.Select(n => n > 0 && n < least).ToArray();
        while (hidden.Contains(true))
        {
            var sum = answers.Where((_, i) => hidden[i]).Sum();
            if (sum >= least && hidden.Count(h => h) > 1)
            {
                break;
            }

            var next = Enumerable
                .Range(0, hidden.Length)
                .Where(i => !hidden[i] && answers[i] > 0)
                .OrderBy(i => answers[i])
                .ThenBy(i => i)
                .Select(i => (int?)i)
                .FirstOrDefault();
            if (next is not { } smallest)
            {
                break;
            }

            hidden[smallest] = true;
        }

        return hidden;
    }
}
