using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>A case that can be asked about, and the stratum it lies in.</summary>
public readonly record struct FrameCase(Guid Id, string Stratum);

/// <summary>What a draw takes from one stratum.</summary>
/// <param name="Stratum">Its key; where strata were joined, the keys by a plus sign.</param>
/// <param name="Cases">How many cases it holds.</param>
/// <param name="Drawn">The cases drawn, in the order of their tickets; none where the unit has too few to be asked.</param>
public sealed record StratumDraw(string Stratum, int Cases, IReadOnlyList<Guid> Drawn);

/// <summary>
/// Draws a stratified sample that anybody can draw again. Each case has a ticket: the SHA-256 of the seed in lower-case
/// hexadecimal digits, a colon and the case's key in the form <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>, in UTF-8. Of a stratum the
/// lowest tickets are drawn. The order in which the cases are given has no influence.
/// </summary>
public static class Sampling
{
    public const int SeedBytes = 32;

    /// <summary>What is made known before the draw: whoever sees the seed afterwards can check that it is the same.</summary>
    public static string CommitmentTo(byte[] seed) =>
        Convert.ToHexStringLower(SHA256.HashData(seed));

    public static byte[] Ticket(string seedHex, Guid id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seedHex}:{id:D}"));

    /// <param name="frame">Every case once.</param>
    /// <param name="size">How many to draw.</param>
    /// <param name="least">As in <see cref="Plan"/>.</param>
    /// <param name="seed">Made before the frame was known.</param>
    /// <exception cref="ArgumentException">A case stands in the frame twice.</exception>
    public static IReadOnlyList<StratumDraw> Draw(
        IEnumerable<FrameCase> frame,
        int size,
        int least,
        byte[] seed
    )
    {
        var seedHex = Convert.ToHexStringLower(seed);
        var cases = frame.ToList();
        if (cases.DistinctBy(c => c.Id).Count() != cases.Count)
        {
            throw new ArgumentException("A case stands in the frame twice.", nameof(frame));
        }

        return
        [
            .. Plan(cases, size, least)
                .Select(p => new StratumDraw(
                    p.Stratum.Key,
                    p.Stratum.Members.Count,
                    [
                        .. p
                            .Stratum.Members.Select(id =>
                                (id, Text: Convert.ToHexString(Ticket(seedHex, id)))
                            )
                            .OrderBy(t => t.Text, StringComparer.Ordinal)
                            .Take(p.Size)
                            .Select(t => t.id),
                    ]
                )),
        ];
    }

    /// <summary>
    /// The strata and how many cases each will give, which needs no seed. A stratum with too few cases is joined with its neighbour within
    /// its own unit (the first part of its key), never with one of another unit: a figure of a unit holds that unit and no other. Of a
    /// unit that has too few cases in all nobody is asked, because answers of so few would name people.
    /// </summary>
    /// <param name="frame">Every case once.</param>
    /// <param name="size">How many to draw.</param>
    /// <param name="least">At least so many cases in a stratum, and so many drawn from it.</param>
    public static IReadOnlyList<(Joined<Guid> Stratum, int Size)> Plan(
        IEnumerable<FrameCase> frame,
        int size,
        int least
    )
    {
        var strata = frame
            .GroupBy(c => c.Stratum)
            .Select(g => new Joined<Guid>(g.Key, [.. g.Select(c => c.Id)]))
            .GroupBy(s => s.Key.Split('|')[0])
            .OrderBy(u => u.Key, StringComparer.Ordinal)
            .SelectMany(u => Neighbours.Join(u, s => s.Members.Count < least))
            .ToList();
        var sizes = Allocate(
            [.. strata.Select(s => s.Members.Count < least ? 0 : s.Members.Count)],
            size,
            least
        );
        return [.. strata.Zip(sizes)];
    }

    /// <summary>
    /// Shares a sample among strata in proportion to their cases, by the greatest quotient of cases and twice the places given plus
    /// one (Sainte-Laguë), after each stratum was given the least number. So the sample is greater than asked where the least numbers
    /// alone are more, and smaller where there are not so many cases. Equal quotients: the stratum that stands first.
    /// </summary>
    public static IReadOnlyList<int> Allocate(IReadOnlyList<int> cases, int size, int least)
    {
        var places = cases.Select(n => Math.Min(n, least)).ToArray();
        var queue = new PriorityQueue<int, (double Quotient, int Place)>();
        for (var i = 0; i < places.Length; i++)
        {
            Offer(i);
        }

        for (
            var left = size - places.Sum();
            left > 0 && queue.TryDequeue(out var next, out _);
            left--
        )
        {
            places[next]++;
            Offer(next);
        }

        return places;

        void Offer(int i)
        {
            if (places[i] < cases[i])
            {
                queue.Enqueue(i, (-cases[i] / ((2.0 * places[i]) + 1), i));
            }
        }
    }
}

/// <summary>Members of one stratum, or of several that were joined.</summary>
public sealed record Joined<T>(string Key, IReadOnlyList<T> Members);

/// <summary>
/// The rule by which a stratum that is too small for itself finds company: strata stand in the order of their keys, whose parts are
/// parted by bars (unit|field|channel); the first one that is too small joins the stratum before or after it, whichever shares more of the
/// leading parts of its key, on equal terms the one before. This is repeated until none is too small or only one is left.
/// </summary>
public static class Neighbours
{
    public static IReadOnlyList<Joined<T>> Join<T>(
        IEnumerable<Joined<T>> strata,
        Func<Joined<T>, bool> isTooSmall
    )
    {
        var rows = strata.OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
        while (rows.Count > 1 && rows.FindIndex(s => isTooSmall(s)) is var i and >= 0)
        {
            var before = i > 0 ? Shared(rows[i - 1].Key.Split('+')[^1], rows[i].Key) : -1;
            var after =
                i + 1 < rows.Count
                    ? Shared(rows[i + 1].Key.Split('+')[0], rows[i].Key.Split('+')[^1])
                    : -1;
            var first = before >= after ? i - 1 : i;
            rows[first] = new(
                $"{rows[first].Key}+{rows[first + 1].Key}",
                [.. rows[first].Members, .. rows[first + 1].Members]
            );
            rows.RemoveAt(first + 1);
        }

        return rows;
    }

    private static int Shared(string one, string other) =>
        one.Split('|')
            .Zip(other.Split('+')[0].Split('|'))
            .TakeWhile(p => p.First == p.Second)
            .Count();
}
