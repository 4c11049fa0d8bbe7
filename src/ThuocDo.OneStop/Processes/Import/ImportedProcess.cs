using ThuocDo.OneStop.Processes.Checking;

namespace ThuocDo.OneStop.Processes.Import;

/// <summary>A process read from somebody else's tables, with what did not fit on the way.</summary>
public sealed record ImportedProcess(
    ProcessDefinition? Process,
    string Name,
    IReadOnlyList<ProcessFinding> Findings
);
