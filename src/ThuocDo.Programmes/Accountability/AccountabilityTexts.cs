namespace ThuocDo.Programmes.Accountability;

/// <summary>Text keys of proposals.</summary>
public static class AccountabilityTexts
{
    public static string Of(ProposalKind kind) =>
        kind switch
        {
            ProposalKind.Commend => "head.kind.commend",
            ProposalKind.Criticise => "head.kind.criticise",
            _ => "head.kind.discipline",
        };

    public static string Of(ProposalState state) =>
        state switch
        {
            ProposalState.Decided => "head.state.decided",
            ProposalState.Withdrawn => "head.state.withdrawn",
            _ => "head.state.proposed",
        };
}
