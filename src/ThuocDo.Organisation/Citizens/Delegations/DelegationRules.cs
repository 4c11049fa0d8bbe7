using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Organisation.Citizens.Delegations;

/// <summary>What an owner asks for.</summary>
public sealed record DelegationRequest(
    string? DelegateNumber,
    DelegatedActs Acts,
    DateOnly? From,
    DateOnly? Until,
    string? Proof
);

/// <summary>When an authorisation may be given and accepted.</summary>
public static class DelegationRules
{
    /// <summary>Digits of a personal identification number.</summary>
    public const int NumberLength = 12;

    /// <summary>Null if the owner may give it on this day.</summary>
    public static Outcome? Refusal(Citizen owner, DelegationRequest asked, DateOnly today) =>
        owner.Level != IdentityLevel.Confirmed ? Outcome.Refused("delegation.refused.level")
        : asked.DelegateNumber is not { Length: NumberLength } number
        || !number.All(char.IsAsciiDigit)
            ? Outcome.Refused("delegation.refused.number")
        : number == owner.IdentityNumber ? Outcome.Refused("delegation.refused.self")
        : asked.Acts == DelegatedActs.None ? Outcome.Refused("delegation.refused.acts")
        : asked.From is not { } from
        || asked.Until is not { } until
        || until < from
        || until < today
            ? Outcome.Refused("delegation.refused.period")
        : string.IsNullOrWhiteSpace(asked.Proof) || asked.Proof.Length > Delegation.ProofMaxLength
            ? Outcome.Refused("delegation.refused.proof", Delegation.ProofMaxLength)
        : null;

    /// <summary>
    /// Null if this citizen is the person the owner named: a number only counts where the provider vouches for it, and it is the
    /// same provider that vouches for the owner.
    /// </summary>
    public static Outcome? AcceptRefusal(
        Delegation delegation,
        Citizen owner,
        Citizen who,
        DateOnly today
    ) =>
        who.Level == IdentityLevel.Declared
        || who.IsBusiness
        || who.IdentityNumber != delegation.DelegateNumber
        || who.Issuer != owner.Issuer
            ? Outcome.Refused("delegation.refused.not-named")
        : delegation.AcceptedAt is not null || !delegation.IsOpen(today)
            ? Outcome.Refused("delegation.refused.over")
        : null;
}
