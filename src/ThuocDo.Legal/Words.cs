using System.Text;

namespace ThuocDo.Legal;

/// <summary>Names of enumerations as parts of text keys.</summary>
internal static class Words
{
    /// <summary>FewerPapers is fewer-papers.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && key.Length > 0)
            {
                key.Append('-');
            }

            key.Append(char.ToLowerInvariant(letter));
        }

        return key.ToString();
    }

    /// <summary>Trimmed and composed; none where nothing is left.</summary>
    public static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
