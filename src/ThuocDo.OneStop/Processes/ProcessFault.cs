using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>A mistake in the text of a process: where, and what to do.</summary>
/// <param name="Place">As in <c>parts[0].steps[2].role</c>, or a file with its line.</param>
public sealed record ProcessFault(string Place, Explanation What);

/// <summary>What was read: the process, or the mistakes that forbid it.</summary>
public sealed record ReadProcess(ProcessDefinition? Process, IReadOnlyList<ProcessFault> Faults)
{
    public bool Succeeded => Process is not null && Faults.Count == 0;
}
