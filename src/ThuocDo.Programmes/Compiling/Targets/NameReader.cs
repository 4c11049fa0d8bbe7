using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Words a target by its clause. A clause that names too little takes its subject from the one before or from the opening
/// of the sentence, its object from the one after.
/// </summary>
public static class NameReader
{
    private const int Longest = 240;
    private const int Short = 3;

    public static IReadOnlyList<string> Read(Sentence s, IReadOnlyList<Clause> clauses)
    {
        var names = new List<string>(clauses.Count);
        var (subject, opening) = ("", Opened(s, clauses[0]));
        for (var k = 0; k < clauses.Count; k++)
        {
            var (from, to) = ClauseWords.Before(s, clauses[k]);
            var before = s.Slice(from, to);
            var after = ClauseWords.After(s, clauses[k]);
            if (after.Length == 0 && CountWords(before) < Short)
            {
                after = Shared(s, clauses, k);
            }

            var isOwn =
                from < to && (s.Is(from, WordClass.Measure) || LabelReader.IsShouted(before));
            var name =
                isOwn ? Join(before, after)
                : IsPartOf(s, clauses[k], before) ? Join(subject, Join(before, after))
                : Completed(s, clauses[k], before, after, subject, k > 0 ? opening : "");
            names.Add(Cut(name.Length == 0 && k > 0 ? names[^1] : name));
            subject =
                clauses[k].IsQualifier ? subject
                : isOwn || CountWords(before) >= Short ? before
                : subject.Length == 0 && before.Length > 0
                    ? clauses[k].Quantity.Kind == QuantityKind.Count ? before
                        : Join(before, after)
                : subject;
        }

        return names;
    }

    /// <summary>Words that say too little alone, with those of the opening or of the subject before.</summary>
    private static string Completed(
        Sentence s,
        Clause clause,
        string before,
        string after,
        string subject,
        string opening
    )
    {
        var name = Join(before, after);
        var isPredicate = before.Length > 0 && after.Length == 0 && IsVerb(s, clause);
        var needsSubject = clause.Quantity.Kind is QuantityKind.Rank or QuantityKind.Group
            ? before.Length == 0
            : CountWords(name) < Short || isPredicate || (before.Length == 0 && GoesOn(s, clause));
        return opening.Length > 0 && (needsSubject || after.Length == 0) ? Join(opening, name)
            : after.Length == 0 && !isPredicate && Parallel(subject, before) is { } parallel
                ? parallel
            : needsSubject ? Join(subject, name)
            : name;
    }

    /// <summary>"…, có chứng chỉ đạt 40%": the clause begins with what is said of the subject.</summary>
    private static bool IsVerb(Sentence s, Clause clause) =>
        !s.Is(clause.Start - 1, ";")
        && s.Is(ClauseWords.Before(s, clause).First, WordClass.NounStop);

    /// <summary>"…, chiếm 8% tổng mức bán lẻ", "…, 85% đối với y tế": said of the subject before.</summary>
    private static bool GoesOn(Sentence s, Clause clause) =>
        s.Is(clause.Quantity.End, WordClass.Preposition)
        || (s.Is(clause.Start, WordClass.Level) && !s.Is(clause.Start - 1, ";"));

    /// <summary>"Cơ cấu kinh tế: nông nghiệp 15%; dịch vụ 40%": what stands before the colon is said of the short ones too.</summary>
    private static string Opened(Sentence s, Clause first)
    {
        var (from, to) = ClauseWords.Before(s, first);
        for (var i = from; i < to; i++)
        {
            if (s.Is(i, ":"))
            {
                return s.Slice(from, i + 1);
            }
        }

        return "";
    }

    /// <summary>"Trong đó có bằng cấp đạt 30%": a part of what was named before.</summary>
    private static bool IsPartOf(Sentence s, Clause clause, string before) =>
        before.Length > 0 && s.At(clause.Start, WordClass.Within) is { Value: "" };

    /// <summary>"Tỷ lệ bệnh mắt thể nhẹ 9%, thể nặng 2%": the like word is where the second one steps in.</summary>
    private static string? Parallel(string subject, string before)
    {
        var first = before.Split(' ', 2)[0];
        var at =
            first.Length == 0
                ? -1
                : subject.LastIndexOf($" {first} ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : $"{subject[..at]} {before}";
    }

    /// <summary>"Cấp tỉnh đạt 100%, cấp xã đạt 90% hồ sơ …": the last of a row names what all count.</summary>
    private static string Shared(Sentence s, IReadOnlyList<Clause> clauses, int k)
    {
        for (var later = k + 1; later < clauses.Count; later++)
        {
            if (
                s.Is(clauses[later].Start - 1, ";")
                || clauses[later].Quantity.Kind != clauses[k].Quantity.Kind
            )
            {
                return "";
            }

            if (ClauseWords.After(s, clauses[later]) is { Length: > 0 } after)
            {
                return after;
            }
        }

        return "";
    }

    private static string Join(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first} {second}";

    private static string Cut(string name) =>
        name.Length <= Longest ? name
        : name.LastIndexOf(' ', Longest) is > 0 and var blank ? name[..blank]
        : name[..Longest];

    private static int CountWords(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
