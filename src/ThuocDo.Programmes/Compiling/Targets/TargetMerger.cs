using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// A target repeated elsewhere is one target: the text keeps it, an annex adds who leads it. A document that sets no
/// objectives of its own has those its sentences strive for.
/// </summary>
public static class TargetMerger
{
    private const double Alike = 0.6;
    private const double Equal = 0.92;

    private const int MostCompared = 12;

    /// <summary>The targets, and for each that was found the one it became.</summary>
    public static (IReadOnlyList<Target> Targets, IReadOnlyList<int> Became) Merge(
        IReadOnlyList<Target> found
    )
    {
        var kept = new List<(Target Target, HashSet<string> Words)>();
        var became = new List<int>(found.Count);
        var byValue = new Dictionary<(string, string, string), List<int>>();
        foreach (var target in Promoted(found))
        {
            var key = (target.Operator, target.Value, target.Deadline);
            if (!byValue.TryGetValue(key, out var alike))
            {
                byValue[key] = alike = [];
            }

            var words = WordsOf(target.Name);
            var same = Same(kept, alike, target, words);
            if (same < 0)
            {
                same = kept.Count;
                alike.Add(same);
                kept.Add((target, words));
            }
            else if (kept[same].Target is { LeadBody: "" } first)
            {
                kept[same] = (first with { LeadBody = target.LeadBody }, kept[same].Words);
            }

            became.Add(same);
        }

        return ([.. kept.Select(k => k.Target)], became);
    }

    private static int Same(
        List<(Target Target, HashSet<string> Words)> kept,
        List<int> alike,
        Target target,
        HashSet<string> words
    )
    {
        for (var i = Math.Max(0, alike.Count - MostCompared); i < alike.Count; i++)
        {
            var (other, otherWords) = kept[alike[i]];
            if (other.Sentence != target.Sentence && IsSame(other, otherWords, target, words))
            {
                return alike[i];
            }
        }

        return -1;
    }

    /// <summary>Without any target among objectives, the annex or the tasks hold them.</summary>
    private static IEnumerable<Target> Promoted(IReadOnlyList<Target> found)
    {
        if (found.Any(t => t.Kind == TargetKind.Target))
        {
            return found;
        }

        return found.Any(t => t.Kind == TargetKind.AnnexOnly)
            ? found.Select(t =>
                t.Kind == TargetKind.AnnexOnly ? t with { Kind = TargetKind.Target } : t
            )
            : found.Select(t =>
                t is { Kind: TargetKind.TaskNumber, IsStrivenFor: true }
                    ? t with
                    {
                        Kind = TargetKind.Target,
                    }
                    : t
            );
    }

    /// <summary>An annex shortens the text it repeats; two places of the text may set one figure for like things.</summary>
    private static bool IsSame(
        Target first,
        HashSet<string> firstWords,
        Target second,
        HashSet<string> secondWords
    )
    {
        var common = firstWords.Count(secondWords.Contains);
        return first.Kind != second.Kind
            ? common >= Alike * Math.Max(1, Math.Min(firstWords.Count, secondWords.Count))
            : common >= Equal * Math.Max(1, Math.Max(firstWords.Count, secondWords.Count));
    }

    private static HashSet<string> WordsOf(string name) =>
        [.. Tokeniser.Read(name).Where(t => t.Kind == TokenKind.Word).Select(t => t.Text)];
}
