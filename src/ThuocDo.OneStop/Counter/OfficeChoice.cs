using ThuocDo.Organisation.Units;

namespace ThuocDo.OneStop.Counter;

/// <summary>The choice of an office above a page, where somebody works for more than one.</summary>
public sealed record OfficeChoice(IReadOnlyList<Unit> Offices, Guid Chosen);
