using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Words;

/// <summary>One thing the check found, as keys and values and as a sentence.</summary>
/// <param name="Finding">implied, gap, contradictory, not-decided, short, suffices, figure, weaker, late, contradiction, orphan or untied.</param>
/// <param name="About">The condition, task or indicator.</param>
public sealed record CascadeStatement(string Finding, string About, Explanation Sentence)
{
    /// <summary>The body, or for a figure its unit.</summary>
    public string Body { get; init; } = "";

    /// <summary>The item of the plan, or for a figure its part.</summary>
    public string Item { get; init; } = "";

    /// <summary>What is promised, or for a figure its value.</summary>
    public decimal? Stated { get; init; }

    /// <summary>What is asked for or would be enough.</summary>
    public decimal? Asked { get; init; }
}
