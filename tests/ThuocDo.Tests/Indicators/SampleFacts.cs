using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Tests.Indicators;

/// <summary>Writes chains of events with their facts as a use case does, without the machinery of dossiers.</summary>
public static class SampleFacts
{
    public static readonly UnitTree Tree = UnitFacts.Tree();

    /// <summary>Units of the district level and below that live all through 2024.</summary>
    public static readonly IReadOnlyList<Unit> Units =
    [
        .. Tree
            .All.Where(u =>
                u.ValidFrom <= new DateOnly(2024, 1, 1)
                && (u.ValidTo is null || u.ValidTo > new DateOnly(2025, 1, 1))
                && u.Level == Level.Commune
            )
            .OrderBy(u => u.Key, StringComparer.Ordinal)
            .Take(6),
    ];

    private static readonly Guid[] Procedures = [StableId.From("p:1"), StableId.From("p:2")];

    public static Guid SubjectId(int number) => StableId.From($"sample:{number}");

    /// <summary>One subject that is received and, unless open, resolved in time or late.</summary>
    public static async Task WriteAsync(
        ThuocDoDb db,
        int number,
        DateOnly received,
        DateOnly? closed,
        bool late = false
    )
    {
        using var turn = await db.Engine.EnterAsync(default);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var head = Event(db, ChainHead.Start("dossier", SubjectId(number)), "dossier.received");
        var traits = (number % 3 == 0 ? FactTraits.Online : 0) | FactTraits.FeeDue;
        Add(db, number, head.Event, received, FactKind.Received, traits, 1);
        if (closed is { } day)
        {
            var end = Event(db, head.Head, "dossier.closed");
            var result = FactTraits.Resolved | (late ? FactTraits.Late : FactTraits.OnTime);
            Add(db, number, end.Event, day, FactKind.Closed, traits | result, 1);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>Subjects of one unit that are received and resolved on the same days, in one transaction.</summary>
    public static async Task WriteManyAsync(
        ThuocDoDb db,
        IEnumerable<int> numbers,
        DateOnly received,
        DateOnly closed
    )
    {
        using var turn = await db.Engine.EnterAsync(default);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var number in numbers)
        {
            var head = Event(db, ChainHead.Start("dossier", SubjectId(number)), "dossier.received");
            Add(db, number, head.Event, received, FactKind.Received, FactTraits.FeeDue, 1);
            var end = Event(db, head.Head, "dossier.closed");
            var traits = FactTraits.FeeDue | FactTraits.Resolved | FactTraits.OnTime;
            Add(db, number, end.Event, closed, FactKind.Closed, traits, 1);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>A later correction of one closed subject: resolved late after all.</summary>
    public static async Task CorrectAsync(ThuocDoDb db, int number, DateOnly closed, ChainHead head)
    {
        using var turn = await db.Engine.EnterAsync(default);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var traits = (number % 3 == 0 ? FactTraits.Online : 0) | FactTraits.FeeDue;
        var e = Event(db, head, "dossier.corrected").Event;
        var before = traits | FactTraits.Resolved | FactTraits.OnTime;
        Add(db, number, e, closed, FactKind.Closed, before, -1);
        var after = traits | FactTraits.Resolved | FactTraits.Late;
        Add(db, number, e, closed, FactKind.Closed, after, 1);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    private static (HistoryEvent Event, ChainHead Head) Event(
        ThuocDoDb db,
        ChainHead head,
        string type
    )
    {
        var e = HistoryEvent.Append(
            head,
            Guid.CreateVersion7(),
            new DateTime(2024, 3, 1, 2, 0, 0, DateTimeKind.Utc),
            null,
            type,
            Canonical.Payload([], [])
        );
        db.Add(e);
        return (e, head.After(e));
    }

    private static void Add(
        ThuocDoDb db,
        int number,
        HistoryEvent e,
        DateOnly day,
        FactKind kind,
        FactTraits traits,
        int count
    )
    {
        var fact = new Fact
        {
            SubjectId = e.SubjectId,
            UnitId = Units[number % Units.Count].Id,
            ProcedureId = Procedures[number % 2],
            Channel = number % 3 == 0 ? Channel.Online : Channel.Counter,
            Day = day,
            Kind = kind,
            Traits = (long)traits,
            Count = count,
            EventId = e.Id,
            RecordedOn = day,
        };
        db.Add(fact);
        db.Add(PendingFact.Of(fact));
    }
}
