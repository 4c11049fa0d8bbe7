using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Leaves out the quantities that only explain, in brackets: how long a road is, "(66 km)"; from where on something counts, "(từ 02 vụ
/// trở lên)"; where one stands, "(năm 2025: 97,6%)", "(hiện hành là 3 ngày)". A share without such a word may be a target of its own.
/// </summary>
public static class Asides
{
    public static IReadOnlyList<Quantity> Without(
        Sentence s,
        IReadOnlyList<Quantity> quantities,
        int? issueYear
    ) => [.. quantities.Where(q => !IsAside(s, q, issueYear))];

    private static bool IsAside(Sentence s, Quantity q, int? issueYear)
    {
        if (Opening(s, q.Number) is not { } open || open == 0)
        {
            return false;
        }

        if (s.DateAt(open + 1) is { Year: { } year } date && s.Is(date.End, ":"))
        {
            return issueYear is not { } issued || year <= issued;
        }

        if (
            q.Kind is QuantityKind.Count or QuantityKind.Time or QuantityKind.Plain
            && s.Before(open, WordClass.Percent) is not null
            && s.Tokens[open + 1].IsNumber
        )
        {
            // "58% (66/112 thôn, thêm 20 thôn)": the brackets count out the share.
            return true;
        }

        return s.Has(WordClass.Present, open + 1, q.Number)
            || (
                q.Kind is QuantityKind.Count or QuantityKind.Time or QuantityKind.Plain
                && q.First == open + 1
                // A date would then be taken for that of what stands before the brackets.
                && s.Dates.All(d => d.First < open || d.First > q.Number)
                && s.Is(q.End, ")")
            );
    }

    /// <summary>The bracket that is open where a token stands.</summary>
    private static int? Opening(Sentence s, int at)
    {
        for (var i = at - 1; i >= 0 && !s.Is(i, ")"); i--)
        {
            if (s.Is(i, "("))
            {
                return i;
            }
        }

        return null;
    }
}
