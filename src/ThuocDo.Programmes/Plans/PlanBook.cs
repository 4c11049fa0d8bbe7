using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;

namespace ThuocDo.Programmes.Plans;

/// <summary>An action plan with what stands in it today.</summary>
/// <param name="First">The version as which it was issued: its number and day are in the chain.</param>
public sealed record ActionPlan(
    Programme Programme,
    Unit Issuer,
    ProgrammeVersion First,
    ProgrammeItems Items,
    IReadOnlyList<PlanTie> Ties
)
{
    /// <summary>None where the copy at hand bears no day.</summary>
    public DateOnly? IssuedOn => First.AdoptedOn;

    /// <summary>What an item serves; none: nothing.</summary>
    public string? TiedTo(TieKind kind, string item) =>
        Ties.FirstOrDefault(t => t.Kind == kind && t.Item == item)?.TiedTo;
}

/// <summary>A body that the programme binds to issue a plan.</summary>
/// <param name="DueOn">The last day in time, the earliest of its duties; none: the duty has no day.</param>
public sealed record BoundBody(Unit Unit, DateOnly? DueOn);

/// <summary>A programme with whatever answers it.</summary>
public sealed record PlanBook(
    Programme Programme,
    ProgrammeItems Items,
    IReadOnlyList<BoundBody> Bound,
    IReadOnlyList<ActionPlan> Plans
);
