using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Reference;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class ClockLedgerFaultTests
{
    private static readonly DateTime Monday = At("2024-03-04 09:00");
    private static readonly DateTime Tuesday = At("2024-03-05 09:00");
    private static readonly DateTime Wednesday = At("2024-03-06 09:00");
    private static readonly DateTime Friday = At("2024-03-08 17:00");

    private static Ledger Started => Ledger.Start(Monday, "5wd", Friday);

    private static void Faults(Ledger ledger, ClockLedgerFault fault)
    {
        var thrown = Should.Throw<ClockLedgerException>(() => ledger.Fold());
        thrown.Fault.ShouldBe(fault);
        thrown.EntryId.ShouldBe(ledger.Entries[^1].Id);
        thrown.Message.ShouldContain(fault.ToString());
    }

    [Fact]
    public void Fold_ActsOutOfOrder_NameTheFault()
    {
        Faults(Ledger.Empty.Stop(Monday), ClockLedgerFault.NotStarted);
        Faults(Ledger.Empty.Extend(Monday, Friday), ClockLedgerFault.NotStarted);
        Faults(Ledger.Empty.Resume(Monday), ClockLedgerFault.ResumedWithoutStop);
        Faults(
            Started.Add(ClockEntryKind.Started, Tuesday, "receipt", null, "5wd"),
            ClockLedgerFault.StartedTwice
        );
        Faults(Started.Resume(Tuesday), ClockLedgerFault.ResumedWithoutStop);
        Faults(Started.Restart(Tuesday, "5wd"), ClockLedgerFault.RestartedWithoutStop);
        Faults(Started.Stop(Tuesday).Stop(Tuesday), ClockLedgerFault.StoppedTwice);
        Faults(
            Started.Stop(Tuesday).Extend(Wednesday, At("2024-03-20 17:00")),
            ClockLedgerFault.ExtendedWhileStopped
        );
        Faults(Started.End(Tuesday).Stop(Wednesday), ClockLedgerFault.EntryAfterEnd);
        Faults(Started.End(Tuesday).End(Wednesday), ClockLedgerFault.EntryAfterEnd);
    }

    [Fact]
    public void Fold_MissingOrImpossibleContent_NamesTheFault()
    {
        Faults(Ledger.Start(Monday, null), ClockLedgerFault.LimitMissing);
        Faults(Ledger.Start(Monday, "0wd"), ClockLedgerFault.LimitMissing);
        Faults(Started.Stop(Tuesday).Restart(Wednesday, null), ClockLedgerFault.LimitMissing);
        Faults(Started.Extend(Tuesday, null), ClockLedgerFault.PromiseMissing);
        Faults(Started.Extend(Tuesday, Friday), ClockLedgerFault.ExtensionNotLater);
    }

    [Fact]
    public void Fold_TamperedOrder_NamesTheFault()
    {
        Faults(
            Started.Add(ClockEntryKind.Stopped, Tuesday, "supplement", sequence: 3),
            ClockLedgerFault.SequenceBroken
        );
        Faults(
            Started.Add(ClockEntryKind.Stopped, Tuesday, "supplement", sequence: 1),
            ClockLedgerFault.SequenceBroken
        );
        Faults(
            Started.Add(
                ClockEntryKind.Stopped,
                Tuesday,
                "supplement",
                dossier: StableId.From("dossier:other")
            ),
            ClockLedgerFault.SeveralDossiers
        );
        Faults(Started.Stop(Monday.AddMinutes(-1)), ClockLedgerFault.TimeRunsBackwards);
    }
}
