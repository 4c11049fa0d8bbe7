using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>Reads the bodies named in a text: who leads, who co-operates, to whom an item speaks.</summary>
public static class BodyReader
{
    public static bool IsBody(string text) =>
        text.Length > 0 && new Sentence(text) is { Count: > 0 } s && IsAt(s, 0);

    /// <summary>The body with which a text begins, up to the words of its duty.</summary>
    public static string Addressee(Sentence s)
    {
        var first = 0;
        if (!IsAt(s, 0))
        {
            // "Về hỗ trợ vốn: Giao Bộ Tài chính chủ trì …"
            while (first < s.Count && !s.Is(first, ":"))
            {
                first++;
            }

            first++;
            if (!IsAt(s, first))
            {
                return "";
            }
        }

        first =
            s.At(first, WordClass.Several) is { Value.Length: > 0 } asked && IsAt(s, asked.End)
                ? asked.End
                : first;
        return Trimmed(s, first, End(s, first));
    }

    /// <summary>"Sở A chủ trì, phối hợp với B và C …".</summary>
    public static (string Lead, string Coordinating) Agencies(string text)
    {
        var s = new Sentence(text);
        var lead = IsAt(s, 0) ? Trimmed(s, 0, End(s, 0)) : "";
        if (lead.Length == 0 && s.First(WordClass.LeadWord) is { } word && IsAt(s, word.End))
        {
            lead = Trimmed(s, word.End, End(s, word.End));
        }

        var co = s.First(WordClass.Co);
        return (
            lead,
            co is { } with && IsAt(s, with.End) ? Trimmed(s, with.End, CoEnd(s, with.End)) : ""
        );
    }

    /// <summary>A cell that names both: what stands before and after the word for co-operation.</summary>
    public static (string Lead, string Coordinating) Parted(string cell)
    {
        var s = new Sentence(cell);
        var first = s.First(WordClass.LeadWord) is { First: 0 } word ? word.End : 0;
        if (s.Is(first, ":"))
        {
            first++;
        }

        if (s.First(WordClass.Co) is not { } co || co.First <= first)
        {
            return (s.Slice(first, s.Count) is { Length: > 0 } all && first > 0 ? all : cell, "");
        }

        var after = s.Is(co.End, ":") ? co.End + 1 : co.End;
        return (Trimmed(s, first, co.First), Trimmed(s, after, s.Count));
    }

    /// <summary>Cuts what a cell says beside the body: "Sở A theo dõi, báo cáo".</summary>
    public static string Clean(string cell)
    {
        var s = new Sentence(cell);
        return IsAt(s, 0) ? Trimmed(s, 0, End(s, 0)) : cell;
    }

    private static bool IsAt(Sentence s, int i) =>
        IsWord(s, i) || (s.At(i, WordClass.Several) is { } several && IsWord(s, several.End));

    /// <summary>"Ban hành", "báo cáo" begin as a body does and are none.</summary>
    private static bool IsWord(Sentence s, int i) => s.At(i, WordClass.Body) is { Value: "" };

    /// <summary>A body ends where its duty begins; the name of a body may itself hold such a word after a blank capital.</summary>
    private static int End(Sentence s, int first)
    {
        for (var i = first + 1; i < s.Count; i++)
        {
            if (s.Is(i, ":") || s.Is(i, ".") || (s.Is(i, "(") && i > first + 1))
            {
                return i;
            }

            if (
                s.At(i, WordClass.BodyEnd) is { Value: "" }
                && char.IsLower(s.Text[s.Tokens[i].Start])
                && !IsInName(s, i)
            )
            {
                return i;
            }
        }

        return s.Count;
    }

    /// <summary>"Sở Kế hoạch và Đầu tư", "Trung tâm hỗ trợ …": no verb stands right after the word for the body.</summary>
    private static bool IsInName(Sentence s, int i) =>
        s.Before(i, WordClass.Several) is not null
        || s.Before(i, WordClass.Body) is not null
            && s.At(i, WordClass.LeadWord) is null
            && s.At(i, WordClass.Co) is null
            && s.Is(i - 1, WordClass.Office);

    private static int CoEnd(Sentence s, int first)
    {
        for (var i = first + 1; i < s.Count; i++)
        {
            if (
                s.Is(i, ".")
                || s.Is(i, ";")
                || (
                    s.At(i, WordClass.BodyEnd) is { Value: "" }
                    && s.Before(i, WordClass.Several) is null
                    && char.IsLower(s.Text[s.Tokens[i].Start])
                )
            )
            {
                return i;
            }
        }

        return s.Count;
    }

    private static string Trimmed(Sentence s, int first, int end) =>
        s.Slice(first, s.TrimmedEnd(first, end));
}
