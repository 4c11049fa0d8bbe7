using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>The opening of a section: its words, what it says the section is for, the date it names.</summary>
public sealed record Heading(string Text, SectionRole? Role, DatePhrase? Date, bool IsAlone);

/// <summary>Tells headings and opening lines from sentences.</summary>
public static class HeadingReader
{
    private const int Longest = 260;
    private const int WordsBeforeRole = 3;
    private const int WordsOfBareHeading = 4;
    private const int WordsOfItsOwn = 2;

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

    /// <summary>
    /// A line without a label that begins with the word for its role, short or with labelled items below, opens the text: "Mục tiêu". A
    /// title of the document is longer and goes on with what it rests on.
    /// </summary>
    public static bool OpensBody(Block block, Heading heading, Block? next) =>
        heading.Role is not null
        && new Sentence(block.Text) is { Count: > 0 } sentence
        && sentence.Is(0, WordClass.Role)
        && next is not null
        && (
            sentence.Tokens.Count(t => t.Kind == TokenKind.Word) <= WordsOfBareHeading
            || next.Label.Kind != LabelKind.None
        )
        && !new Sentence(FirstSentence(next.Text)).Is(0, WordClass.Preamble);

    /// <summary>"Vốn đầu tư toàn xã hội: 22.000 tỷ đồng" sets a figure of its own and opens no section on funds.</summary>
    public static bool SetsFigure(Block block, Heading heading) =>
        !heading.IsAlone
        && heading.Role is not (null or SectionRole.Objective)
        && heading.Text.Length < block.Text.Length
        && new Sentence(heading.Text) is { } opening
        && opening.First(WordClass.Role) is { } role
        && opening.Count - (role.End - role.First) >= WordsOfItsOwn
        && block.Text.AsSpan(heading.Text.Length).ContainsAnyInRange('0', '9');

    /// <summary>"KẾ HOẠCH", alone in its line: the title of a document.</summary>
    public static bool IsTitle(Block block) =>
        LabelReader.IsShouted(block.Text)
        && new Sentence(block.Text) is { Count: > 0 } sentence
        && sentence.At(0, WordClass.Document) is { } word
        && word.End == sentence.Count;

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
        var listed = 0;
        for (var i = 0; i < last || (listed > 0 && i <= listed && i < sentence.Count); i++)
        {
            if (sentence.At(i, WordClass.Role) is not { } word)
            {
                continue;
            }

            var role = Enum.Parse<SectionRole>(word.Value, ignoreCase: true);
            if (first is null)
            {
                if (
                    role is SectionRole.Background or SectionRole.Funding
                    && !shouted
                    && i > 0
                    && !sentence.Is(i - 1, WordClass.Concerning)
                )
                {
                    // "Số hóa kết quả giải quyết", "cho vay vốn": only at the beginning is it what the section tells.
                    continue;
                }

                first = role;
                listed = word.End + 1;
            }
            else if (first == SectionRole.Principle && role == SectionRole.Objective)
            {
                // "Quan điểm, mục tiêu": what is not parted below holds the objectives too.
                return role;
            }
            else if (i == listed && (sentence.Is(i - 1, ",") || sentence.Is(i - 1, WordClass.And)))
            {
                if (first == SectionRole.Task && role == SectionRole.Objective)
                {
                    // "Nội dung, chỉ tiêu": the same, where the two stand side by side.
                    return role;
                }

                listed = word.End + 1;
            }
        }

        return first;
    }

    /// <summary>The first year or stage; a day in a heading is mostly that of another document.</summary>
    private static DatePhrase? DateOf(Sentence sentence) =>
        sentence.Dates.FirstOrDefault(d => d is { IsBase: false, Year: not null, Day: null });
}
