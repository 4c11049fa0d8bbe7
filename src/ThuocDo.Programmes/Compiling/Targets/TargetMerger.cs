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

    public static IReadOnlyList<Target> Merge(IReadOnlyList<Target> found)
    {
        var kept = new List<Target>();
        var byValue = new Dictionary<(string, string), List<int>>();
        foreach (var target in Promoted(found))
        {
            var key = (target.Value, target.Deadline);
            var same =
                byValue.GetValueOrDefault(key)?.FindIndex(i => IsSame(kept[i], target)) ?? -1;
            if (same >= 0)
            {
                var at = byValue[key][same];
                kept[at] = kept[at] with
                {
                    LeadBody = kept[at].LeadBody.Length > 0 ? kept[at].LeadBody : target.LeadBody,
                };
                continue;
            }

            if (!byValue.TryGetValue(key, out var list))
            {
                byValue[key] = list = [];
            }

            list.Add(kept.Count);
            kept.Add(target);
        }

        return kept;
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

    private static bool IsSame(Target first, Target second)
    {
        if (first.Operator != second.Operator || first.Sentence == second.Sentence)
        {
            return false;
        }

        var (a, b) = (Words(first.Name), Words(second.Name));
        var common = a.Count(b.Contains);

        // An annex repeats the text; two places of the text may well set the same figure for like things.
        var enough = first.Kind != second.Kind ? Alike : Equal;
        return common
            >= enough
                * Math.Max(
                    1,
                    Math.Max(a.Count, b.Count) is var more && first.Kind == second.Kind
                        ? more
                        : Math.Min(a.Count, b.Count)
                );
    }

    private static HashSet<string> Words(string name) =>
        [.. Tokeniser.Read(name).Where(t => t.Kind == TokenKind.Word).Select(t => t.Text)];
}
