using Shouldly;
using ThuocDo.Organisation.Units;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class UnitTreeTests
{
    private static readonly UnitTree Tree = UnitFacts.Tree();
    private static readonly UnitKind[] Communes =
    [
        UnitKind.Commune,
        UnitKind.Ward,
        UnitKind.Township,
    ];

    [Theory]
    [InlineData("2021-06-01", "ninh-thuan", 7, 65)]
    [InlineData("2024-10-31", "ninh-thuan", 7, 65)]
    [InlineData("2024-11-01", "ninh-thuan", 7, 62)]
    [InlineData("2025-06-30", "ninh-thuan", 7, 62)]
    [InlineData("2025-07-01", "ninh-thuan", 0, 0)]
    [InlineData("2025-06-30", "khu-vuc-ninh-thuan", 0, 0)]
    [InlineData("2025-07-01", "khu-vuc-ninh-thuan", 0, 24)]
    public void Tree_OnDay_HoldsUnitsOfThatDay(string day, string root, int districts, int communes)
    {
        var units = Below(Tree.Find(root)!, DateOnly.Parse(day, null)).ToList();

        units.Count(u => u.Kind == UnitKind.District).ShouldBe(districts);
        units.Count(u => Communes.Contains(u.Kind)).ShouldBe(communes);
    }

    [Fact]
    public void Subtree_OfProvince_HoldsUnitsOfAllTimeAndNoneOfItsSuccessor()
    {
        var subtree = Tree.Subtree(Tree.Find("ninh-thuan")!.Id);

        subtree.ShouldContain(Unit.IdOf("c22747"), "ended in 2024");
        subtree.ShouldContain(Unit.IdOf("c22750-2024"), "began in 2024");
        subtree.ShouldNotContain(Unit.IdOf("c22750-2025"));
        subtree.ShouldAllBe(id => Tree.IsWithin(id, Unit.IdOf("ninh-thuan")));
    }

    [Fact]
    public void Units_Shipped_LieWithinTheValidityOfTheirParents() =>
        Tree
            .All.Where(u =>
                u.ParentId is { } id
                && Tree[id] is var parent
                && (
                    u.ValidFrom < parent.ValidFrom
                    || (parent.ValidTo is { } end && (u.ValidTo is null || u.ValidTo > end))
                )
            )
            .Select(u => u.Key)
            .ShouldBeEmpty();

    [Fact]
    public void Units_ThatEnded_HaveASuccessorFromTheirLastDayOn() =>
        Tree
            .All.Where(u =>
                u.ValidTo is { } end
                && Communes.Contains(u.Kind)
                && !Tree.SuccessionsFrom(u.Id)
                    .Any(e => e.EffectiveOn == end && Tree[e.ToUnitId].IsValidOn(end))
            )
            .Select(u => u.Key)
            .ShouldBeEmpty();

    /// <summary>Đông Hải went to two wards; the same name goes on with another extent.</summary>
    [Fact]
    public void Successors_OfASplitWard_AreSeveral() =>
        Tree.SuccessionsFrom(Unit.IdOf("c22768"))
            .Count(e => e.Kind == SuccessionKind.Split)
            .ShouldBeGreaterThan(1);

    /// <summary>22750 was Thanh Sơn until 2024 and Phủ Hà after.</summary>
    [Fact]
    public void Codes_OfDifferentUnits_MayBeTheSame() =>
        Tree.All.Where(u => u.Code == "22750").Select(u => u.Name).Distinct().Count().ShouldBe(2);

    private static IEnumerable<Unit> Below(Unit unit, DateOnly day) =>
        Tree.ChildrenOn(unit.Id, day).SelectMany(c => Below(c, day).Prepend(c));
}
