using System.Globalization;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Plans;

/// <summary>A task or condition, of a plan or of a programme, as ties name it.</summary>
/// <param name="Key">Number of a task, key of a condition.</param>
public sealed record PlanItem(TieKind Kind, string Key, Bilingual Name)
{
    public static IEnumerable<PlanItem> Of(ProgrammeItems items) =>
        items
            .Conditions.Select(c => new PlanItem(TieKind.Condition, c.Key, new(c.NameVi, c.NameEn)))
            .Concat(
                items.Tasks.Select(t => new PlanItem(
                    TieKind.Task,
                    KeyOf(t),
                    new(t.NameVi, t.NameEn)
                ))
            );

    public static string KeyOf(ProgrammeTask task) =>
        task.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>With its key before its name.</summary>
    public string Label => $"{Key}. {Name}";
}
