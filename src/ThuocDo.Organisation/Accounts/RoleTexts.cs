using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>The name of a role as a key of the texts.</summary>
public static class RoleTexts
{
    public static string NameKey(this Role role) =>
        role switch
        {
            Role.Leader => "role.leader",
            Role.PartyOffice => "role.party_office",
            Role.HomeAffairs => "role.home_affairs",
            Role.ProcedureControl => "role.procedure_control",
            Role.UnitHead => "role.unit_head",
            Role.Receptionist => "role.receptionist",
            Role.Specialist => "role.specialist",
            Role.Signer => "role.signer",
            Role.Accountant => "role.accountant",
            Role.Inspector => "role.inspector",
            Role.Administrator => "role.administrator",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };
}
