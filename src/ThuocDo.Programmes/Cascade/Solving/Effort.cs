namespace ThuocDo.Programmes.Cascade.Solving;

/// <summary>
/// How much work an answer may cost, in cells of a tableau that are computed anew; some ten million take a second. It
/// counts work and not time, so that a slow machine gives the same answer as a fast one.
/// </summary>
/// <param name="cells">For all questions together; one question may cost a tenth.</param>
public sealed class Effort(long cells)
{
    public const long Default = 100_000_000;

    private readonly long share = cells / 10;
    private long left = cells;
    private long question = cells;

    /// <summary>Begins another question.</summary>
    public void Begin() => question = Math.Min(left, share);

    /// <exception cref="NotDecidedException">The work is used up.</exception>
    public void Spend(long amount)
    {
        left -= amount;
        question -= amount;
        if (question < 0)
        {
            throw new NotDecidedException();
        }
    }
}

/// <summary>A question was not answered within its <see cref="Effort"/>.</summary>
public sealed class NotDecidedException : Exception;
