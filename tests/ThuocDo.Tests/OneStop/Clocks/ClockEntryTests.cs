using Shouldly;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class ClockEntryTests
{
    [Fact]
    public void Canonical_OfAnEntry_IsOneLineWithInstantsInMilliseconds()
    {
        var entry = Ledger.Start(At("2024-02-07 16:10"), "5wd", At("2024-02-21 17:00")).Entries[0];

        entry
            .Canonical()
            .ShouldBe(
                $"clock|{entry.Id}|{entry.DossierId}|1|Started|2024-02-07T09:10:00.000Z|receipt|61/2018 Art 19.4|5wd|2024-02-21T10:00:00.000Z|test"
            );
    }

    [Fact]
    public void Canonical_SeparatorsInTheText_CannotImitateAnotherEntry()
    {
        var one = Ledger.Empty.End(At("2024-02-07 16:10"), "a|b").Entries[0].Canonical();
        var two = Ledger.Empty.End(At("2024-02-07 16:10"), "a\\pb").Entries[0].Canonical();
        var three = Ledger.Empty.End(At("2024-02-07 16:10"), "a\nb").Entries[0].Canonical();

        new[] { one, two, three }.Distinct().Count().ShouldBe(3);
        three.ShouldNotContain('\n');
        one.Count(c => c == '|').ShouldBe(10);
    }
}
