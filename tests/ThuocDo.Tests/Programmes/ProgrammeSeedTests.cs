using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Programmes;

public sealed class ProgrammeSeedTests
{
    [Theory, Engines]
    public async Task Seed_Repeated_LeavesOneProgramme(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.NewContext();
        await UnitFacts.SeedAsync(db, default);

        await db.SeedProgrammeAsync();
        await db.SeedProgrammeAsync();

        (await db.Set<Programme>().CountAsync()).ShouldBe(1);
        (await db.Set<Target>().CountAsync()).ShouldBe(17);
        (await db.Set<Condition>().CountAsync()).ShouldBe(24);
        (await db.Set<Axis>().CountAsync()).ShouldBe(6);
        (await db.Set<ProgrammeTask>().CountAsync()).ShouldBe(8);
        (await db.Set<Addressee>().CountAsync()).ShouldBe(7);
        (await db.Set<Duty>().CountAsync()).ShouldBe(5);
    }

    [Theory, Engines]
    public async Task Conditions_OfTheSeededProgramme_ComeInTheOrderOfTheText(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.NewContext();
        await UnitFacts.SeedAsync(db, default);
        await db.SeedProgrammeAsync();

        var conditions = await new ConditionSource(db, ProgrammeData.Clock).ConditionsAsync(
            default
        );

        conditions
            .Select(c => c.Key)
            .ShouldBe(
                "T01a T01b T02a T02b T03 T04a T04b T05 T06 T07 T08 T09 T10 T11a T11b T12 T13 T14a T14b T15 T16 T17a T17b T17c".Split(
                    ' '
                )
            );
        var postal = conditions.Single(c => c.Key == "T12");
        (postal.Kind, postal.Limit, postal.BaseYear).ShouldBe((ConditionKind.Growth, 5m, 2020));
        postal.Readings.ShouldBe(["points", "relative"]);
        conditions.Single(c => c.Key == "T02a").Group.ShouldBe("upper-middle");
        conditions.Single(c => c.Key == "T08").Axis.ShouldBe(2);
        conditions.Single(c => c.Key == "T03").AxisName.ShouldBeNull();
    }

    [Fact]
    public void Facts_OfTheFirstDuty_AreDueOnTheDayBefore() =>
        ProgrammeFacts
            .Read()
            .Duties.Single(d => d.Rule == DueRule.Before)
            .DueOn.ShouldBe(new DateOnly(2021, 10, 29));

    [Fact]
    public void Facts_OfAddressees_NameUnitsThatExist()
    {
        var tree = UnitFacts.Tree();

        ProgrammeFacts.Read().AddresseeUnits.ShouldAllBe(a => tree.Find(a.UnitId) != null);
    }
}
