using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Indicators;

/// <summary>
/// Facts made by hand, written as the use cases write them; some of them folded as the folder folds them.
/// </summary>
public sealed class FactSheet
{
    private readonly List<Fact> facts = [];

    public static readonly Guid Procedure = new("0199c000-0000-7000-8000-000000000001");

    public IReadOnlyList<Fact> Facts => facts;

    public FactSheet Add(
        string unit,
        string day,
        FactKind kind,
        FactTraits traits = FactTraits.None,
        int count = 1,
        Guid? subject = null,
        Guid? procedure = null
    )
    {
        facts.Add(
            new Fact
            {
                SubjectId = subject ?? Guid.CreateVersion7(),
                UnitId = Unit.IdOf(unit),
                ProcedureId = procedure ?? Procedure,
                Channel = Channel.Counter,
                Day = DateOnly.ParseExact(day, "yyyy-MM-dd"),
                Kind = kind,
                Traits = (long)traits,
                Count = count,
                EventId = Guid.CreateVersion7(),
                RecordedOn = DateOnly.ParseExact(day, "yyyy-MM-dd"),
            }
        );
        return this;
    }

    /// <summary>The last fact was written down on another day than its own.</summary>
    public FactSheet RecordedOn(DateOnly day)
    {
        facts[^1] = facts[^1] with { RecordedOn = day };
        return this;
    }

    /// <summary>A contribution that another day took back.</summary>
    public FactSheet TakeBack(string unit, string day, FactKind kind, Guid subject, string on)
    {
        Add(unit, day, kind, count: -1, subject: subject);
        facts[^1] = facts[^1] with { RecordedOn = DateOnly.ParseExact(on, "yyyy-MM-dd") };
        return this;
    }

    /// <summary>Adds the facts to those of a database, not folded.</summary>
    public Task AddToAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            db.AddRange(facts);
            db.AddRange(facts.Select(PendingFact.Of));
            await db.SaveChangesAsync();
        });

    /// <summary>As many records alike.</summary>
    public FactSheet Many(
        int times,
        string unit,
        string day,
        FactKind kind,
        FactTraits traits = FactTraits.None
    )
    {
        for (var i = 0; i < times; i++)
        {
            Add(unit, day, kind, traits);
        }

        return this;
    }

    /// <summary>Writes the facts, the first of them into cells and the others as pending.</summary>
    public async Task<TestDatabase> WriteAsync(Engine engine, int folded = int.MaxValue)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(db => WriteAsync(db, folded));
        return database;
    }

    public async Task WriteAsync(ThuocDoDb db, int folded)
    {
        await UnitFacts.SeedAsync(db, default);
        if (!await db.Set<MeasureRow>().AnyAsync())
        {
            db.AddRange(
                Measures.All.Select(m => new MeasureRow
                {
                    Code = m.Code,
                    Kind = m.Kind,
                    Required = (long)m.Required,
                    Excluded = (long)m.Excluded,
                })
            );
        }

        db.AddRange(facts);
        db.AddRange(facts.Skip(folded).Select(PendingFact.Of));
        db.AddRange(Cells(facts.Take(folded)));
        db.AddRange(Periods(facts.Take(folded)));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>What a figure must be, counted one by one.</summary>
    public long Count(Measure measure, IReadOnlySet<Guid> units, DateOnly from, DateOnly to) =>
        facts
            .Where(f =>
                units.Contains(f.UnitId)
                && f.Day >= from
                && f.Day <= to
                && measure.Counts(f.Kind, f.Traits)
            )
            .Sum(f => (long)f.Count);

    private static IEnumerable<Cell> Cells(IEnumerable<Fact> folded) =>
        folded
            .GroupBy(f => new
            {
                f.UnitId,
                f.ProcedureId,
                f.Channel,
                f.Day,
                f.Kind,
                f.Traits,
            })
            .Select(g => new Cell
            {
                UnitId = g.Key.UnitId,
                ProcedureId = g.Key.ProcedureId,
                Channel = g.Key.Channel,
                Day = g.Key.Day,
                Kind = g.Key.Kind,
                Traits = g.Key.Traits,
                Count = g.Sum(f => (long)f.Count),
            });

    private static IEnumerable<PeriodCell> Periods(IEnumerable<Fact> folded) =>
        from fact in folded
        from measure in Measures.All
        where measure.Counts(fact.Kind, fact.Traits)
        from period in new[]
        {
            (Grain: Grain.Day, Start: fact.Day),
            (Grain: Grain.Month, Start: new DateOnly(fact.Day.Year, fact.Day.Month, 1)),
            (Grain: Grain.Year, Start: new DateOnly(fact.Day.Year, 1, 1)),
        }
        group fact by (fact.UnitId, period.Grain, period.Start, measure.Code) into cell
        select new PeriodCell
        {
            UnitId = cell.Key.UnitId,
            Grain = cell.Key.Grain,
            Period = cell.Key.Start,
            Measure = cell.Key.Code,
            Count = cell.Sum(f => (long)f.Count),
        };
}
