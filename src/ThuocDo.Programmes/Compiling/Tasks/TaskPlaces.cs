using ThuocDo.Programmes.Compiling.Layout;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>Which drafted tasks a sentence belongs to: those at its place, else that of its section.</summary>
public sealed class TaskPlaces
{
    private readonly Dictionary<int, List<string>> byLine = [];
    private readonly Dictionary<string, string> bySection = [];

    public TaskPlaces(IReadOnlyList<ProgrammeTask> tasks)
    {
        for (var i = 0; i < tasks.Count; i++)
        {
            var id = $"N{i + 1}";
            (
                byLine.TryGetValue(tasks[i].Place.Line, out var ids)
                    ? ids
                    : byLine[tasks[i].Place.Line] = []
            ).Add(id);
            if (tasks[i].No.Length > 0)
            {
                bySection.TryAdd(tasks[i].Section, id);
            }
        }
    }

    public IEnumerable<string> Of(Placed placed, Place place)
    {
        if (byLine.TryGetValue(place.Line, out var ids))
        {
            return ids;
        }

        for (
            var section = placed.Section;
            section is { Role: SectionRole.Task or SectionRole.Implementation };
            section = section.Parent
        )
        {
            if (bySection.TryGetValue(section.Path, out var id))
            {
                return [id];
            }
        }

        return [];
    }
}
