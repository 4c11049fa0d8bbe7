using System.Text.RegularExpressions;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>
/// The identifier of an organisation in its two forms: the one of QCVN 102:2016 with the most general part on the right
/// (<c>000.00.06.H43</c>), and the one of Decision 20/2020 that grows from left to right (<c>H43.06</c>).
/// </summary>
public static partial class OrganisationIdentifier
{
    /// <summary>Of the form of 2020, Article 4.</summary>
    public const int MaxLength = 35;

    private static readonly int[] GroupsOf2016 = [2, 2, 3];

    public static bool IsValid(string text) => IsOf2016(text) || IsOf2020(text);

    public static bool IsOf2016(string text) => Of2016().IsMatch(text);

    public static bool IsOf2020(string text) =>
        text.Length <= MaxLength && (Of2020().IsMatch(text) || OfScheme().IsMatch(text));

    /// <summary>The form of 2020.</summary>
    /// <returns>None where the old one leaves a level out: which unit is meant cannot be told from it.</returns>
    public static string? ToNew(string text)
    {
        if (!IsOf2016(text))
        {
            return IsOf2020(text) ? text : null;
        }

        var groups = text.Split('.').Reverse().ToList();
        while (groups.Count > 1 && IsZero(groups[^1]))
        {
            groups.RemoveAt(groups.Count - 1);
        }

        return groups.Skip(1).Any(IsZero) ? null : string.Join('.', groups);
    }

    /// <summary>The form of 2016.</summary>
    /// <returns>None where it has no room for it: more than four levels, letters, longer groups.</returns>
    public static string? ToOld(string text)
    {
        if (IsOf2016(text))
        {
            return text;
        }

        var groups = text.Split('.');
        if (!Of2020().IsMatch(text) || groups.Length > 4)
        {
            return null;
        }

        var old = new List<string> { groups[0] };
        for (var i = 0; i < GroupsOf2016.Length; i++)
        {
            var group = i + 1 < groups.Length ? groups[i + 1] : "";
            if (
                group.Length > GroupsOf2016[i]
                || group.Length > 0 && IsZero(group)
                || !group.All(char.IsAsciiDigit)
                // A group that is filled up would be read back with the zero.
                || group.Length > 0 && group.Length < GroupsOf2016[i]
            )
            {
                return null;
            }

            old.Insert(0, group.PadLeft(GroupsOf2016[i], '0'));
        }

        return string.Join('.', old);
    }

    /// <summary>Whether two texts name the same organisation, in whichever form.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || ToNew(one) is { } normal && normal == ToNew(other);

    /// <summary>Whether an identifier is this one or stands below it, in whichever forms.</summary>
    public static bool Covers(string above, string identifier)
    {
        var (root, normal) = (ToNew(above) ?? above, ToNew(identifier) ?? identifier);
        return root.Length > 0
            && (root == normal || normal.StartsWith(root + ".", StringComparison.Ordinal));
    }

    private static bool IsZero(string group) => group.All(c => c == '0');

    [GeneratedRegex(@"^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}\z")]
    private static partial Regex Of2016();

    [GeneratedRegex(@"^[A-Y][0-9]{2}(\.[0-9A-Z]+)*\z")]
    private static partial Regex Of2020();

    /// <summary>Others by a scheme of their own, Article 6.</summary>
    [GeneratedRegex(@"^Z[0-9]{2}[0-9A-Z.]{1,32}\z")]
    private static partial Regex OfScheme();
}
