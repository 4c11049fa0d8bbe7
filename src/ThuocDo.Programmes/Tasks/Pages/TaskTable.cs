namespace ThuocDo.Programmes.Tasks.Pages;

/// <summary>Tasks as a table: the list, and the parts of one.</summary>
public sealed record TaskTable(string Caption, IReadOnlyList<TaskRow> Rows);

public sealed record TaskRow(string Address, AssignedTask Task, string Unit, TaskLook Look);
