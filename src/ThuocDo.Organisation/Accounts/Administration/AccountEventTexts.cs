namespace ThuocDo.Organisation.Accounts.Administration;

/// <summary>The sentence for an event of an account as a key of the texts.</summary>
public static class AccountEventTexts
{
    public static string KeyOf(string type) =>
        type switch
        {
            AccountEvents.Created => "admin.event.created",
            AccountEvents.Locked => "admin.event.locked",
            AccountEvents.Unlocked => "admin.event.unlocked",
            AccountEvents.PasswordChanged => "admin.event.password_changed",
            AccountEvents.PasswordReset => "admin.event.password_reset",
            AccountEvents.SecondFactorEnrolled => "admin.event.second_factor_enrolled",
            AccountEvents.SecondFactorRemoved => "admin.event.second_factor_removed",
            AccountEvents.SecondFactorReset => "admin.event.second_factor_reset",
            AccountEvents.ProviderTied => "admin.event.provider_tied",
            AccountEvents.RoleAssigned => "admin.event.role_assigned",
            AccountEvents.RoleEnded => "admin.event.role_ended",
            _ => "admin.event.other",
        };
}
