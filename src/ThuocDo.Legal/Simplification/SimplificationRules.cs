using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Legal.Simplification;

/// <summary>What must hold of a proposal, and how T07 is counted.</summary>
public static class SimplificationRules
{
    public const int MostOfficers = 50;

    /// <param name="day">Of the version in force with which it is compared; else with the last.</param>
    /// <returns>None where it can be written.</returns>
    public static Outcome? FaultOf(ProposalFacts facts, CatalogueProcedure? procedure, DateOnly day)
    {
        var newest = procedure?.Versions is [.., var end] ? end : null;
        if ((procedure?.On(day) ?? newest) is not { } last)
        {
            return Outcome.Refused("simplify.refused.procedure", facts.Code);
        }

        return facts.Measures.Count == 0 ? Outcome.Refused("simplify.refused.measures")
            : facts.What.Length is 0 or > Proposal.TextMaxLength
                ? Outcome.Refused("simplify.refused.what", Proposal.TextMaxLength)
            : facts.Amends?.Length > Proposal.ShortMaxLength
                ? Outcome.Refused("simplify.refused.amends", Proposal.ShortMaxLength)
            : facts.DroppedPapers.Any(n => n < 1 || n > last.Papers.Count)
                ? Outcome.Refused("simplify.refused.papers", last.Papers.Count)
            : facts.Measures.Contains(Measure.ShorterTime)
            && facts is { Promised: null, Statutory: null }
                ? Outcome.Refused("simplify.refused.limit")
            : facts.Measures.Contains(Measure.FewerPapers) && facts.DroppedPapers.Count == 0
                ? Outcome.Refused("simplify.refused.papers", last.Papers.Count)
            : facts.Fee < 0
            || facts.Fee is { } fee && decimal.Truncate(fee) != fee
            || facts.Fee > last.Fee
            || facts.Measures.Contains(Measure.Cheaper) && !(facts.Fee < last.Fee)
                ? Outcome.Refused("simplify.refused.fee")
            : facts.Measures.Contains(Measure.HigherService) && !(facts.Online > last.Online)
                ? Outcome.Refused("simplify.refused.online")
            : facts.WorkSaved is < 0 or > 95 || Math.Abs(facts.Officers) > MostOfficers
                ? Outcome.Refused("simplify.refused.laboratory", MostOfficers)
            : null;
    }

    public static Outcome? FaultOf(CostSheet sheet) =>
        sheet.Lines.Count is 0 or > CostSheet.MostLines
        || sheet.Rate is < 0 or > 10_000_000
        || sheet.Times is < 0 or > 10_000
        || sheet.Subjects is < 0 or > 100_000_000
        || sheet.Lines.Any(l =>
            l.Name.Length > Proposal.ShortMaxLength || IsWrong(l.Before) || IsWrong(l.After)
        )
            ? Outcome.Refused("simplify.refused.cost")
            : null;

    /// <summary>
    /// Asked before anything is published: the version that would come shows a measure against the last one, and neither the limits nor the fee are
    /// above it. A version made since may promise more than the proposal knew.
    /// </summary>
    public static Outcome? FaultOf(
        Proposal proposal,
        CatalogueVersion last,
        CatalogueVersion coming
    ) =>
        proposal.Measures.All(m => !Measures.IsShown(m, last, coming))
            ? Outcome.Refused("simplify.refused.not-shown", coming.Number)
        : coming.PromisedHours > last.PromisedHours
        || coming.StatutoryHours > last.StatutoryHours
        || coming.Fee > last.Fee
            ? Outcome.Refused("simplify.refused.worse", last.Number)
        : null;

    /// <summary>
    /// Whether the numbers of the papers that fall away still mean the same papers: papers are numbered anew in each version. Asked of every version
    /// from that in force when the proposal was made.
    /// </summary>
    public static bool KeepsPapers(Proposal proposal, CatalogueProcedure procedure)
    {
        var since = procedure.On(proposal.ProposedOn)?.Number ?? 1;
        var lists = procedure.Versions.Where(v => v.Number >= since).Select(v => v.Papers).ToList();
        return proposal.Dropped.All(n =>
            lists
                .Select(papers => n <= papers.Count ? papers[n - 1].Vi : "")
                .Distinct(StringComparer.Ordinal)
                .Count() == 1
        );
    }

    /// <summary>
    /// Whether the catalogue shows on a version what was decided: at least one of the measures, against the version before it.
    /// </summary>
    /// <param name="number">0: that the procedure ended.</param>
    /// <returns>The day of effect, or the refusal.</returns>
    public static Outcome<DateOnly> EffectOf(
        Proposal proposal,
        CatalogueProcedure? procedure,
        int number,
        DateOnly today
    )
    {
        if (proposal.State != ProposalState.Approved || procedure?.Versions is not { Count: > 0 })
        {
            return Outcome<DateOnly>.Refused("simplify.refused.not-approved");
        }

        var versions = procedure.Versions.OrderBy(v => v.Number).ToList();
        var (before, after) =
            number == 0
                ? (versions[^1], null)
                : (
                    versions.FirstOrDefault(v => v.Number == number - 1),
                    versions.FirstOrDefault(v => v.Number == number)
                );
        var day = number == 0 ? versions[^1].To : after?.From;
        return before is null || day is null
                ? Outcome<DateOnly>.Refused("simplify.refused.version", number)
            : proposal.Measures.All(m => !Measures.IsShown(m, before, after))
                ? Outcome<DateOnly>.Refused("simplify.refused.not-shown", number)
            // A version of another time cannot be the effect of this decision.
            : day < proposal.DecidedOn || day > today.AddYears(2)
                ? Outcome<DateOnly>.Refused("simplify.refused.before-decision", day)
            : Outcome<DateOnly>.Of(day.Value);
    }

    /// <summary>
    /// The procedures of the base list, each once, with the first proposal by which it counts on the day; none: not simplified. A procedure
    /// simplified by both counts to the credit of both and once in the whole. What was in effect on the day of the list is what the list began with.
    /// </summary>
    /// <param name="since">Day of the list.</param>
    public static IReadOnlyList<(string Code, Proposal? By)> Count(
        IReadOnlyList<string> list,
        DateOnly since,
        IEnumerable<Proposal> proposals,
        DateOnly day,
        Decider? credit = null
    )
    {
        var counted = proposals
            .Where(p =>
                p.CountsOn(day) && p.EffectiveOn > since && (credit is null || p.Decider == credit)
            )
            .GroupBy(p => p.Code)
            .ToDictionary(
                g => g.Key,
                g => g.OrderBy(p => p.EffectiveOn).ThenBy(p => p.Number).First()
            );
        return [.. list.Select(code => (code, counted.GetValueOrDefault(code)))];
    }

    private static bool IsWrong(CostPart part) =>
        part.Hours is < 0 or > 100_000
        || decimal.Round(part.Hours, 2) != part.Hours
        || part.Persons is < 0 or > 1000
        || part.Hired is < 0 or > 100_000_000_000m
        || part.Other is < 0 or > 100_000_000_000m;
}
