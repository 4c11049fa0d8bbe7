using System.Globalization;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>What can be said of one seal by itself and the seal before it.</summary>
public static class SealCheck
{
    /// <param name="chainRoot">Computed from the history between the two horizons.</param>
    /// <param name="trusted">The keys of the keys folder; where it is empty the key on the seal must do.</param>
    public static IEnumerable<Finding> Find(
        Seal seal,
        Seal? before,
        IReadOnlyCollection<SealedFigure> figures,
        byte[] chainRoot,
        IReadOnlyDictionary<string, PublicSealKey> trusted
    )
    {
        var number = (before?.Number ?? 0) + 1;
        if (seal.Number != number)
        {
            yield return Finding(seal, "number", Text(number), Text(seal.Number));
        }

        if (before is not null && seal.Month != before.Month.AddMonths(1))
        {
            yield return Finding(
                seal,
                "month",
                Canonical.Day(before.Month.AddMonths(1)),
                Canonical.Day(seal.Month)
            );
        }

        if (figures.Count != seal.FigureCount)
        {
            yield return Finding(seal, "figure-count", Text(seal.FigureCount), Text(figures.Count));
        }

        foreach (
            var (field, expected, found) in new[]
            {
                ("previous-hash", before?.Hash ?? new byte[32], seal.PreviousHash),
                ("chain-root", chainRoot, seal.ChainRoot),
                ("figure-root", SealedFigure.Root(figures), seal.FigureRoot),
                ("hash", seal.ComputeHash(), seal.Hash),
            }
        )
        {
            if (!expected.AsSpan().SequenceEqual(found))
            {
                yield return Finding(seal, field, Hex(expected), Hex(found));
            }
        }

        if (KeyFinding(seal, trusted) is { } key)
        {
            yield return key;
        }
        else if (!PublicSealKey.Verifies(seal.PublicKey, seal.Hash, seal.Signature))
        {
            yield return Finding(seal, "signature", "valid", "invalid");
        }
    }

    public static Finding Finding(Seal seal, string field, string expected, string found) =>
        new(
            "seal",
            Text(seal.Number),
            seal.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            field,
            expected,
            found
        );

    /// <summary>Whoever can write the database can write a key of his own beside a seal of his own.</summary>
    private static Finding? KeyFinding(
        Seal seal,
        IReadOnlyDictionary<string, PublicSealKey> trusted
    )
    {
        if (PublicSealKey.IdOf(seal.PublicKey) != seal.KeyId)
        {
            return Finding(seal, "key", PublicSealKey.IdOf(seal.PublicKey), seal.KeyId);
        }

        if (trusted.Count == 0)
        {
            return null;
        }

        if (!trusted.TryGetValue(seal.KeyId, out var key))
        {
            return Finding(seal, "key", string.Join(' ', trusted.Keys.Order()), seal.KeyId);
        }

        return key.IsDemonstration == seal.IsDemonstration
            ? null
            : Finding(
                seal,
                "demonstration",
                key.IsDemonstration ? "true" : "false",
                seal.IsDemonstration ? "true" : "false"
            );
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
