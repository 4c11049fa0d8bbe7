using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling;

/// <summary>
/// A document that adopts a plan and goes straight on with its figures, without any section called objectives: "Điều 1. Thông qua Kế hoạch …,
/// với những nội dung chủ yếu sau: 1. Về kinh tế …". What no heading says otherwise of is then the plan itself.
/// </summary>
public static class PlanAlone
{
    /// <summary>Fewer shares than this are no plan of targets.</summary>
    private const int FewestShares = 3;

    private const int LongestOpening = 500;

    public static bool Is(Outline outline) =>
        outline.Sections.All(s => s.Role != SectionRole.Objective)
        && outline
            .Blocks.Where(b => b.Zone == Zone.Body && b.Section is { Role: SectionRole.None })
            .Sum(b => b.Block.Text.Count(c => c == '%')) >= FewestShares
        && outline.Blocks.Any(b => b.Zone != Zone.Closing && Adopts(b.Block));

    /// <summary>What supports or grants is no target, whatever its share.</summary>
    public static Surroundings In(Surroundings around, Sentence sentence) =>
        around.Role == SectionRole.None && !sentence.Has(WordClass.LimitWord)
            ? around with
            {
                Role = SectionRole.Objective,
            }
            : around;

    private static bool Adopts(Block block) =>
        block.Text.Length < LongestOpening
        && block.Text.EndsWith(':')
        && new Sentence(block.Text) is { Count: > 0 } sentence
        && sentence.Has(WordClass.Issue)
        && sentence.Has(WordClass.Document)
        && !sentence.Is(0, WordClass.Preamble);
}
