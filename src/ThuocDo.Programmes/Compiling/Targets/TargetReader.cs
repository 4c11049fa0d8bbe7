using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>Reads the targets of one sentence in its surroundings.</summary>
public static class TargetReader
{
    public static IReadOnlyList<Target> Read(Sentence s, Surroundings around)
    {
        var quantities = Asides.Without(s, QuantityReader.Read(s), around.IssueYear);
        if (quantities.Count == 0)
        {
            return [];
        }

        var clauses = ClauseDates.Dated(s, TurnReader.Turned(s, ClauseReader.Read(s, quantities)));
        var names = NameReader.Read(s, clauses);
        var targets = new List<Target>();
        for (var k = 0; k < clauses.Count; k++)
        {
            if (KindReader.Read(s, clauses[k], around) is { } kind)
            {
                foreach (var subject in SubjectReader.Read(s, clauses, k, names))
                {
                    targets.AddRange(Of(s, clauses, k, kind, subject, around));
                }
            }
        }

        return targets;
    }

    private static IEnumerable<Target> Of(
        Sentence s,
        IReadOnlyList<Clause> clauses,
        int k,
        TargetKind kind,
        Subject subject,
        Surroundings around
    )
    {
        var clause = clauses[k];
        var q = clause.Quantity;
        var deadline = clause.Date?.Deadline is { Length: > 0 } own ? own : around.Deadline;
        var name = WithOpening(subject.Name, around);
        var target = new Target
        {
            Section = around.Section,
            Name = name,
            Operator = q.Operator,
            Value = q.Printed,
            Unit = UnitOf(s, clause),
            Scope = ScopeOf(s, q, subject, OpeningScope(around) ?? around.Place),
            Deadline = deadline,
            RankGroup = q.RankGroup,
            BaseYear = clause.BaseYear ?? "",
            Kind = kind,
            Sentence = s.Text,
            IsStrivenFor = s.Has(WordClass.Goal),
            Doubts = Doubts(q, deadline),
        };
        return q.Kind == QuantityKind.Rank ? RankSpread.Spread(s, clauses, k, target) : [target];
    }

    /// <summary>A short name takes the words of the line that opens the list, any name those that say for whom it is.</summary>
    private static string WithOpening(string name, Surroundings around) =>
        around.Opening.Length > 0
        && (name.Split(' ').Length < 5 || OpeningScope(around) is not null)
        && !new Sentence(name).Is(0, WordClass.Measure)
            ? $"{around.Opening.TrimEnd(':', ' ')}: {name}"
            : name;

    private static string? OpeningScope(Surroundings around) =>
        around.Opening.Length > 0
        && new Sentence(around.Opening) is var opening
        && opening.First(WordClass.Scope) is { Value: not "own" } scope
            ? ScopeText(opening, scope)
            : null;

    /// <summary>"Mỗi năm kết nạp 3.000 đảng viên": what is done or changes each year is counted by the year.</summary>
    private static string UnitOf(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        return
            (q.IsPercent ? q.Turn != Turn.None : q.Kind is QuantityKind.Count or QuantityKind.Money)
            && s.Has(WordClass.Yearly, clause.Start, q.Number)
            && !q.Unit.Contains('/', StringComparison.Ordinal)
            ? $"{q.Unit}/{Lexicon.Shipped.Printed("year")}"
            : q.Unit;
    }

    /// <summary>The level or place that is named; an index has it in its name, the whole province is the document's own.</summary>
    private static string ScopeOf(Sentence s, Quantity q, Subject subject, string own) =>
        q.Kind is QuantityKind.Rank or QuantityKind.Group
        || s.First(WordClass.Scope, subject.First, subject.End) is not { Value: not "own" } scope
            ? own
            : ScopeText(s, scope);

    private static string ScopeText(Sentence s, Match scope) =>
        scope.Value.Length > 0 ? scope.Value : s.Slice(scope.First, scope.End);

    private static List<Doubt> Doubts(Quantity q, string deadline)
    {
        var doubts = new List<Doubt>();
        if (q is { IsPercent: true, Turn: Turn.Growth })
        {
            doubts.Add(Doubt.GrowthOfRate);
        }
        else if (q is { IsPercent: true, Operator: "=" })
        {
            doubts.Add(Doubt.BarePercent);
        }
        else if (q.Kind == QuantityKind.Group)
        {
            doubts.Add(Doubt.NamedGroup);
        }

        if (deadline.Length == 0)
        {
            doubts.Add(Doubt.NoDeadline);
        }

        return doubts;
    }
}
