namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <summary>A line of a bank's or gateway's statement.</summary>
/// <param name="Amount">Negative for money paid out.</param>
public sealed record StatementLine(
    int Line,
    DateOnly Day,
    string Reference,
    string? Transaction,
    decimal Amount,
    string Account
);

/// <summary>What our ledger says about one payment or refund.</summary>
public sealed record OwnLine(
    string Reference,
    string? Transaction,
    decimal Amount,
    DateOnly Day,
    string Account
);

public enum DifferenceKind
{
    /// <summary>They have it, we do not.</summary>
    MissingHere,

    /// <summary>We have it, they do not.</summary>
    MissingThere,
    Amount,

    /// <summary>They have it more than once.</summary>
    Double,
    OtherDay,
    OtherAccount,
}

public sealed record FoundDifference(
    DifferenceKind Kind,
    string Reference,
    string? Transaction,
    DateOnly Day,
    decimal? Theirs,
    decimal? Ours,
    string? Detail = null
);

/// <summary>
/// Compares a statement with the ledger and lists every difference; what it does not list agrees in reference, amount, day
/// and account. Pure: the same lines in any order give the same list.
/// </summary>
public static class Matcher
{
    /// <param name="account">Whose statement it is.</param>
    /// <param name="from">First day of the statement.</param>
    /// <param name="to">Last day of the statement.</param>
    /// <param name="ours">All entries of the account and days, and those anywhere whose reference the statement names.</param>
    public static IReadOnlyList<FoundDifference> Compare(
        string account,
        DateOnly from,
        DateOnly to,
        IEnumerable<StatementLine> theirs,
        IEnumerable<OwnLine> ours
    )
    {
        var found = new List<FoundDifference>();
        var openTheirs = theirs
            .OrderBy(t => t.Reference, StringComparer.Ordinal)
            .ThenBy(t => t.Transaction, StringComparer.Ordinal)
            .ThenBy(t => t.Day)
            .ThenBy(t => t.Amount)
            .ThenBy(t => t.Line)
            .ToList();
        var openOurs = Together(ours);
        var matched = new HashSet<(string Reference, bool IsOut)>();
        // The same transaction first, then what is left of the same reference.
        Pair((t, o) => t.Transaction is not null && t.Transaction == o.Transaction);
        Pair((_, _) => true);
        foreach (var line in openTheirs)
        {
            found.Add(
                new FoundDifference(
                    matched.Contains(KeyOf(line.Reference, line.Amount))
                        ? DifferenceKind.Double
                        : DifferenceKind.MissingHere,
                    line.Reference,
                    line.Transaction,
                    line.Day,
                    line.Amount,
                    null
                )
            );
            // A payment nobody knows here, written twice, is missing once and double once.
            matched.Add(KeyOf(line.Reference, line.Amount));
        }

        found.AddRange(
            openOurs
                .Where(o => o.Account == account && from <= o.Day && o.Day <= to)
                .Select(o => new FoundDifference(
                    DifferenceKind.MissingThere,
                    o.Reference,
                    o.Transaction,
                    o.Day,
                    null,
                    o.Amount
                ))
        );
        return
        [
            .. found
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Reference, StringComparer.Ordinal)
                .ThenBy(d => d.Kind)
                .ThenBy(d => d.Transaction, StringComparer.Ordinal),
        ];

        void Pair(Func<StatementLine, OwnLine, bool> fits)
        {
            foreach (var line in openTheirs.ToList())
            {
                var own = openOurs.FirstOrDefault(o =>
                    KeyOf(o.Reference, o.Amount) == KeyOf(line.Reference, line.Amount)
                    && fits(line, o)
                );
                if (own is null)
                {
                    continue;
                }

                openTheirs.Remove(line);
                openOurs.Remove(own);
                matched.Add(KeyOf(line.Reference, line.Amount));
                found.AddRange(Compare(line, own));
            }
        }
    }

    private static IEnumerable<FoundDifference> Compare(StatementLine line, OwnLine own)
    {
        if (own.Account != line.Account)
        {
            yield return Difference(DifferenceKind.OtherAccount, $"{own.Account} / {line.Account}");
        }

        if (own.Amount != line.Amount)
        {
            yield return Difference(DifferenceKind.Amount, null);
        }

        if (own.Day != line.Day)
        {
            yield return Difference(DifferenceKind.OtherDay, Shared.History.Canonical.Day(own.Day));
        }

        FoundDifference Difference(DifferenceKind kind, string? detail) =>
            new(
                kind,
                line.Reference,
                line.Transaction ?? own.Transaction,
                line.Day,
                line.Amount,
                own.Amount,
                detail
            );
    }

    /// <summary>One payment may stand in the ledger as two entries: what was owed, and what was too much.</summary>
    private static List<OwnLine> Together(IEnumerable<OwnLine> ours) =>
        [
            .. ours.GroupBy(o =>
                    (o.Reference, o.Transaction, o.Account, o.Day, IsOut: o.Amount < 0)
                )
                .Select(g => new OwnLine(
                    g.Key.Reference,
                    g.Key.Transaction,
                    g.Sum(o => o.Amount),
                    g.Key.Day,
                    g.Key.Account
                ))
                .OrderBy(o => o.Reference, StringComparer.Ordinal)
                .ThenBy(o => o.Transaction, StringComparer.Ordinal)
                .ThenBy(o => o.Day)
                .ThenBy(o => o.Amount),
        ];

    private static (string Reference, bool IsOut) KeyOf(string reference, decimal amount) =>
        (reference, amount < 0);
}
