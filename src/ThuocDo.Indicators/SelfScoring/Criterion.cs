using System.Globalization;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>A domain, criterion or sub-criterion of a table.</summary>
public sealed record Criterion
{
    public const int CodeMaxLength = 20;

    /// <summary>As the table numbers it: <c>1.2.1</c> is part of <c>1.2</c>.</summary>
    public required string Code { get; init; }
    public required Bilingual Name { get; init; }

    /// <summary>The most points.</summary>
    public required decimal Max { get; init; }

    /// <summary>Of what is scored itself; none where its parts are.</summary>
    public ScoringRule? Rule { get; init; }
    public WhenNone WhenNone { get; init; }

    /// <summary>Decimals to which its points are rounded, half away from zero; none: only the total is.</summary>
    public int? Decimals { get; init; }

    /// <summary>The figure of the board that measures it: a condition (<c>T10</c>) or an indicator.</summary>
    public string? Figure { get; init; }

    /// <summary>Month and day of the year by which it is to be done.</summary>
    public (int Month, int Day)? Due { get; init; }

    /// <summary>Criteria whose most points hold its own: the table does not say how they are spread.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
    public string? Source { get; init; }
    public required bool IsConfirmed { get; init; }

    public string? Parent => Code.LastIndexOf('.') is > 0 and var at ? Code[..at] : null;

    /// <summary>0 for a domain.</summary>
    public int Depth => Code.Count(c => c == '.');
    public bool IsSurvey => Rule is SurveyRule;

    /// <summary>Stands on top of the table or within other criteria: no part of its sum.</summary>
    public bool IsApart => Rule is BonusRule || Within.Count > 0;

    /// <summary>The last day of the duty in a year.</summary>
    public DateOnly? DueIn(int year) =>
        Due is { } due
            ? new DateOnly(
                year,
                due.Month,
                Math.Min(due.Day, DateTime.DaysInMonth(year, due.Month))
            )
            : null;

    internal static (int, int)? ReadDue(string text) =>
        DateOnly.TryParseExact(
            "2024-" + text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? (day.Month, day.Day)
            : null;
}

/// <summary>A table of criteria. In the order of its file; every parent has its parts, and their points make its own.</summary>
public sealed class CriterionTree
{
    private readonly Dictionary<string, Criterion> byCode;
    private readonly ILookup<string, Criterion> children;

    internal CriterionTree(IReadOnlyList<Criterion> all)
    {
        All = all;
        byCode = all.ToDictionary(c => c.Code);
        children = all.Where(c => c.Parent is not null).ToLookup(c => c.Parent!);
        Held = all.SelectMany(c => c.Within).ToHashSet();
    }

    public IReadOnlyList<Criterion> All { get; }

    /// <summary>Codes of the criteria whose points hold those of another one.</summary>
    public IReadOnlySet<string> Held { get; }

    public IEnumerable<Criterion> Roots => All.Where(c => c.Parent is null);

    /// <summary>What is scored.</summary>
    public IEnumerable<Criterion> Leaves => All.Where(c => c.Rule is not null);

    /// <summary>The points of the table: 100.</summary>
    public decimal Max => Roots.Where(c => !c.IsApart).Sum(c => c.Max);

    public Criterion? Find(string code) => byCode.GetValueOrDefault(code);

    public IEnumerable<Criterion> PartsOf(string code) => children[code];
}
