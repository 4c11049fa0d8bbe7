using Shouldly;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Cascade.Reading;
using ThuocDo.Programmes.Cascade.Solving;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.Programmes.Cascade;

/// <summary>Programmes and plans written as the rows of their files.</summary>
internal static class CascadeSample
{
    public const string Programme = "row,key,name,kind,operator,value,base_year,scope,deadline";
    public const string Plans = "body,item,kind,tied_to,operator,value,base_year,scope,deadline";
    public const string Figures = "indicator,unit,figure,year,low,high";

    /// <summary>Two districts, each a unit of its own, and a share of 80 % to be reached together.</summary>
    public const string Share =
        "body,a,A,,,,,,\nbody,b,B,,,,,,\ncondition,T,Share,share,>=,80,,,2025-12-31\n";

    public static CascadeReport Check(
        string programme,
        string plans,
        string figures = "",
        long effort = Effort.Default
    )
    {
        var (input, faults) = Read(programme, plans, figures);
        faults.ShouldBeEmpty();
        return CascadeCheck.Run(input!, effort);
    }

    public static (CascadeInput? Input, IReadOnlyList<Explanation> Faults) Read(
        string programme,
        string plans,
        string figures = ""
    ) =>
        CascadeReader.Read(
            Source("programme.csv", Programme, programme),
            Source("plans.csv", Plans, plans),
            Source("figures.csv", Figures, figures)
        );

    private static CascadeSource Source(string name, string header, string rows) =>
        new(name, new StringReader($"{header}\n{rows}"));
}
