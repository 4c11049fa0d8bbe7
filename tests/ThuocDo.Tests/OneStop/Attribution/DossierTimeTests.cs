using CsCheck;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop.Attribution;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Clocks;
using ThuocDo.Tests.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Attribution;

public sealed class DossierTimeTests
{
    private static readonly Guid First = StableId.From("unit:first");
    private static readonly Guid Second = StableId.From("unit:second");
    private static readonly WorkCalendar Calendar = WorkCalendar.National();

    /// <summary>A year with a head replaced in July, a clock that stands, and two communes that merge in November.</summary>
    [Fact]
    public void Pieces_HeadReplacedAndUnitsMerged_ArePutDownToWhoeverHeldThePost()
    {
        // Received in June, stopped over the change of heads, still open at the merger of 15 November.
        var stops = new[]
        {
            new ClockStop(Utc("2024-07-08 10:00"), Utc("2024-07-12 10:00"), "supplement", ""),
        };
        var moves = new[] { new UnitMove(Utc("2024-11-15 00:00"), Second) };
        var terms = new[]
        {
            Term("old", First, "2020-01-01", "2024-07-10"),
            Term("new", First, "2024-07-10", "2024-11-15"),
            Term("secretary", First, "2020-01-01", "2024-11-15"),
            Term("merged", Second, "2024-12-01", null),
        };
        var (from, to) = (Utc("2024-06-03 08:00"), Utc("2024-12-03 15:00"));

        var pieces = DossierTime.Pieces(from, to, First, moves, stops, Calendar);
        var heads = DossierTime.ByHeads(pieces, terms, Calendar);

        heads
            .Select(h =>
                (
                    VietnamTime.ToLocal(h.Piece.From),
                    h.Piece.UnitId,
                    h.Piece.Runs,
                    string.Join(' ', h.Heads.Select(t => t.PersonName))
                )
            )
            .ShouldBe([
                (At("2024-06-03 08:00"), First, true, "old secretary"),
                (At("2024-07-08 10:00"), First, false, "old secretary"),
                (At("2024-07-10 00:00"), First, false, "new secretary"),
                (At("2024-07-12 10:00"), First, true, "new secretary"),
                // Nobody was appointed in the merged commune before December.
                (At("2024-11-15 00:00"), Second, true, ""),
                (At("2024-12-01 00:00"), Second, true, "merged"),
            ]);
        Sums([.. heads.Select(h => h.Piece)], from, to);
    }

    [Fact]
    public void Moves_OfAnAgencyThatEnded_CountFromItsEndHoweverLateItsSuccessorTookOver()
    {
        var end = new DateOnly(2024, 11, 15);
        EventPayload Moved(DateOnly day, Guid from, Guid to) =>
            EventPayload.Read(
                Canonical.Payload(
                    [
                        new("unit", $"{to:D}"),
                        new("transfers", new DossierTransfer(day, from, to).ToString()),
                    ],
                    [],
                    []
                )
            );
        var received = EventPayload.Read(Canonical.Payload([new("unit", $"{First:D}")], [], []));

        IReadOnlyList<UnitMove> Moves(string at, DateOnly day, DateOnly? endOfFirst) =>
            UnitMoves.Of(
                [(Utc("2024-11-01 08:00"), received), (Utc(at), Moved(day, First, Second))],
                unit => unit == First ? endOfFirst : null
            );

        var midnight = new UnitMove(Utc("2024-11-15 00:00"), Second);
        Moves("2024-11-20 09:00", end, end).ShouldBe([midnight]);
        Moves("2024-11-15 09:00", end, end).ShouldBe([midnight]);
        Moves("2024-11-15 09:00", end, null)
            .ShouldBe([new UnitMove(Utc("2024-11-15 09:00"), Second)]);
    }

    [Fact]
    public void Pieces_OfAnyLedgerMovesAndHeads_FollowEachOtherAndAddUp() =>
        Gen.Select(
                DeadlinePropertyTests.Calendars,
                DeadlinePropertyTests.Times,
                Gen.Select(Gen.Int[0, 8000], Gen.Int[0, 20000], Gen.Bool).Array[0, 4],
                Gen.Int[0, 60000].Array[0, 3],
                Gen.Int[-30, 60].Array[0, 8],
                Gen.Int[0, 30000]
            )
            .Sample(
                (calendar, start, acts, moved, days, rest) =>
                {
                    var ledger = Ledger.Start(start, "5wd");
                    var now = start;
                    foreach (var (run, stood, closes) in acts)
                    {
                        now = now.AddMinutes(run);
                        ledger.Stop(now);
                        now = now.AddMinutes(stood);
                        _ = closes ? ledger.Restart(now, "5wd") : ledger.Resume(now);
                    }

                    var (from, to) = (
                        VietnamTime.ToUtc(start),
                        VietnamTime.ToUtc(now.AddMinutes(rest))
                    );
                    var moves = moved
                        .Order()
                        .Select(
                            (m, i) => new UnitMove(from.AddMinutes(m), i % 2 == 0 ? Second : First)
                        )
                        .ToList();
                    var terms = days.Chunk(2)
                        .Select(
                            (d, i) =>
                                Term(
                                    $"{i}",
                                    i % 2 == 0 ? First : Second,
                                    DateOnly.FromDateTime(start).AddDays(d.Min()),
                                    d.Length > 1
                                        ? DateOnly.FromDateTime(start).AddDays(d.Max())
                                        : null
                                )
                        )
                        .ToList();
                    var stops = ledger.Fold(calendar).Stops;

                    var pieces = DossierTime.Pieces(from, to, First, moves, stops, calendar);
                    var heads = DossierTime.ByHeads(pieces, terms, calendar);

                    Sums(pieces, from, to, calendar);
                    Sums([.. heads.Select(h => h.Piece)], from, to, calendar);
                    foreach (var (piece, held) in heads)
                    {
                        var last = VietnamTime.DayOf(piece.To.AddMinutes(-1));
                        terms
                            .Where(t => t.UnitId == piece.UnitId && t.IsHeldOn(last))
                            .ShouldBe(held, ignoreOrder: true);
                        stops
                            .Any(s => s.From <= piece.From && piece.To <= (s.To ?? to))
                            .ShouldBe(!piece.Runs);
                    }
                }
            );

