using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>Enters acts about people: for those who keep the staff.</summary>
[Requires(Permissions.StaffManage)]
public sealed class StaffEnterModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : ActEnterModel(shelf, sheets, desk, user, texts)
{
    public override string Address => StaffLinks.Enter;
    public override string Back => StaffLinks.Overview;
    public override IReadOnlyList<ActKind> Of => ActRules.OfPeople;
    protected override string Permission => Permissions.StaffManage;
}
