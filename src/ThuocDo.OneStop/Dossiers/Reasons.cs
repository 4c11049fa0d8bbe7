using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>What a reason is given for.</summary>
public enum ReasonKind
{
    MissingPaper,
    Refusal,
    Extension,
    Suspension,
    Lateness,
}

/// <summary>One reason of <c>data/onestop/reasons.csv</c>.</summary>
public sealed record Reason(ReasonKind Kind, string Code, Named Name);

/// <summary>
/// Reasons are chosen from a list, so that they can be counted, and explained in free words. Stored together: the code,
/// and on the next line the words.
/// </summary>
public static class Reasons
{
    /// <summary>Of the free words.</summary>
    public const int TextMaxLength = 1000;

    private static readonly Lazy<IReadOnlyList<Reason>> All = new(() =>
        [
            .. ShippedData
                .Rows("onestop/reasons.csv")
                .Select(row => new Reason(
                    row.Enum<ReasonKind>("kind"),
                    row.Required("code"),
                    new Named(row.Required("name_vi"), row.Required("name_en"))
                )),
        ]
    );

    public static IEnumerable<Reason> Of(ReasonKind kind) => All.Value.Where(r => r.Kind == kind);

    public static string Write(string code, string? text) =>
        string.IsNullOrWhiteSpace(text) ? code : $"{code}\n{text.Trim()}";

    /// <summary>The name from the list, if it is on it, and the free words.</summary>
    public static (Named? Name, string? Text) Read(string stored)
    {
        var end = stored.IndexOf('\n', StringComparison.Ordinal);
        var code = end < 0 ? stored : stored[..end];
        return All.Value.FirstOrDefault(r => r.Code == code) is { } reason
            ? (reason.Name, end < 0 ? null : stored[(end + 1)..])
            : (null, stored);
    }

    public static string InWords(string stored, string language)
    {
        var (name, text) = Read(stored);
        return string.Join(
            ": ",
            new[] { name?.In(language), text }.Where(t => !string.IsNullOrEmpty(t))
        );
    }
}
