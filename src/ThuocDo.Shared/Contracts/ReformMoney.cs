namespace ThuocDo.Shared.Contracts;

/// <summary>Money of the reform of one body in a year, in đồng.</summary>
/// <param name="UnitId">As it was on the day of the documents.</param>
public sealed record ReformMoney(Guid UnitId, decimal Planned, decimal Spent);

/// <summary>The ledger of the reform's money, for those who show a budget beside it; only what the present user may read.</summary>
public interface IReformMoney
{
    Task<IReadOnlyList<ReformMoney>> OfYearAsync(int year, CancellationToken cancellation);
}
