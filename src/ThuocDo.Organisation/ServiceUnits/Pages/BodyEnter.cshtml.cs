using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>Enters decisions on bodies: moves, mergers, ends, autonomy, quota, plans.</summary>
[Requires(Permissions.StaffApprove)]
public sealed class BodyEnterModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : ActEnterModel(shelf, sheets, desk, user, texts)
{
    public override string Address => ServiceUnitLinks.Enter;
    public override string Back => ServiceUnitLinks.Register;
    public override IReadOnlyList<ActKind> Of => ActRules.OfBodies;
    protected override string Permission => Permissions.StaffApprove;
}
