using ThuocDo.Programmes.Compiling.Targets;

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
}
