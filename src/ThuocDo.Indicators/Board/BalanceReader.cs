using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Board;

/// <summary>
/// Stock and flow of each unit in a month. The flow is counted from the days, opening and closing from folded months and
/// years, so the identity tests the folding and is not true by construction.
/// </summary>
public sealed class BalanceReader(FigureReader figures)
{
    public async Task<IReadOnlyDictionary<Guid, Balance>> ReadAsync(
        Scope scope,
        DateOnly month,
        CancellationToken cancellation
    )
    {
        var period = Interval.OfMonth(month) with { FromCells = true };
        var table = await figures.ReadAsync(
            scope,
            [
                new("opening", Interval.Beginning, month.AddDays(-1)),
                period,
                new("closing", Interval.Beginning, period.To),
            ],
            Grouping.Unit,
            Measures.Flows,
            cancellation
        );
        return table
            .Parts.Select(part => (Unit: Guid.Parse(part), Balance: Of(table, part, period.Name)))
            .Where(x => !x.Balance.IsEmpty)
            .ToDictionary(x => x.Unit, x => x.Balance);
    }

    public static Balance Sum(IEnumerable<Balance> balances)
    {
        var list = balances.ToList();
        return new Balance
        {
            Opening = list.Sum(b => b.Opening),
            Received = list.Sum(b => b.Received),
            TransferredIn = list.Sum(b => b.TransferredIn),
            Closed = list.Sum(b => b.Closed),
            TransferredOut = list.Sum(b => b.TransferredOut),
            Closing = list.Sum(b => b.Closing),
        };
    }

    private static Balance Of(FigureTable table, string part, string period)
    {
        long Open(string bucket) => Measures.Open(m => table.Count(part, m, bucket));
        return new Balance
        {
            Opening = Open("opening"),
            Received = table.Count(part, Measures.Received, period),
            TransferredIn = table.Count(part, Measures.TransferredIn, period),
            Closed = table.Count(part, Measures.Closed, period),
            TransferredOut = table.Count(part, Measures.TransferredOut, period),
            Closing = Open("closing"),
        };
    }
}
