namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>Where in a document a block stands: before its first section, in its sections, among receivers and signature.</summary>
public enum Zone
{
    Preamble,
    Body,
    Closing,
}

/// <summary>A block in its section; <c>IsHeading</c>: it only opens what follows.</summary>
public sealed record Placed(Block Block, Section? Section, Zone Zone, bool IsHeading);

/// <summary>The blocks of a document in their sections.</summary>
public sealed class Outline
{
    private readonly List<Placed> placed = [];
    private readonly List<Section> sections = [];
    private Section? current;
    private Zone zone = Zone.Preamble;

    private Outline() { }

    public IReadOnlyList<Placed> Blocks => placed;

    public IReadOnlyList<Section> Sections => sections;

    public static Outline Of(IReadOnlyList<Block> blocks)
    {
        var outline = new Outline();
        for (var i = 0; i < blocks.Count; i++)
        {
            outline.Add(blocks[i], i + 1 < blocks.Count ? blocks[i + 1] : null);
        }

        return outline;
    }

    private void Add(Block block, Block? next)
    {
        if (block.IsRow)
        {
            // The table that carries receivers and signature closes the text as its lines do elsewhere.
            zone = HeadingReader.OpensClosing(block.Cells![0]) ? Zone.Closing : zone;
            Place(block, zone == Zone.Closing ? null : current, isHeading: false);
            return;
        }

        if (HeadingReader.OpensClosing(block.Text))
        {
            // "- Lưu: VT." is a bullet of the receivers, no section for what is attached behind them.
            (zone, current) = (Zone.Closing, null);
            Place(block, null, isHeading: false);
            return;
        }

        if (zone == Zone.Closing && !Reopens(block))
        {
            Place(block, null, isHeading: false);
            return;
        }

        var label = block.Label;
        var heading = HeadingReader.Read(block, next);
        if (
            label.Kind == LabelKind.None
            && heading is { IsAlone: true }
            && (
                zone == Zone.Body
                || zone == Zone.Preamble && HeadingReader.OpensBody(block, heading, next)
            )
        )
        {
            label = new Label(LabelKind.Heading, "", 0);
        }

        if (label.Kind == LabelKind.None || (zone == Zone.Preamble && label.IsBullet))
        {
            Place(block, current, isHeading: zone == Zone.Preamble && heading is not null);
            return;
        }

        zone = Zone.Body;
        Open(block, label, heading);
        Place(block, current, heading is { IsAlone: true });
    }

    /// <summary>After the signature only an annex, the title of an attached document or a new chapter goes on with the text.</summary>
    private bool Reopens(Block block)
    {
        var reopens =
            block.Label.Kind
            is LabelKind.Annex
                or LabelKind.Roman
                or LabelKind.Part
                or LabelKind.Article
                or LabelKind.Capital;
        zone =
            reopens ? Zone.Body
            : HeadingReader.IsTitle(block) ? Zone.Preamble
            : zone;
        return zone != Zone.Closing;
    }

    private void Open(Block block, Label label, Heading? heading)
    {
        var parent = ParentFor(label, heading?.Role);
        var role =
            parent is { Role: SectionRole.Objective }
            && heading is not null
            && HeadingReader.SetsFigure(block, heading)
                ? null
                : heading?.Role;
        current = new Section(parent, label, block)
        {
            OwnRole = role ?? (label.Kind == LabelKind.Annex ? SectionRole.None : null),
            OwnDate = heading?.Date,
            Opening = heading?.Text ?? "",
        };
        sections.Add(current);
    }

    /// <summary>
    /// A kind of label that is open already begins a sister of that section; a new kind goes one level down. Annexes,
    /// articles and parts stand at the top.
    /// </summary>
    private Section? ParentFor(Label label, SectionRole? role)
    {
        if (label.Kind is LabelKind.Annex or LabelKind.Part)
        {
            return null;
        }

        Section? named = null;
        for (var open = current; open is not null; open = open.Parent)
        {
            if (open.Label.Kind == label.Kind)
            {
                // "Đến năm 2025:" below "I." stays there, whatever line without a label has opened the text.
                return label.Kind == LabelKind.Heading && role is null && open.Parent is null
                    ? named
                    : open.Parent;
            }

            named ??= open.Label.IsNamed ? open : null;
        }

        if (label.Kind == LabelKind.Article)
        {
            return Outermost(LabelKind.Part) ?? Outermost(LabelKind.Annex);
        }

        // 1.1 belongs to 1, whatever else has been opened since.
        for (var open = current; open is not null; open = open.Parent)
        {
            if (
                open.Label.Kind is LabelKind.Number or LabelKind.Numbers
                && label.Name.StartsWith($"{open.Label.Name}.", StringComparison.Ordinal)
            )
            {
                return open;
            }
        }

        var above = current;
        while (label.IsNamed && above is { Label.IsBullet: true, Opening: "" })
        {
            above = above.Parent;
        }

        return above;
    }

    private Section? Outermost(LabelKind kind)
    {
        Section? found = null;
        for (var open = current; open is not null; open = open.Parent)
        {
            found = open.Label.Kind == kind ? open : found;
        }

        return found;
    }

    private void Place(Block block, Section? section, bool isHeading) =>
        placed.Add(new Placed(block, section, zone, isHeading));
}
