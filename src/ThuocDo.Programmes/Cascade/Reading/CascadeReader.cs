using ThuocDo.Programmes.Cascade.Assembling;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cascade.Reading;

/// <summary>A file by the name its faults are told with.</summary>
public sealed record CascadeSource(string Name, TextReader Reader);

/// <summary>Reads programme, plans and figures. All faults are told at once; with one there is no input.</summary>
public static class CascadeReader
{
    /// <exception cref="FormatException">A cell cannot be read; the message names file, line and column.</exception>
    public static (CascadeInput? Input, IReadOnlyList<Explanation> Faults) Read(
        CascadeSource programme,
        CascadeSource plans,
        CascadeSource? figures = null
    )
    {
        var faults = new List<Explanation>();
        CascadeFile Open(CascadeSource source, string[] columns) =>
            new(source.Name, source.Reader, columns, faults);

        var assembler = new CascadeAssembler();
        ProgrammeReader.Read(Open(programme, ProgrammeReader.Columns), assembler);
        if (assembler.Conditions.Count + assembler.Tasks.Count == 0 && faults.Count == 0)
        {
            faults.Add(new("cascade.error.empty", programme.Name));
        }

        PlanReader.Read(Open(plans, PlanReader.Columns), assembler);
        var known = figures is null
            ? []
            : FigureReader.Read(Open(figures, FigureReader.Columns), assembler);
        return (faults.Count > 0 ? null : assembler.Input(known), faults);
    }
}
