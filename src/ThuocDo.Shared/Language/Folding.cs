using System.Globalization;
using System.Text;

namespace ThuocDo.Shared.Language;

/// <summary>
/// The form in which Vietnamese is searched: lower case, without marks, đ as d, single blanks. Computed here because
/// neither database folds Vietnamese completely.
/// </summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        var blank = true;
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            switch (c)
            {
                case 'đ' or 'Đ' or 'Ð' or 'ð':
                    result.Append('d');
                    blank = false;
                    break;
                case var _
                    when CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark:
                    break;
                case var _ when char.IsWhiteSpace(c):
                    if (!blank)
                    {
                        result.Append(' ');
                    }

                    blank = true;
                    break;
                default:
                    result.Append(char.ToLowerInvariant(c));
                    blank = false;
                    break;
            }
        }

        return result.ToString().TrimEnd();
    }
}
