using System.Globalization;
using System.Security.Cryptography;
using CsCheck;
using Shouldly;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Tests.Cli;
using Xunit;

namespace ThuocDo.Tests.Oversight.Inspections;

public sealed class DrawTests
{
    private const int Draws = 10_000;

    [Fact]
    public void Draw_ByHandFromItsDescription_IsTheSame()
    {
        // The six lines of docs/guide/inspections.md: step 1, hash of "seed:1" modulo 60.
        DrawItem[] frame = [new("a", "A", 10), new("b", "B", 20), new("c", "C", 30)];
        var seed = new byte[32];
        var first = SHA256.HashData([.. seed, (byte)':', (byte)'1']);
        var place = (int)(
            new System.Numerics.BigInteger(first, isUnsigned: true, isBigEndian: true) % 60
        );

        DrawRules
            .Draw(seed, frame, 1)
            .Single()
            .Id.ShouldBe(
                place < 10 ? "a"
                : place < 30 ? "b"
                : "c"
            );
        DrawRules.Draw(seed, frame, 5).Select(i => i.Id).Order().ShouldBe(["a", "b", "c"]);
    }

    /// <summary>Ten thousand draws of three of ten against the exact chance of each of the 120 sets: chi-square, limit at one in a thousand.</summary>
    [Fact]
    public void Weights_OverTenThousandDraws_AreThoseStated()
    {
        int[] weights = [10, 10, 10, 20, 20, 30, 30, 40, 50, 20];
        var frame = weights.Select((w, i) => new DrawItem($"p{i:00}", $"P{i}", w)).ToList();
        var counts = new int[1 << weights.Length];
        var first = new int[weights.Length];
        for (var n = 0; n < Draws; n++)
        {
            var drawn = DrawRules.Draw(SHA256.HashData(BitConverter.GetBytes(n)), frame, 3);
            counts[drawn.Sum(d => 1 << Index(d))]++;
            first[Index(drawn[0])]++;
        }

        var exact = Sets(weights);
        exact.Values.Sum().ShouldBe(1, 1e-12);
        // 119 and 9 degrees of freedom at 0.001: 172.5 and 27.9 (Wilson and Hilferty, exact within 0.1).
        exact
            .Sum(s => Math.Pow(counts[s.Key] - Draws * s.Value, 2) / (Draws * s.Value))
            .ShouldBeLessThan(172.5);
        weights
            .Select((w, i) => (Expected: Draws * w / (double)weights.Sum(), Found: first[i]))
            .Sum(f => Math.Pow(f.Found - f.Expected, 2) / f.Expected)
            .ShouldBeLessThan(27.9);

        // The chances that the page of a draw shows are those of the sets.
        var shown = Inclusion.Of(weights, 3);
        shown.Sum().ShouldBe(3, 1e-5);
        for (var i = 0; i < weights.Length; i++)
        {
            var own = exact.Where(s => (s.Key & (1 << i)) != 0).Sum(s => s.Value);
            shown[i].ShouldBe(own, 1e-5);
        }

        static int Index(DrawItem item) => int.Parse(item.Id[1..], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void File_WithAnyPartChanged_NamesIt() =>
        Gen.Select(Gen.Int[1, 50].Array[2, 12], Gen.Byte.Array[32], Gen.Int[0, 1000], Gen.Int[0, 5])
            .Sample(
                (weights, seed, pick, change) =>
                {
                    var file = FileOf(weights, seed);
                    DrawRules.Check(file, file.Commitment.All).ShouldAllBe(c => c.IsEqual);
                    DrawRules
                        .Check(DrawFile.Parse(file.ToJson()), null)
                        .ShouldAllBe(c => c.IsEqual);
                    var at = pick % weights.Length;
                    var (changed, part) = change switch
                    {
                        0 => (
                            With(file, at, i => i with { Weight = i.Weight + 1 }),
                            DrawPart.Weights
                        ),
                        1 => (With(file, at, i => i with { Name = i.Name + "x" }), DrawPart.Frame),
                        2 => (
                            file with
                            {
                                Frame = [.. file.Frame.Where((_, i) => i != at)],
                            },
                            DrawPart.Frame
                        ),
                        3 => (
                            file with
                            {
                                Seed = file.Seed[..^1] + (file.Seed[^1] == '0' ? '1' : '0'),
                            },
                            DrawPart.Seed
                        ),
                        4 => (file with { List = [.. file.List.Skip(1)] }, DrawPart.List),
                        _ => (file with { Sample = file.Sample + 1 }, DrawPart.Commitment),
                    };
                    DrawRules.Check(changed, null).ShouldContain(c => c.Part == part && !c.IsEqual);

                    // Everything made anew and consistent: only the line that somebody copied down beforehand tells.
                    var other = FileOf([.. weights.Select(w => w + 1)], seed);
                    DrawRules.Check(other, null).ShouldAllBe(c => c.IsEqual);
                    DrawRules
                        .Check(other, file.Commitment.All)
                        .Single(c => !c.IsEqual)
                        .Part.ShouldBe(DrawPart.Commitment);
                },
                iter: 300
            );

    [Fact]
    public async Task Command_OverFiles_SaysEqualChangedOrUnreadable()
    {
        var folder = Directory.CreateTempSubdirectory("thuocdo-draw-");
        try
        {
            var path = Path.Combine(folder.FullName, "boc-tham.json");
            var file = FileOf([3, 1, 2, 5], new byte[32]);
            await File.WriteAllTextAsync(path, file.ToJson());
            var good = await CommandLine.RunAsync(
                "draw",
                "verify",
                path,
                "--commitment",
                file.Commitment.All.ToUpperInvariant()
            );
            good.Code.ShouldBe(0, good.Error);
            good.Lines.ShouldContain(l => l.StartsWith("weights,equal,", StringComparison.Ordinal));

            await File.WriteAllTextAsync(path, With(file, 1, i => i with { Weight = 40 }).ToJson());
            var bad = await CommandLine.RunAsync("draw", "verify", path);
            bad.Code.ShouldBe(1);
            bad.Lines.ShouldContain(l =>
                l.StartsWith("weights,changed,", StringComparison.Ordinal)
            );
            bad.Lines.ShouldContain(l => l.StartsWith("seed,equal,", StringComparison.Ordinal));

            foreach (var text in new[] { "", "[]", "{}", "{\"frame\":null}", "x" })
            {
                await File.WriteAllTextAsync(path, text);
                (await CommandLine.RunAsync("draw", "verify", path)).Code.ShouldBe(2, text);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The chance of each set of three, as bits, by going through all orders.</summary>
    private static Dictionary<int, double> Sets(int[] weights)
    {
        var sets = new Dictionary<int, double>();
        double total = weights.Sum();
        for (var a = 0; a < weights.Length; a++)
        {
            for (var b = 0; b < weights.Length; b++)
            {
                for (var c = 0; c < weights.Length; c++)
                {
                    if (a != b && a != c && b != c)
                    {
                        var key = (1 << a) | (1 << b) | (1 << c);
                        sets[key] =
                            sets.GetValueOrDefault(key)
                            + weights[a]
                                / total
                                * weights[b]
                                / (total - weights[a])
                                * weights[c]
                                / (total - weights[a] - weights[b]);
                    }
                }
            }
        }

        return sets;
    }

    private static DrawFile FileOf(int[] weights, byte[] seed)
    {
        var frame = weights.Select((w, i) => new DrawItem($"p{i:00}", $"P{i}", w)).ToList();
        return new DrawFile
        {
            Format = DrawRules.Format,
            Round = "2025-01/1",
            Sample = 2,
            Commitment = DrawRules.Commit("2025-01/1", 2, frame, DrawRules.HashOf(seed)),
            Seed = Convert.ToHexStringLower(seed),
            Frame = frame,
            List = [.. DrawRules.Draw(seed, frame, 2).Select(i => i.Id)],
        };
    }

    private static DrawFile With(DrawFile file, int at, Func<DrawItem, DrawItem> change) =>
        file with
        {
            Frame = [.. file.Frame.Select((item, i) => i == at ? change(item) : item)],
        };
}
