using ThuocDo.OneStop.Dossiers;

namespace ThuocDo.OneStop.Simulation;

/// <summary>Everything one simulated dossier writes.</summary>
public sealed record SimulatedDossier(
    DossierWork Work,
    Applicant Applicant,
    OnlineUser? FirstOnline
);

/// <summary>What to simulate. The same plan gives the same records on every engine.</summary>
/// <param name="Dossiers">How many are received.</param>
/// <param name="From">First day of receipt.</param>
/// <param name="To">Last day: what would happen later has not happened.</param>
public sealed record SimulationPlan(int Dossiers, DateOnly From, DateOnly To, int Seed);
