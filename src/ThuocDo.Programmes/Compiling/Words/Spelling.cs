using System.Text;

namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>
/// The one form in which words are compared: lower case, composed, the tone on the first vowel of an open oa, oe, uy.
/// Both ways of placing the tone are in use, often in one document. The length never changes, so that a place in the
/// compared text is the same place in the text itself.
/// </summary>
public static class Spelling
{
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";
    private const string Vowels = "a\u0103\u00e2e\u00eaio\u00f4\u01a1u\u01b0y";
    private static readonly Dictionary<char, (char Vowel, char Tone)> Toned = AllToned();
    private static readonly Dictionary<(char Vowel, char Tone), char> Composed = Toned.ToDictionary(
        t => t.Value,
        t => t.Key
    );

    public static string Compare(string text)
    {
        var result = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            result[i] = Simple(text[i]);
        }

        for (var i = 0; i + 1 < result.Length; i++)
        {
            MoveTone(result, i);
        }

        return new string(result);
    }

    private static char Simple(char c) =>
        c switch
        {
            < '\u0080' => char.ToLowerInvariant(c),
            '\u00d0' or '\u00f0' => 'đ',
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uf02d' => '-',
            '\u2018' or '\u2019' => '\'',
            '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb' => '"',
            '\u2044' or '\u2215' => '/',
            '\u2265' or '\u2264' => c,
            '\uff05' => '%',
            _ when char.IsWhiteSpace(c) => ' ',
            _ => char.ToLowerInvariant(c),
        };

    private static void MoveTone(char[] text, int i)
    {
        var afterQ = i > 0 && text[i - 1] == 'q' && text[i] is not ('o' or '\u00f3');
        if (afterQ || (i + 2 < text.Length && char.IsLetter(text[i + 2])))
        {
            return;
        }

        if (
            (text[i] is 'o' or 'u')
            && Toned.TryGetValue(text[i + 1], out var second)
            && IsOpen(text[i], second.Vowel)
        )
        {
            text[i] = Composed[(text[i], second.Tone)];
            text[i + 1] = second.Vowel;
        }
    }

    private static bool IsOpen(char first, char second) =>
        first == 'o' ? second is 'a' or 'e' : second is 'y';

    private static Dictionary<char, (char, char)> AllToned()
    {
        var all = new Dictionary<char, (char, char)>();
        foreach (var vowel in Vowels)
        {
            foreach (var tone in Tones)
            {
                all[$"{vowel}{tone}".Normalize(NormalizationForm.FormC)[0]] = (vowel, tone);
            }
        }

        return all;
    }
}
