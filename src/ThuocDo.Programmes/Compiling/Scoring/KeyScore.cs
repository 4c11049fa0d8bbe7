using System.Globalization;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Programmes.Compiling.Words;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Compiling.Scoring;

/// <summary>A row of a key: what a person found in the document.</summary>
public sealed record KeyRow(string Section, string Name, string Operator, string Value, string Kind)
{
    public bool IsOptional => Kind is not ("target" or "limit" or "");

    public bool IsTarget => Kind is "target" or "";

    public static IReadOnlyList<KeyRow> Read(TextReader reader, string source) =>
        [
            .. Csv.Read(reader, source)
                .Select(r => new KeyRow(
                    r["section"] ?? "",
                    r["name"] ?? "",
                    r["operator"] ?? "",
                    r["value"] ?? "",
                    r["kind"] ?? ""
                )),
        ];
}

/// <summary>
/// Compares drafted targets with a key, as the contract of the command line says: equal value, compatible operator, half
/// of the key's words in name and sentence; each row once; optional rows are neutral; what is left is invented.
/// </summary>
public sealed class KeyScore
{
    private const double ThreeQuarters = 0.75;

    /// <summary>Operators that may stand for one another, and their mark.</summary>
    private static readonly Dictionary<(string Key, string Found), double> Marks = new()
    {
        [("=", ">=")] = 1,
        [(">=", "=")] = ThreeQuarters,
        [(">=", ">")] = ThreeQuarters,
        [(">", ">=")] = ThreeQuarters,
        [("<", "<=")] = ThreeQuarters,
        [("<=", "<")] = ThreeQuarters,
        [("reduce=", "reduce>=")] = 1,
        [("reduce>=", "reduce=")] = ThreeQuarters,
        [("growth=", "growth>=")] = 1,
        [("growth>", "growth>=")] = ThreeQuarters,
        [("growth>=", "growth>")] = ThreeQuarters,
    };

    public double Marked { get; private set; }

    public int Found { get; private set; }

    public int Expected { get; private init; }

    public IReadOnlyList<KeyRow> Missed { get; private init; } = [];

    public IReadOnlyList<Target> Invented { get; private init; } = [];

    public double Recall => Expected == 0 ? 1 : Marked / Expected;

    public double Precision => Found == 0 ? 1 : Marked / Found;

    public static KeyScore Of(IReadOnlyList<Target> drafted, IReadOnlyList<KeyRow> key)
    {
        var free = drafted.ToList();
        var missed = new List<KeyRow>();
        var (marked, found) = (0.0, 0);
        foreach (var row in key.Where(k => k.IsTarget))
        {
            var best = Best(free, row);
            if (best is not var (target, mark))
            {
                missed.Add(row);
                continue;
            }

            free.Remove(target);
            marked += mark;
            found++;
        }

        foreach (var row in key.Where(k => k.IsOptional))
        {
            if (Best(free, row) is var (target, _))
            {
                free.Remove(target);
            }
        }

        return new KeyScore
        {
            Marked = marked,
            Found = found + free.Count,
            Expected = key.Count(k => k.IsTarget),
            Missed = missed,
            Invented = free,
        };
    }

    private static (Target Target, double Mark)? Best(List<Target> free, KeyRow row)
    {
        (Target, double Mark, double Overlap)? best = null;
        foreach (var target in free)
        {
            var mark = Mark(row.Operator, target.Operator);
            var overlap =
                mark > 0 && SameValue(row.Value, target.Value) ? Overlap(row.Name, target) : 0;
            if (
                overlap >= 0.5
                && (best is not { } b || (mark, overlap).CompareTo((b.Mark, b.Overlap)) > 0)
            )
            {
                best = (target, mark, overlap);
            }
        }

        return best is { } found ? (found.Item1, found.Mark) : null;
    }

    private static double Mark(string key, string found) =>
        key == found ? 1 : Marks.GetValueOrDefault((key, found));

    private static bool SameValue(string key, string found) =>
        key == found
        || (
            decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(found, NumberStyles.Number, CultureInfo.InvariantCulture, out var b)
            && a == b
        );

    private static double Overlap(string name, Target target)
    {
        var words = Tokeniser
            .Read(name)
            .Where(t => t.Kind != TokenKind.Mark)
            .Select(t => t.Text)
            .ToList();
        var text = Tokeniser
            .Read($"{target.Name} {target.Sentence}")
            .Select(t => t.Text)
            .ToHashSet();
        return words.Count == 0 ? 1 : (double)words.Count(text.Contains) / words.Count;
    }
}
