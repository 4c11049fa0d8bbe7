namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>The kinds of labels of State and Party documents, in no fixed order: each document nests them its own way.</summary>
public enum LabelKind
{
    None,
    Part,
    Annex,
    Article,
    Roman,
    Capital,
    Number,
    Numbers,
    DeepNumbers,
    Bracketed,
    Letter,
    Dash,
    Plus,
    Star,
    Heading,
}

/// <summary>A label at the beginning of a line: <c>Name</c> as it enters the path (II, 2, a), <c>Length</c> in the line.</summary>
public readonly record struct Label(LabelKind Kind, string Name, int Length)
{
    public static readonly Label None = new(LabelKind.None, "", 0);

    public bool IsBullet => Kind is LabelKind.Dash or LabelKind.Plus or LabelKind.Star;

    public bool IsNamed => Kind is not (LabelKind.None or LabelKind.Heading) && !IsBullet;
}
