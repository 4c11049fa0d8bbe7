using System.Globalization;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>The forms a dossier code has had; which one holds from which day stands in <c>data/onestop/code-forms.csv</c>.</summary>
public enum DossierCodeForm
{
    /// <summary>Organisation code with the most general group last, date of receipt in six digits, four digits that begin anew each day.</summary>
    ReversedGroups,

    /// <summary>Identifier of Decision 20/2020 as it is, date in eight digits, seven digits that begin anew each day.</summary>
    PlainGroups,
}

/// <summary>The legal form of a dossier code on a day (Circular 01/2018 Art 19, then Circular 03/2025).</summary>
public static partial class DossierCode
{
    private static readonly Lazy<IReadOnlyList<(DateOnly From, DossierCodeForm Form)>> Forms = new(
        () =>
            [
                .. ShippedData
                    .Rows("onestop/code-forms.csv")
                    .Select(r => (r.Date("valid_from"), r.Enum<DossierCodeForm>("form")))
                    .OrderBy(f => f.Item1),
            ]
    );

    /// <summary>The form of a day; before the first known one that one.</summary>
    public static DossierCodeForm FormOn(DateOnly day) =>
        Forms.Value.LastOrDefault(f => f.From <= day, Forms.Value[0]).Form;

    /// <param name="identifier">Identifier of the receiving organisation, general part first: <c>H43.31.02</c>.</param>
    /// <param name="number">Running number of that organisation on that day, from 1. A fifth or eighth digit is used rather
    /// than refusing the 10,000th applicant of a day, which the law did not foresee.</param>
    public static string Format(string identifier, DateOnly day, int number) =>
        FormOn(day) == DossierCodeForm.PlainGroups
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{identifier}-{day:yyyyMMdd}-{number:0000000}"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{OldForm(identifier)}-{day:yyMMdd}-{number:0000}"
            );

    /// <summary><c>H43.06</c> as <c>000.00.06.H43</c>: groups reversed, missing ones zero (QCVN 102:2016).</summary>
    public static string OldForm(string identifier)
    {
        var groups = identifier.Split('.');
        return $"{Group(3, "000")}.{Group(2, "00")}.{Group(1, "00")}.{groups[0]}";

        string Group(int index, string zero) =>
            index < groups.Length ? groups[index].PadLeft(zero.Length, '0') : zero;
    }

    /// <summary>The one form in which a typed code is compared: no blanks and control characters, upper case.</summary>
    public static string Normal(string typed) => Blanks().Replace(typed, "").ToUpperInvariant();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blanks();
}
