using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Tasks;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Steering;

/// <summary>What a sentence of the conclusions asks for, as far as the text says it.</summary>
public sealed record DraftedConclusion(string Text, string? Body, DateOnly? DueOn, string? Product);

/// <summary>
/// Reads the notice of a meeting's conclusions with the compiler of resolutions: its tasks, and the dated duties that stand in no
/// task. Pure.
/// </summary>
public static class ConclusionReader
{
    /// <summary>More than any meeting decides; a longer list is another kind of document.</summary>
    public const int MostItems = 100;

    public static IReadOnlyList<DraftedConclusion> Read(string text)
    {
        var compiled = ResolutionCompiler.Compile(text);
        var tasks = compiled.Tasks.Select(t =>
            (
                t.Place,
                Drafted: Of(t.Text, t.LeadBody, t.DeadlineText, t.DeadlineNorm, t.Deliverable)
            )
        );
        // A duty with the same day in the same section is the task's own.
        var taken = compiled.Tasks.Select(t => (t.Section, t.DeadlineText)).ToHashSet();
        var duties = compiled
            .Duties.Where(d => !taken.Contains((d.Section, d.DeadlineText)))
            .Select(d =>
                (d.Place, Drafted: Of(d.Text, d.Addressee, d.DeadlineText, d.DeadlineNorm, ""))
            );
        return
        [
            .. tasks
                .Concat(duties)
                .OrderBy(t => t.Place.Line)
                .ThenBy(t => t.Place.Start)
                .Select(t => t.Drafted)
                .DistinctBy(t => t.Text)
                .Take(MostItems),
        ];
    }

    private static DraftedConclusion Of(
        string text,
        string body,
        string deadlineText,
        string deadline,
        string product
    ) =>
        new(
            Cut(text, Conclusion.TextMaxLength),
            BodyOf(text, body) is { } name ? Cut(name, Conclusion.BodyMaxLength) : null,
            DueDates.Of(deadlineText, deadline).DueOn,
            Given(product)
        );

    /// <summary>Items of a notice mostly begin with whoever is charged.</summary>
    private static string? BodyOf(string text, string body) =>
        Given(body)
        // Where the words of the duty are not known the reader takes the whole sentence: that names nobody.
        ?? (
            BodyReader.Addressee(new Sentence(text)) is var first
            && first.Length < text.TrimEnd('.', ';').Length
                ? Given(first)
                : null
        );

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string Cut(string text, int most) =>
        text.Length <= most
            ? text
            : string.Concat(
                text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1),
                "…"
            );
}
