using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Programmes.Compiling.Tasks;

namespace ThuocDo.Programmes.Compiling;

public enum SentenceState
{
    Compiled,
    Context,
    NotUnderstood,
}

/// <summary>A sentence of the document with its place, what became of it, and the items drafted from it.</summary>
public sealed record CoveredSentence(
    Place Place,
    string Text,
    SentenceState State,
    IReadOnlyList<string> Items
);

/// <summary>
/// The draft of a monitored programme: what a person reviews, corrects and adopts. Nothing in it is decided; what the
/// text leaves open stands in the doubts of each item.
/// </summary>
public sealed record CompiledDraft
{
    public required DocumentFacts Facts { get; init; }

    public required IReadOnlyList<Section> Sections { get; init; }

    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<ProgrammeTask> Tasks { get; init; }

    public required IReadOnlyList<Duty> Duties { get; init; }

    public required IReadOnlyList<CoveredSentence> Sentences { get; init; }
}
