using System.Globalization;
using System.Text.RegularExpressions;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>
/// The legal form of a dossier code on a day. Circular 01/2018 Art 19: organisation code of seven or more groups written
/// with the most general part last, date of receipt, four digits that begin anew each day. From 15/9/2025 (Circular 03/2025,
/// as seen in use; the exact rule is not confirmed): identifier of Decision 20/2020, full date, seven digits.
/// </summary>
public static partial class DossierCode
{
    /// <summary>The first day of the new form.</summary>
    public static readonly DateOnly NewFormFrom = new(2025, 9, 15);

    /// <param name="identifier">Identifier of the receiving organisation, general part first: <c>H43.31.02</c>.</param>
    /// <param name="number">Running number of that organisation on that day, from 1. A fifth or eighth digit is used rather
    /// than refusing the 10,000th applicant of a day, which the law did not foresee.</param>
    public static string Format(string identifier, DateOnly day, int number) =>
        day >= NewFormFrom
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

    /// <summary>The one form in which a typed code is compared: no blanks, upper case.</summary>
    public static string Normal(string typed) => Blanks().Replace(typed, "").ToUpperInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
