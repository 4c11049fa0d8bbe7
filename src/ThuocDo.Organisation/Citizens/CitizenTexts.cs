using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens;

public static class CitizenTexts
{
    public static string NameKey(this IdentityLevel level) =>
        level switch
        {
            IdentityLevel.Confirmed => "citizen.level.confirmed",
            IdentityLevel.Basic => "citizen.level.basic",
            _ => "citizen.level.declared",
        };

    public static string NameKey(this CitizenKind kind) =>
        kind == CitizenKind.Business ? "citizen.kind.business" : "citizen.kind.person";
}
