using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>What a section of a document is for; decides whether its numbers are targets.</summary>
public enum SectionRole
{
    None,
    Background,
    Principle,
    Objective,
    Task,
    Implementation,
    Funding,
    Reporting,
}

/// <summary>A labelled place of the outline, with what it hands down: its role, its deadline, the words it opens with.</summary>
public sealed class Section(Section? parent, Label label, Block block)
{
    public Section? Parent { get; } = parent;

    public Label Label { get; } = label;

    public Block Block { get; } = block;

    public SectionRole? OwnRole { get; init; }

    public SectionRole Role => OwnRole ?? Parent?.Role ?? SectionRole.None;

    /// <summary>The date that its heading names.</summary>
    public DatePhrase? OwnDate { get; set; }

    public DatePhrase? Date => OwnDate ?? Parent?.Date;

    /// <summary>What it says before its parts, ending in a colon or being a heading.</summary>
    public string Opening { get; init; } = "";

    /// <summary>The lead body that an annex or heading names for all below.</summary>
    public bool InAnnex => Label.Kind == LabelKind.Annex || Parent is { InAnnex: true };

    public int Depth => (Parent?.Depth ?? 0) + 1;

    /// <summary>The labels from the top, II.2.a; dotted numbers bring those above with them.</summary>
    public string Path
    {
        get
        {
            var above = Parent?.Path ?? "";
            if (!Label.IsNamed)
            {
                return above;
            }

            if (Label.Kind is LabelKind.Numbers or LabelKind.DeepNumbers && Parent is { } parent)
            {
                above = parent.PathAbove(Label.Name);
            }

            return above.Length == 0 ? Label.Name
                : Label.Kind == LabelKind.Annex ? Label.Name
                : $"{above}.{Label.Name}";
        }
    }

    /// <summary>The path without those numbers that the dotted number repeats.</summary>
    private string PathAbove(string number) =>
        !Label.IsNamed ? Parent?.PathAbove(number) ?? ""
        : Label.Kind is LabelKind.Number or LabelKind.Numbers
        && number.StartsWith($"{Label.Name}.", StringComparison.Ordinal)
            ? Parent?.PathAbove(number) ?? ""
        : Path;
}
