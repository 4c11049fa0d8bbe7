using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.OneStop.Clocks;

/// <summary>A ledger written by intent, in local times: <c>Ledger.Start("2024-03-05 09:00", "5wd").Stop(…)</c>.</summary>
internal sealed class Ledger
{
    private static readonly Guid Dossier = StableId.From("dossier:clock-test");
    private readonly List<ClockEntry> entries = [];

    public IReadOnlyList<ClockEntry> Entries => entries;

    public static Ledger Start(DateTime local, string? limit, DateTime? promised = null) =>
        new Ledger().Add(ClockEntryKind.Started, local, "receipt", promised, limit);

    public static Ledger Empty => new();

    public Ledger Stop(DateTime local) => Add(ClockEntryKind.Stopped, local, "supplement");

    public Ledger Resume(DateTime local, DateTime? promised = null) =>
        Add(ClockEntryKind.Resumed, local, "supplement", promised);

    public Ledger Restart(DateTime local, string? limit, DateTime? promised = null) =>
        Add(ClockEntryKind.Restarted, local, "supplement", promised, limit);

    public Ledger Extend(DateTime local, DateTime? promised) =>
        Add(ClockEntryKind.Extended, local, "extension", promised);

    public Ledger End(DateTime local, string ground = "result") =>
        Add(ClockEntryKind.Ended, local, ground);

    public Ledger Add(
        ClockEntryKind kind,
        DateTime local,
        string ground,
        DateTime? promised = null,
        string? limit = null,
        int? sequence = null,
        Guid? dossier = null
    )
    {
        entries.Add(
            new ClockEntry
            {
                Id = StableId.From($"clock-test:{entries.Count}"),
                DossierId = dossier ?? Dossier,
                Sequence = sequence ?? entries.Count + 1,
                Kind = kind,
                At = VietnamTime.ToUtc(local),
                Ground = ground,
                Article = "61/2018 Art 19.4",
                Limit = limit,
                Promised = promised is { } p ? VietnamTime.ToUtc(p) : null,
                CalendarVersion = "test",
            }
        );
        return this;
    }

    public ClockState Fold(WorkCalendar? calendar = null) =>
        DossierClock.Fold(entries, calendar ?? WorkCalendar.National());
}
