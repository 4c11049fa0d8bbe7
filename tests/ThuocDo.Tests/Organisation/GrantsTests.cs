using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class GrantsTests
{
    private static readonly UnitTree Tree = UnitFacts.Tree();
    private static readonly DateOnly Before = new(2025, 6, 30);
    private static readonly DateOnly After = new(2025, 7, 1);

    [Theory]
    [InlineData(Role.Specialist, "d587", "c22888", true)]
    [InlineData(Role.Specialist, "d587", "d587", true)]
    [InlineData(Role.Specialist, "d587", "d586", false)]
    [InlineData(Role.Specialist, "d587", "ninh-thuan", false)]
    [InlineData(Role.Specialist, "c22888", "c22891", false)]
    [InlineData(Role.Specialist, "ninh-thuan", "c22747", true)]
    public void Role_ForAUnit_CoversItsSubtreeAlone(Role role, string unit, string of, bool may) =>
        On(Before, (role, unit)).Has(Permissions.DossierProcess, Unit.IdOf(of)).ShouldBe(may);

    [Theory]
    [InlineData("ninh-thuan", "khu-vuc-ninh-thuan")]
    [InlineData("ninh-thuan", "c22888-2025")]
    [InlineData("ninh-thuan", "kh-so-tu-phap")]
    [InlineData("c22888", "c22888-2025")]
    [InlineData("tt-pvhcc", "kh-tt-pvhcc")]
    [InlineData("so-noi-vu", "so-noi-vu-2025")]
    public void Role_ForAUnitThatEnded_CoversWhatWentOn(string unit, string successor)
    {
        var id = Unit.IdOf(successor);
        var started = Tree[id].ValidFrom;

        On(started, (Role.Inspector, unit)).Has(Permissions.DossierView, id).ShouldBeTrue();
        On(started.AddDays(-1), (Role.Inspector, unit))
            .Has(Permissions.DossierView, id)
            .ShouldBeFalse("the unit has not ended yet");
    }

    [Fact]
    public void Role_ForAUnitThatEnded_StillCoversItsOwnPast() =>
        On(After, (Role.Specialist, "c22888"))
            .Has(Permissions.DossierProcess, Unit.IdOf("c22888"))
            .ShouldBeTrue();

    /// <summary>The district committee's tasks went to the provincial one; its staff did not become provincial.</summary>
    [Fact]
    public void Role_OfAnEndedDistrict_DoesNotRiseToTheProvince()
    {
        Tree.SuccessionsFrom(Unit.IdOf("thanh-uy-prtc"))
            .ShouldContain(e => e.ToUnitId == Unit.IdOf("kh-tinh-uy"));

        On(After, (Role.Leader, "thanh-uy-prtc"))
            .Has(Permissions.BoardView, Unit.IdOf("kh-tinh-uy"))
            .ShouldBeFalse();
    }

    [Fact]
    public void Units_ForARoleWithoutThePermission_AreNone()
    {
        var grants = On(Before, (Role.Receptionist, "ninh-thuan"));

        grants.Has(Permissions.DossierSign).ShouldBeFalse();
        grants.UnitsFor(Permissions.DossierSign).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void Structure_ForAnyRole_IsOpenForEveryUnit()
    {
        var grants = On(Before, (Role.Receptionist, "c22888"));

        grants.UnitsFor(Permissions.UnitsView).ShouldBeNull();
        grants.Has(Permissions.UnitsView, Unit.IdOf("d582")).ShouldBeTrue();
    }

    [Fact]
    public void Account_WithoutRoles_HasItselfOnly()
    {
        var grants = On(Before);

        Permissions.All.Where(grants.Has).ShouldBe([Permissions.OwnAccount]);
    }

    [Fact]
    public void Roles_ForTwoUnits_AddUp()
    {
        var grants = On(Before, (Role.Specialist, "c22888"), (Role.Signer, "c22891"));

        grants.Has(Permissions.DossierView, Unit.IdOf("c22891")).ShouldBeTrue();
        grants.Has(Permissions.DossierView, Unit.IdOf("c22888")).ShouldBeTrue();
        grants.Has(Permissions.DossierProcess, Unit.IdOf("c22891")).ShouldBeFalse();
        grants.Has(Permissions.DossierSign, Unit.IdOf("c22888")).ShouldBeFalse();
    }

    private static Grants On(DateOnly day, params (Role Role, string Unit)[] roles) =>
        Grants.Of(roles.Select(r => (r.Role, Unit.IdOf(r.Unit))), Tree, day);
}
