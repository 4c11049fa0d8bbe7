using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

/// <summary>A sealed figure in which a record is counted.</summary>
/// <param name="Key">By which its proof is asked for.</param>
/// <param name="Month">First day of the closed month.</param>
public sealed record ProvableFigure(
    string Key,
    DateOnly Month,
    Bilingual Name,
    Bilingual Unit,
    long Numerator,
    long Denominator
);

/// <summary>
/// Proves to the owner of a record that it is counted in sealed figures, without showing any other record. Who asks must have
/// shown a right to the record.
/// </summary>
public interface IInclusionProofs
{
    /// <summary>In the order of months, units from the own up, and figures.</summary>
    Task<IReadOnlyList<ProvableFigure>> FiguresOfAsync(
        Guid recordId,
        CancellationToken cancellation
    );

    /// <returns>The proof as a file; none where the figure does not count the record, or no longer holds.</returns>
    Task<byte[]?> ProveAsync(Guid recordId, string key, CancellationToken cancellation);
}
