namespace ThuocDo.Shared.Access;

/// <summary>
/// Whether this installation shows invented data: real offices with simulated dossiers and sample people. Then every
/// page says so, and the sign-in page offers the demonstration accounts. Said by the host once, at the start.
/// </summary>
public sealed record DemonstrationMode(bool IsOn);