    /// <summary>Two simulated years around the end of the districts: every dossier's time, at the end of the second year.</summary>
    [Theory, Engines]
    public async Task Pieces_OfSimulatedDossiers_AddUpThroughReorganisation(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.SimulateAsync(400);
        var now = new DateTime(2025, 12, 31, 16, 0, 0, DateTimeKind.Utc);
        await database.UseAsync(async db =>
        {
            var terms = await new HeadTerms(db).OfAsync(null, default);
            var ends = (await db.Set<Unit>().ToListAsync()).ToDictionary(u => u.Id, u => u.ValidTo);
            var entries = (await db.Set<ClockEntry>().ToListAsync()).ToLookup(e => e.DossierId);
            var events = (
                await db.Set<HistoryEvent>().Where(e => e.Chain == DossierWork.Chain).ToListAsync()
            ).ToLookup(e => e.SubjectId);
            var (moved, stood) = (0, 0);
            foreach (var dossier in await db.Set<Dossier>().ToListAsync())
            {
                var (from, to) = (dossier.ReceivedAt, dossier.ClosedAt ?? now);
                var moves = UnitMoves.Of(
                    events[dossier.Id]
                        .OrderBy(e => e.Sequence)
                        .Select(e => (e.At, EventPayload.Read(e.Payload))),
                    unit => ends[unit]
                );
                var state = DossierClock.Fold(entries[dossier.Id], Calendar);
                var pieces = DossierTime.Pieces(
                    from,
                    to,
                    dossier.FirstUnitId,
                    moves,
                    state.Stops,
                    Calendar
                );
                var heads = DossierTime.ByHeads(pieces, terms, Calendar);

                state.StartedAt.ShouldBe(from);
                state.EndedAt.ShouldBe(dossier.ClosedAt);
                Sums(pieces, from, to);
                Sums([.. heads.Select(h => h.Piece)], from, to);
                pieces[^1].UnitId.ShouldBe(dossier.UnitId);
                // Nobody has a dossier after the end of the agency, and no agency was without a head.
                foreach (var (piece, held) in heads)
                {
                    held.ShouldNotBeEmpty();
                    (
                        ends[piece.UnitId] is not { } end || VietnamTime.DayOf(piece.From) < end
                    ).ShouldBeTrue();
                }

                moved += dossier.Transfers.Length > 0 ? 1 : 0;
                stood += state.Stops.Count;
            }

            moved.ShouldBeGreaterThan(0);
            stood.ShouldBeGreaterThan(0);
        });
    }

    private static HeadTerm Term(string name, Guid unit, DateOnly from, DateOnly? to) =>
        new(
            Guid.CreateVersion7(),
            new ThuocDo.Organisation.Posts.Post
            {
                Id = Guid.CreateVersion7(),
                UnitId = unit,
                Title = "Trưởng",
                TitleEn = "Head",
                IsHead = true,
                Rank = 1,
            },
            StableId.From(name),
            name,
            from,
            to
        );

    private static HeadTerm Term(string name, Guid unit, string from, string? to) =>
        Term(name, unit, Day(from), to is null ? null : Day(to));

    private static DateTime Utc(string local) => VietnamTime.ToUtc(At(local));

    private static void Sums(
        IReadOnlyList<TimePiece> pieces,
        DateTime from,
        DateTime to,
        WorkCalendar? by = null
    )
    {
        if (from >= to)
        {
            pieces.ShouldBeEmpty();
            return;
        }

        pieces[0].From.ShouldBe(from);
        pieces[^1].To.ShouldBe(to);
        foreach (var (one, next) in pieces.Zip(pieces.Skip(1)))
        {
            next.From.ShouldBe(one.To);
        }

        pieces.ShouldAllBe(p => p.From < p.To);
        TimeSpan.FromTicks(pieces.Sum(p => p.Elapsed.Ticks)).ShouldBe(to - from);
        pieces.Sum(p => p.WorkingMinutes).ShouldBe(DossierTime.Minutes(from, to, by ?? Calendar));
    }
}
