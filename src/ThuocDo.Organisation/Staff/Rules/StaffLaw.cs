using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Staff.Rules;

/// <summary>A choice that a law gives in some years.</summary>
/// <param name="To">The first day on which it no longer stands.</param>
/// <param name="Share">Of an autonomy group the least part of recurrent spending in percent; of a class the greatest part of people; none: no limit.</param>
public sealed record LegalChoice(
    string Law,
    DateOnly From,
    DateOnly? To,
    string Code,
    Bilingual Name,
    int? Share,
    bool IsConfirmed
)
{
    public bool StandsOn(DateOnly day) => From <= day && (To is not { } end || day < end);
}

/// <summary>How long a person may be posted to the one-stop unit.</summary>
public sealed record PostingLimits(int Least, int Most, Bilingual Basis, bool IsConfirmed);

/// <summary>Dated configuration of <c>data/staff</c>. What no text was read for is unconfirmed and is shown as such.</summary>
public static class StaffLaw
{
    public const string FirstGroup = "1";
    public const string SecondGroup = "2";

    public static IReadOnlyList<LegalChoice> Groups { get; } =
        Read("autonomy-groups", "group", "least_percent");

    public static IReadOnlyList<LegalChoice> Classes { get; } =
        Read("classifications", "code", "most_percent");

    public static IReadOnlyDictionary<string, Bilingual> Measures { get; } = Names("measures");

    public static IReadOnlyDictionary<string, Bilingual> Products { get; } = Names("products");

    public static LegalChoice? GroupOn(string? code, DateOnly day) =>
        Groups.FirstOrDefault(g => g.Code == code && g.StandsOn(day));

    public static LegalChoice? ClassOn(string? code, DateOnly day) =>
        Classes.FirstOrDefault(c => c.Code == code && c.StandsOn(day));

    /// <summary>Groups 1 and 2; group 3 covers only a part and never counts.</summary>
    public static bool IsSelfFinancing(string? group) => group is FirstGroup or SecondGroup;

    public static PostingLimits? PostingOn(DateOnly day) =>
        ShippedData
            .Rows("staff/postings.csv")
            .Where(r =>
                r.Date("valid_from") <= day
                && (r.OptionalDate("valid_to") is not { } end || day < end)
            )
            .Select(r => new PostingLimits(
                r.Int("least_months"),
                r.Int("most_months"),
                new Bilingual(r.Required("basis_vi"), r["basis_en"]),
                r.Required("confidence") == "confirmed"
            ))
            .FirstOrDefault();

    private static List<LegalChoice> Read(string file, string code, string share) =>
        [
            .. ShippedData
                .Rows($"staff/{file}.csv")
                .Select(r => new LegalChoice(
                    r.Required("law"),
                    r.Date("valid_from"),
                    r.OptionalDate("valid_to"),
                    r.Required(code),
                    new Bilingual(r.Required("name_vi"), r["name_en"]),
                    r.OptionalInt(share),
                    r.Required("confidence") == "confirmed"
                )),
        ];

    private static Dictionary<string, Bilingual> Names(string file) =>
        ShippedData
            .Rows($"staff/{file}.csv")
            .ToDictionary(
                r => r.Required("code"),
                r => new Bilingual(r.Required("name_vi"), r["name_en"])
            );
}
