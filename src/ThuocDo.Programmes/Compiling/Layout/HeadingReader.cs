using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>The opening of a section: its words, what it says the section is for, the date it names.</summary>
public sealed record Heading(string Text, SectionRole? Role, DatePhrase? Date, bool IsAlone);

/// <summary>Tells headings and opening lines from sentences.</summary>
public static class HeadingReader
{
    private const int Longest = 260;
    private const int WordsBeforeRole = 3;

    /// <summary>The heading in a block, alone or before its text; null where it is only a sentence.</summary>
    public static Heading? Read(Block block, Block? next)
    {
        var text = block.Text;
        var colon = text.AsSpan(0, Math.Min(text.Length, Longest)).IndexOf(": ");
        if (colon >= 0 && !IsOpening(text.AsSpan(0, colon)))
        {
            colon = -1;
        }

        var alone = IsAlone(block, next);
        if (!alone && colon < 0 && !block.Label.IsNamed)
        {
            return null;
        }

        var opening =
            alone ? text
            : colon > 0 ? text[..colon]
            : FirstSentence(text);
        if (opening.Length > Longest)
        {
            opening = opening[..Longest];
        }

        var sentence = new Sentence(opening);
        var role = RoleOf(sentence, opening);
        if (!alone && colon < 0 && role != SectionRole.Objective && HasFigure(sentence))
        {
            // "Tổng vốn cho thủy lợi đạt 900 tỷ đồng": what sets a figure opens nothing.
            role = null;
        }

        if (!alone && role is null && colon < 0)
        {
            return null;
        }

        return new Heading(
            alone ? text : opening,
            role,
            alone || colon > 0 ? DateOf(sentence) : null,
            alone
        );
    }

    public static bool OpensClosing(string text) =>
        text.Length > 0
        && Lexicon.Shipped.MayBegin(WordClass.End, char.ToLowerInvariant(text[0]))
        && new Sentence(text.Length > 40 ? text[..40] : text) is { Count: > 0 } sentence
        && sentence.At(0, WordClass.End) is { } end
        && (end.End == sentence.Count || sentence.Is(end.End, ":"));

    private static bool IsAlone(Block block, Block? next)
    {
        var text = block.Text;
        if (text.Length > Longest)
        {
            return false;
        }

        if (text.Length == 0 || text.EndsWith(':'))
        {
            return true;
        }

        if (text[^1] is '.' or ';' or ',' || next is null)
        {
            return LabelReader.IsShouted(text) && text.Length > 8;
        }

        if (block.Label.IsBullet)
        {
            return next.Label.Kind is LabelKind.Plus or LabelKind.Star
                && block.Label.Kind == LabelKind.Dash
                && !HasQuantity(text);
        }

        return LabelReader.IsShouted(text)
            || (
                !HasQuantity(text) && (block.Label.IsNamed || StartsWithRole(text) || IsDate(text))
            );
    }

    /// <summary>Before a colon inside brackets or after a figure stands no heading.</summary>
    private static bool IsOpening(ReadOnlySpan<char> text) =>
        !text.Contains('%') && text.Count('(') == text.Count(')');

    private static bool HasFigure(Sentence sentence)
    {
        for (var i = 0; i < sentence.Count; i++)
        {
            if (sentence.Tokens[i].IsNumber && sentence.DateAt(i) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasQuantity(string text) => text.Contains('%', StringComparison.Ordinal);

    private static bool StartsWithRole(string text) =>
        text.Length < 120 && RoleOf(new Sentence(text), text) is not null;

    /// <summary>"Đến năm 2025", "Giai đoạn 2026 - 2030": nothing but a date.</summary>
    private static bool IsDate(string text) =>
        text.Length < 60
        && new Sentence(text) is { Dates: [{ First: 0, Year: not null } date] } sentence
        && date.End >= sentence.Count - 1;

    private static string FirstSentence(string text)
    {
        var (start, end) = SentenceSplitter.Split(text).FirstOrDefault();
        return text[start..end];
    }

    /// <summary>The first word for a role; in a sentence only near its beginning, in capitals anywhere.</summary>
    private static SectionRole? RoleOf(Sentence sentence, string text)
    {
        var shouted = LabelReader.IsShouted(text);
        var last = shouted ? sentence.Count : Math.Min(WordsBeforeRole, sentence.Count);
        SectionRole? first = null;
        for (var i = 0; i < last; i++)
        {
            if (sentence.At(i, WordClass.Role) is not { } word)
            {
                continue;
            }

            var role = Enum.Parse<SectionRole>(word.Value, ignoreCase: true);
            if (first is null)
            {
                first = role;
            }
            else if (first == SectionRole.Principle && role == SectionRole.Objective)
            {
                // "Quan điểm, mục tiêu": what is not parted below holds the objectives too.
                return role;
            }
        }

        return first;
    }

    /// <summary>The first year or stage; a day in a heading is mostly that of another document.</summary>
    private static DatePhrase? DateOf(Sentence sentence) =>
        sentence.Dates.FirstOrDefault(d => d is { IsBase: false, Year: not null, Day: null });
}
