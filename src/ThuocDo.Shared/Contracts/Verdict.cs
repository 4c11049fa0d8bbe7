namespace ThuocDo.Shared.Contracts;

/// <summary>What can be said of a target on a day.</summary>
public enum Verdict
{
    Met,

    /// <summary>The deadline has not passed, but at the present pace the target will be missed.</summary>
    AtRisk,
    NotMet,

    /// <summary>The register or the published figure the target needs is not there yet.</summary>
    NotYetMeasured,

    /// <summary>Nothing falls under the target: the denominator is 0.</summary>
    NotApplicable,
}
