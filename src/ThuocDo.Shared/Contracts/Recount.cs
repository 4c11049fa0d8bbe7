namespace ThuocDo.Shared.Contracts;

/// <summary>
/// Counts again from the history of the records, past facts and cells: what each measure must be for each unit and
/// month. The checks of the figures compare with it.
/// </summary>
public interface IRecount
{
    /// <summary>Keyed by unit version, first day of the month and code of the measure; what is missing is 0.</summary>
    Task<IReadOnlyDictionary<(Guid Unit, DateOnly Month, string Measure), long>> RecountAsync(
        CancellationToken cancellation
    );
}
