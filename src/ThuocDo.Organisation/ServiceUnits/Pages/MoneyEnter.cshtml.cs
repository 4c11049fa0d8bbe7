using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>Enters money: allotted and spent against products, and own revenue of service units.</summary>
[Requires(Permissions.FundingManage)]
public sealed class MoneyEnterModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : ActEnterModel(shelf, sheets, desk, user, texts)
{
    public override string Address => ServiceUnitLinks.EnterBudget;
    public override string Back => ServiceUnitLinks.Budget;
    public override IReadOnlyList<ActKind> Of => ActRules.OfMoney;
    protected override string Permission => Permissions.FundingManage;
}
