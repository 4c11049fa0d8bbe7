namespace ThuocDo.Shared.History;

/// <summary>A record or figure that no longer holds, as printed by <c>thuocdo verify</c>.</summary>
/// <param name="Kind">dossier, event, clock, fact, cell, figure, seal …</param>
/// <param name="Subject">Dossier code, unit and measure, number of the seal.</param>
public sealed record Finding(
    string Kind,
    string Subject,
    string Period,
    string Field,
    string Expected,
    string Found
);

/// <param name="Month">First day of the month to which the check is limited; none for everything.</param>
public sealed record AuditScope(DateOnly? Month);

/// <summary>One part of the check that stored records are what history says. Each module brings its own.</summary>
public interface IAudit
{
    IAsyncEnumerable<Finding> FindAsync(AuditScope scope, CancellationToken cancellation);
}
