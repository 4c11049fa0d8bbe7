using ThuocDo.Programmes.Compiling.Layout;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>
/// Reads the rows of a table of tasks. Where a row has lost cells at a page end or under a merged one, bodies and
/// deadlines are known by what they say.
/// </summary>
public static class TaskTableReader
{
    public static IReadOnlyList<ProgrammeTask> Read(Table table)
    {
        var tasks = new List<ProgrammeTask>();
        var group = "";
        foreach (var placed in table.Rows)
        {
            var cells = placed.Block.Cells!;
            var filled = cells.Count(c => c.Length > 0);
            if (filled == 0)
            {
                continue;
            }

            if (IsGroup(table, cells, filled))
            {
                group = GroupName([.. cells.Where(c => c.Length > 0)]);
                continue;
            }

            if (Continues(table, cells) && tasks.Count > 0)
            {
                tasks[^1] = Joined(table, tasks[^1], cells);
                continue;
            }

            if (Task(table, placed, group) is { } task)
            {
                tasks.Add(task);
            }
        }

        return tasks;
    }

    /// <summary>A row with one text, or a Roman number and a text, names the group of those below.</summary>
    private static bool IsGroup(Table table, IReadOnlyList<string> cells, int filled)
    {
        if (filled == 1)
        {
            return cells.First(c => c.Length > 0).Length > 3
                && (
                    cells[0].Length > 0
                    || LabelReader.Read(cells.First(c => c.Length > 0), Label.None).IsNamed
                    || LabelReader.IsShouted(cells.First(c => c.Length > 0))
                );
        }

        return filled == 2
            && cells[0].Length > 0
            && cells.Count > 1
            && cells[1].Length > 0
            && (
                LabelReader.IsRoman(cells[0].TrimEnd('.'))
                || (cells[0].Length is 1 or 2 && char.IsAsciiLetterUpper(cells[0][0]))
            );
    }

    private static string GroupName(IReadOnlyList<string> cells) =>
        cells.Count == 2 ? $"{cells[0].TrimEnd('.')}. {cells[1]}" : cells[0];

    private static bool Continues(Table table, IReadOnlyList<string> cells)
    {
        var main = table.MainColumn < cells.Count ? cells[table.MainColumn] : "";
        return cells.Count == table.Columns.Count
            && table.IndexOf(ColumnKind.No) == 0
            && cells[0].Length == 0
            && (main.Length == 0 || char.IsLower(main[0]));
    }

    private static ProgrammeTask Joined(
        Table table,
        ProgrammeTask task,
        IReadOnlyList<string> cells
    )
    {
        string More(string text, ColumnKind kind) =>
            table.IndexOf(kind) is >= 0 and var i && i < cells.Count && cells[i].Length > 0
                ? $"{text} {cells[i]}".Trim()
                : text;
        var deadline = More(task.DeadlineText, ColumnKind.Deadline);
        return task with
        {
            Text = More(task.Text, table.Columns[table.MainColumn].Kind),
            LeadBody = More(task.LeadBody, ColumnKind.Lead),
            CoordinatingBodies = More(task.CoordinatingBodies, ColumnKind.Coordinating),
            Deliverable = More(task.Deliverable, ColumnKind.Deliverable),
            DeadlineText = deadline,
            DeadlineNorm = DeadlineText.Norm(deadline),
            Sentence = $"{task.Sentence} {string.Join(" ", cells.Where(c => c.Length > 0))}",
        };
    }

    private static ProgrammeTask? Task(Table table, Placed placed, string group)
    {
        var cells = placed.Block.Cells!;
        var section = SectionOf(placed, group);
        var main = table.MainColumn;
        if (cells.Count == table.Columns.Count)
        {
            string Cell(ColumnKind kind) => table.IndexOf(kind) is >= 0 and var i ? cells[i] : "";
            return cells[main].Length == 0
                ? null
                : Of(
                    placed,
                    section,
                    Cell(ColumnKind.No),
                    cells[main],
                    Cell(ColumnKind.Lead),
                    Cell(ColumnKind.Coordinating),
                    Cell(ColumnKind.Deliverable),
                    Cell(ColumnKind.Deadline)
                );
        }

        var no = table.IndexOf(ColumnKind.No) == 0 && cells[0].Length <= 5 ? cells[0] : "";
        var rest = cells.Skip(no.Length > 0 || cells[0].Length == 0 ? 1 : 0).ToList();
        if (rest.Count == 0 || rest[0].Length == 0)
        {
            return null;
        }

        var others = rest.Skip(1).Where(c => c.Length > 0).ToList();
        var deadline = table.Has(ColumnKind.Deadline)
            ? others.LastOrDefault(DeadlineText.IsOne) ?? ""
            : "";
        var bodies = others.Where(c => c != deadline && BodyReader.IsBody(c)).ToList();
        var deliverable = table.Has(ColumnKind.Deliverable)
            ? others.FirstOrDefault(c => c != deadline && !bodies.Contains(c)) ?? ""
            : "";
        return Of(
            placed,
            section,
            no,
            rest[0],
            bodies.ElementAtOrDefault(0) ?? "",
            bodies.ElementAtOrDefault(1) ?? "",
            deliverable,
            deadline
        );
    }

    private static string SectionOf(Placed placed, string group)
    {
        if (group.Length > 0)
        {
            return group;
        }

        return placed.Section is { } section
            ? section.Label.Kind is LabelKind.Annex || section.Opening.Length == 0
                ? section.Path
                : $"{section.Label.Name}. {section.Opening}"
            : "";
    }

    /// <summary>One column for both: "Chủ trì: Sở A; phối hợp: Sở B".</summary>
    private static (string Lead, string Coordinating) Parted(string lead, string coordinating) =>
        coordinating.Length > 0 ? (lead, coordinating) : BodyReader.Parted(lead);

    private static ProgrammeTask Of(
        Placed placed,
        string section,
        string no,
        string text,
        string lead,
        string coordinating,
        string deliverable,
        string deadline
    )
    {
        (lead, coordinating) = Parted(lead, coordinating);
        return new ProgrammeTask
        {
            Section = section,
            No = no.TrimEnd('.'),
            Text = text,
            LeadBody = lead,
            CoordinatingBodies = coordinating,
            Deliverable = deliverable,
            DeadlineText = deadline,
            DeadlineNorm = DeadlineText.Norm(deadline),
            Sentence = string.Join(" | ", placed.Block.Cells!.Where(c => c.Length > 0)),
            Place = placed.Block.PlaceOf(0, placed.Block.Text.Length),
        };
    }
}
