using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outcomes;

/// <summary>
/// What the rules answered. A refusal is not an exception: the caller must look at it and tell the person
/// what is wrong, with which value, and what to do now. The sentence is a text key with arguments.
/// </summary>
public record Outcome
{
    public static readonly Outcome Done = new();

    public string? Key { get; init; }

    public IReadOnlyList<object?> Arguments { get; init; } = [];

    /// <summary>True when somebody else changed the record after the page was opened.</summary>
    public bool IsStale { get; init; }

    /// <summary>True when this very action, by its idempotency key, had been carried out before.</summary>
    public bool IsRepeat { get; init; }

    public bool Succeeded => Key is null;

    /// <summary>The sentence of a refusal; names and inner sentences among the arguments come in the same language.</summary>
    public string InWords(Texts texts) =>
        new Explanation(
            Key ?? throw new InvalidOperationException("A success has no sentence."),
            [.. Arguments.Select(a => a ?? "–")]
        ).Render(texts);

    public static Outcome Refused(string key, params object?[] arguments) =>
        new() { Key = key, Arguments = arguments };

    public static Outcome Stale(string key, params object?[] arguments) =>
        new()
        {
            Key = key,
            Arguments = arguments,
            IsStale = true,
        };
}

/// <summary>An outcome that carries a value when it succeeded.</summary>
public sealed record Outcome<T> : Outcome
{
    public T? Value { get; init; }

    public static Outcome<T> Of(T value, bool isRepeat = false) =>
        new() { Value = value, IsRepeat = isRepeat };

    public static new Outcome<T> Refused(string key, params object?[] arguments) =>
        new() { Key = key, Arguments = arguments };

    public static Outcome<T> From(Outcome outcome) =>
        new()
        {
            Key = outcome.Key,
            Arguments = outcome.Arguments,
            IsStale = outcome.IsStale,
        };
}
