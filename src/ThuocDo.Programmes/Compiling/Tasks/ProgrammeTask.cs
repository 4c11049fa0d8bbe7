using ThuocDo.Programmes.Compiling.Layout;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>A drafted task: a row of a table of tasks, or an item of the sections on tasks and on execution.</summary>
public sealed record ProgrammeTask
{
    public required string Section { get; init; }

    public string No { get; init; } = "";

    public required string Text { get; init; }

    public string LeadBody { get; init; } = "";

    public string CoordinatingBodies { get; init; } = "";

    public string Deliverable { get; init; } = "";

    public string DeadlineText { get; init; } = "";

    public string DeadlineNorm { get; init; } = "";

    public required string Sentence { get; init; }

    public Place Place { get; init; }
}

/// <summary>What an addressee owes: something by a date, or a report in a cycle.</summary>
public sealed record Duty
{
    public required string Section { get; init; }

    public required string Addressee { get; init; }

    public required string Text { get; init; }

    public bool IsReport { get; init; }

    public string DeadlineText { get; init; } = "";

    public string DeadlineNorm { get; init; } = "";

    public Place Place { get; init; }
}
