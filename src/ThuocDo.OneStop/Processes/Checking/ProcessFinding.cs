using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes.Checking;

public enum FindingSeverity
{
    /// <summary>Cannot be published.</summary>
    Error,

    /// <summary>Can be published; somebody should look at it.</summary>
    Warning,
}

/// <summary>Something in a process that does not hold together.</summary>
/// <param name="Code">Stable, for instance <c>unreachable-step</c>.</param>
/// <param name="Place">Part and step or transition, or file and line of what was imported.</param>
/// <param name="What">A sentence that says what is wrong and what to do.</param>
public sealed record ProcessFinding(
    string Code,
    FindingSeverity Severity,
    string Place,
    Explanation What
)
{
    public static ProcessFinding Error(string code, string place, params object[] arguments) =>
        new(code, FindingSeverity.Error, place, new($"process-check.{code}", arguments));

    public static ProcessFinding Warning(string code, string place, params object[] arguments) =>
        new(code, FindingSeverity.Warning, place, new($"process-check.{code}", arguments));
}
