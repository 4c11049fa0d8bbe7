using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Drafts;

/// <summary>Keys of the words for states and kinds.</summary>
public static class DraftTexts
{
    public static string Of(DraftState state) =>
        state switch
        {
            DraftState.Adopted => "draft.state.adopted",
            DraftState.Dropped => "draft.state.dropped",
            _ => "draft.state.in-review",
        };

    public static string Of(DraftItemState state) =>
        state switch
        {
            DraftItemState.Accepted => "draft.item.accepted",
            DraftItemState.LeftOut => "draft.item.left",
            DraftItemState.Merged => "draft.item.merged",
            _ => "draft.item.open",
        };

    public static string Of(DraftItemKind kind) =>
        kind switch
        {
            DraftItemKind.Target => "draft.kind.target",
            DraftItemKind.Task => "draft.kind.task",
            _ => "draft.kind.duty",
        };

    public static string Of(DraftView view) =>
        view switch
        {
            DraftView.Targets => "draft.view.targets",
            DraftView.Tasks => "draft.view.tasks",
            DraftView.Duties => "draft.view.duties",
            DraftView.Sentences => "draft.view.sentences",
            _ => "draft.view.left",
        };

    /// <summary>What a doubt asks of the reader; none for a word that is no doubt.</summary>
    public static string? OfDoubt(string doubt) =>
        Enum.TryParse<Doubt>(doubt, out var known)
            ? known switch
            {
                Doubt.GrowthOfRate => "draft.doubt.growth",
                Doubt.BarePercent => "draft.doubt.bare",
                Doubt.NamedGroup => "draft.doubt.group",
                _ => "draft.doubt.deadline",
            }
            : null;

    /// <summary>An operator of the compiler in words; what it does not know stays as it is.</summary>
    public static string OfOperator(Texts texts, string? operation) =>
        operation switch
        {
            ">=" => "≥",
            "<=" => "≤",
            "range" => texts["draft.operator.range"],
            "rank<=" => texts["draft.operator.rank"],
            "growth>=" => texts["draft.operator.growth-at-least"],
            "growth>" => texts["draft.operator.growth-above"],
            "growth=" => texts["draft.operator.growth"],
            "growth range" => texts["draft.operator.growth-range"],
            "reduce>=" => texts["draft.operator.reduce-at-least"],
            "reduce=" => texts["draft.operator.reduce"],
            "reduce range" => texts["draft.operator.reduce-range"],
            "reduce_to" => texts["draft.operator.reduce-to"],
            _ => operation ?? "",
        };
}
