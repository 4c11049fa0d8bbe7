using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Board;

/// <summary>Addresses of the board. What a page shows is said by its address alone, so that it can be sent and kept.</summary>
public static class BoardLinks
{
    public const string Board = "/bang-dieu-hanh";
    public const string Balance = "/bang-dieu-hanh/can-doi";
    public const string Meeting = "/bang-dieu-hanh/hop";
    public const string Indices = "/chi-so";
    public const string Programme = "/nghi-quyet";

    public static string To(BoardPlace place) => Board + place.Query();

    /// <summary>The page of a unit is that of all below it, also where it is opened from the unit's own records.</summary>
    public static string Condition(string key, BoardPlace place) =>
        $"{Board}/{key}{(place with { Alone = false }).Query()}";

    public static string Records(string key, BoardPlace place, bool numerator) =>
        $"{Board}/{key}/ho-so{place.Query(("phan", numerator ? "tu" : "mau"))}";

    /// <summary>What is missing to the target, with its parts.</summary>
    public static string Gap(string key, BoardPlace place) =>
        $"{Board}/{key}/con-thieu{(place with { Alone = false }).Query()}";

    /// <summary>By unit and month, and by place.</summary>
    public static string Pictures(string key, BoardPlace place) =>
        $"{Board}/{key}/hinh{(place with { Alone = false, Month = null, Procedure = null }).Query()}";

    /// <summary>The page of an indicator with its share laid apart.</summary>
    public static string Slices(string key, BoardPlace place, SliceBy by) =>
        $"{Board}/{key}{(place with { Alone = false }).Query(("theo", SliceReader.NameOf(by)))}";

    public static string GapData(string key, BoardPlace place) =>
        $"{Board}/{key}/con-thieu.csv{place.Query()}";

    /// <summary>Every record of a register as a file.</summary>
    public static string RegisterFile(string key, BoardPlace place) =>
        $"{Board}/{key}/so.csv{place.Query()}";

    /// <summary>The records below the line that are not above it.</summary>
    public static string Rest(string key, BoardPlace place) =>
        $"{Board}/{key}/ho-so{place.Query(("phan", "thieu"))}";

    public static string BalanceOf(BoardPlace place) => Balance + place.Query();
}

/// <summary>Which figures a page of the board shows; what is not said is left to the page.</summary>
public sealed record BoardPlace
{
    public DateOnly? Day { get; init; }
    public string? Unit { get; init; }
    public bool Joined { get; init; }

    /// <summary>The unit itself, without the units below it.</summary>
    public bool Alone { get; init; }
    public string? Verdict { get; init; }
    public string? Reading { get; init; }
    public int? Year { get; init; }

    /// <summary>As <c>2025-03</c>.</summary>
    public string? Month { get; init; }
    public Guid? Procedure { get; init; }

    /// <summary>How dossiers came in.</summary>
    public Channel? Channel { get; init; }

    public string Query(params (string Name, string Value)[] more)
    {
        var query = new QueryBuilder();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        Add("ngay", Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("don-vi", Unit);
        Add("gop", Joined ? "true" : null);
        Add("rieng", Alone ? "true" : null);
        Add("ket-luan", Verdict);
        Add("cach", Reading);
        Add("nam", Month is null ? Year?.ToString(CultureInfo.InvariantCulture) : null);
        Add("thang", Month);
        Add("thu-tuc", Procedure?.ToString());
        Add("kenh", Channel?.ToString());
        foreach (var (name, value) in more)
        {
            Add(name, value);
        }

        return query.ToString();
    }
}
