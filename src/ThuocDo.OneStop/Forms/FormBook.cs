using System.Text.Json;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Forms;

/// <summary>Which form belongs to which versions of a procedure: <c>data/forms/forms.csv</c>.</summary>
/// <param name="Procedure">The code; <c>*</c> for every procedure without a form of its own.</param>
/// <param name="CoversPaper">The required paper that the form itself is; nobody has to upload it.</param>
internal sealed record FormBinding(
    string Procedure,
    int First,
    int? Last,
    int? CoversPaper,
    FormDefinition Form
);

/// <summary>The forms that ship with the product, read once; a wrong one stops the start, not an applicant.</summary>
public static class FormBook
{
    private const string Any = "*";

    private static readonly Lazy<IReadOnlyList<FormBinding>> All = new(() =>
        [
            .. ShippedData
                .Rows("forms/forms.csv")
                .Select(row => new FormBinding(
                    row.Required("procedure"),
                    row.Int("first_version"),
                    row.OptionalInt("last_version"),
                    row.OptionalInt("covers_paper"),
                    Load(
                        row.Required("file"),
                        row.Required("source"),
                        row.Required("confidence") == "confirmed"
                    )
                )),
        ]
    );

    public static IEnumerable<FormDefinition> Forms =>
        All.Value.Select(b => b.Form).DistinctBy(f => f.Id);

    /// <summary>The form of a version of a procedure: its own, else the general one.</summary>
    public static FormDefinition Of(Procedure procedure, ProcedureVersion version) =>
        OwnOf(procedure, version) ?? All.Value.First(b => b.Procedure == Any).Form;

    /// <summary>The form made for this very procedure, if there is one.</summary>
    public static FormDefinition? OwnOf(Procedure procedure, ProcedureVersion version) =>
        BindingOf(procedure, version)?.Form;

    /// <summary>The required papers that have to be uploaded: the form itself stands for the declaration.</summary>
    public static IEnumerable<RequiredPaper> Uploads(
        Procedure procedure,
        ProcedureVersion version
    ) => version.Papers.Where(p => p.Number != CoveredPaper(procedure, version));

    public static int? CoveredPaper(Procedure procedure, ProcedureVersion version) =>
        BindingOf(procedure, version)?.CoversPaper;

    private static FormBinding? BindingOf(Procedure procedure, ProcedureVersion version) =>
        All.Value.FirstOrDefault(b =>
            b.Procedure == procedure.Code
            && b.First <= version.Number
            && (b.Last is null || version.Number <= b.Last)
        );

    /// <summary>By <see cref="FormDefinition.Id"/>; null for a form this build does not know.</summary>
    public static FormDefinition? Find(string? id) => Forms.FirstOrDefault(f => f.Id == id);

    private static FormDefinition Load(string file, string source, bool isConfirmed)
    {
        using var reader = ShippedData.Open("forms/" + file);
        using var document = JsonDocument.Parse(reader.ReadToEnd());
        try
        {
            return FormDefinition.Read(document.RootElement, source, isConfirmed);
        }
        catch (Exception wrong) when (wrong is FormatException or KeyNotFoundException)
        {
            throw new FormatException($"data/forms/{file}: {wrong.Message}", wrong);
        }
    }
}
