using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Steering;

/// <summary>How a pack is read out, in the language of the page.</summary>
public static class PackWords
{
    /// <summary>A unit of measure that is no key is a word of the resolution itself.</summary>
    public static string Value(Texts texts, PackCondition condition) =>
        condition.Group is { } group ? group.ToString()
        : condition.Value is { } value
            ? Measured(texts, Number(value, condition.Measure), condition.Measure)
        : "–";

    public static string Start(Texts texts, PackCondition condition) =>
        condition.Start is { } value
            ? texts[
                "meeting.start",
                Measured(texts, Number(value, condition.Measure), condition.Measure),
                Year(condition.StartYear)
            ]
            : "–";

    public static string Limit(Texts texts, PackCondition condition) =>
        condition.LimitGroup is { } group ? group.ToString()
        : condition.Limit is { } limit
            ? $"{condition.Operator.Sign()} {Measured(texts, Formats.Any(limit), condition.Measure)}"
        : "–";

    public static string Heads(IReadOnlyList<PackHead> heads) =>
        string.Join(
            "; ",
            heads.Where(h => h.Person is not null).Select(h => $"{h.Person} ({h.Title})")
        );

    public static string Of(DecisionKind kind) => $"meeting.decide.{Lower(kind)}";

    public static string Of(MeetingKind kind) => $"meeting.kind.{Lower(kind)}";

    public static string Of(ConclusionState state) => $"meeting.conclusion.{Lower(state)}";

    private static string Number(decimal value, string measure) =>
        Formats.Decimal(value, measure is "rank" or "group" or "rounds-per-year" ? 0 : 2);

    private static string Measured(Texts texts, string number, string measure) =>
        texts.Has($"report.value.{measure}")
            ? texts[$"report.value.{measure}", number]
            : $"{number} {measure}";

    private static string? Year(int? year) =>
        year?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
