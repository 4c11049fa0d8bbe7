using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices;

/// <summary>
/// One published index of the province: the results over the years, how far they are from the conditions of the programme,
/// and the way from parts to total. Public; the conditions are shown to those who may see the board.
/// </summary>
[PublicPage]
public sealed class IndexPageModel(
    Clock clock,
    ICurrentUser user,
    IndexLibrary library,
    IConditionSource conditions,
    Texts texts
) : PageModel
{
    public PublishedIndex Index { get; private set; } = null!;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<IndexYear> Years { get; private set; } = [];

    /// <summary>The year whose parts are shown, the last with parts unless another was asked for.</summary>
    public IndexYear? Chosen { get; private set; }

    public bool MayImport => user.Can(Permissions.IndexManage);

    public IReadOnlyList<ConditionInfo> Conditions { get; private set; } = [];

    /// <summary>Of all years, in their order: parts come and go with the method.</summary>
    public IReadOnlyList<(string Key, Bilingual Name)> Parts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string index,
        [FromQuery(Name = "nam")] int? year,
        CancellationToken cancellation
    )
    {
        if (IndexLinks.Find(index) is not { } found)
        {
            return NotFound();
        }

        Index = found;
        Conditions = user.Can(Permissions.BoardView)
            ? [.. (await conditions.ConditionsAsync(cancellation)).Where(IsOnIndex)]
            : [];
        Years =
        [
            .. (await library.BookAsync(cancellation))
                .Known(Index.Key, clock.Today)
                .Select(e => IndexYear.Of(e, Conditions)),
        ];
        Chosen =
            Years.FirstOrDefault(y => y.Edition.Year == year && y.Parts.Count > 0)
            ?? Years.LastOrDefault(y => y.Parts.Count > 0);
        Parts =
        [
            .. Years
                .SelectMany(y => y.Parts)
                .GroupBy(p => p.Part.Key)
                .Select(g => (g.Key, g.Last().Part.Name)),
        ];
        return Page();
    }

    /// <summary>A score in as many decimals as its scale asks for.</summary>
    public static string Score(decimal? score, decimal? most) =>
        score is { } value ? Formats.Decimal(value, most <= 1 ? 4 : 2) : "–";

    /// <summary>What is missing or left over, in the words of the condition.</summary>
    public string Gap(Standing standing)
    {
        if (standing.Gap is not { } gap)
        {
            return standing.Verdict == Verdict.Met ? "" : texts["index-page.gap.unknown"];
        }

        var kind = standing.Condition.Kind switch
        {
            ConditionKind.Rank => "rank",
            ConditionKind.Group => "group",
            _ => "level",
        };
        return gap == 0 ? texts["index-page.gap.exact"]
            : gap > 0 ? texts[$"index-page.gap.missing.{kind}", gap]
            : texts[$"index-page.gap.left.{kind}", -gap];
    }

    private bool IsOnIndex(ConditionInfo condition) =>
        condition.Index == Index.Key
        && condition.Kind is ConditionKind.Level or ConditionKind.Rank or ConditionKind.Group
        && (condition.Limit is not null || condition.Group is not null);

    /// <summary>The rules of the years, each once.</summary>
    public IEnumerable<IndexRule> Rules =>
        Years.Select(y => y.Method?.Rule).OfType<IndexRule>().Distinct();
}
