namespace ThuocDo.Programmes.Tasks.Pages;

/// <summary>Tasks as a table: the list, and the parts of one.</summary>
public sealed record TaskTable(string Caption, IReadOnlyList<TaskRow> Rows);

/// <param name="Missed">Days that had passed when they were moved.</param>
public sealed record TaskRow(
    string Address,
    AssignedTask Task,
    string Unit,
    TaskLook Look,
    IReadOnlyList<MissedDay>? Missed = null
);
