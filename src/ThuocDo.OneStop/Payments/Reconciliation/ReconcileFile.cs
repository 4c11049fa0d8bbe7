using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <param name="UnitId">The unit that keeps the account; whether the person may reconcile for it was asked before.</param>
/// <param name="From">None: the first day in the file.</param>
/// <param name="By">None: the command line.</param>
public sealed record ReconcileRequest(
    string Account,
    Guid UnitId,
    string FileName,
    byte[] Content,
    DateOnly? From,
    DateOnly? To,
    Guid? By
);

/// <summary>
/// Compares a statement with the ledger and keeps the differences. The same file again is the same run; another file of
/// the same account and days takes the place of the earlier one and keeps what was explained.
/// </summary>
public sealed class ReconcileFile(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore numbers,
    Clock clock
)
{
    public const int MostBytes = 8 << 20;

    private const string Counter = "reconciliation";

    /// <returns>The number of the run, or the sentences of what is wrong in the file.</returns>
    public async Task<(Outcome<int> Run, IReadOnlyList<Explanation> Errors)> RunAsync(
        ReconcileRequest request,
        CancellationToken cancellation
    )
    {
        var file = StatementFile.Read(
            new StringReader(Encoding.UTF8.GetString(request.Content)),
            request.Account
        );
        if (file.Errors.Count > 0)
        {
            return (Outcome<int>.Refused("reconcile.refused.file"), file.Errors);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Content));
        var from = request.From ?? file.Lines.Min(l => l.Day);
        var to = request.To ?? file.Lines.Max(l => l.Day);
        if (to < from)
        {
            return (Outcome<int>.Refused("reconcile.refused.days"), []);
        }

        return (
            await unitOfWork.RunAsync(
                new ActionKey(
                    $"reconcile:{request.Account}:{hash[..32]}:{from:yyMMdd}{to:yyMMdd}",
                    "money.reconcile",
                    null
                ),
                token => OnceAsync(request, file, hash, from, to, token),
                cancellation
            ),
            []
        );
    }

    private async Task<Outcome<int>> OnceAsync(
        ReconcileRequest request,
        StatementFile file,
        string hash,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var ours = await OursAsync(request.Account, from, to, file.Lines, cancellation);
        var found = Matcher.Compare(request.Account, from, to, file.Lines, ours);
        var explained = await SupersedeAsync(request.Account, from, to, cancellation);
        var act = ActContext.Live(request.By, clock.Now);
        var run = new ReconciliationRun
        {
            Id = act.NextId(act.At),
            Number = await numbers.NextNumberAsync(Counter, BillStore.CounterDay, cancellation),
            UnitId = request.UnitId,
            Account = request.Account,
            From = from,
            To = to,
            FileHash = hash,
            FileName = request.FileName[
                ..Math.Min(request.FileName.Length, ReconciliationRun.FileNameMaxLength)
            ],
            Lines = file.Lines.Count,
            Theirs = file.Lines.Sum(l => l.Amount),
            Ours = ours.Where(o => o.Account == request.Account && from <= o.Day && o.Day <= to)
                .Sum(o => o.Amount),
            At = act.At,
            By = request.By,
        };
        db.Add(run);
        for (var i = 0; i < found.Count; i++)
        {
            var same = explained.FirstOrDefault(e => IsSame(e, found[i]));
            db.Add(
                new ReconciliationDifference
                {
                    Id = act.NextId(act.At),
                    RunId = run.Id,
                    Sequence = i + 1,
                    Kind = found[i].Kind,
                    Reference = found[i].Reference,
                    Transaction = found[i].Transaction,
                    Day = found[i].Day,
                    Theirs = found[i].Theirs,
                    Ours = found[i].Ours,
                    Detail = found[i].Detail,
                    Note = same?.Note,
                    ResolvedAt = same?.ResolvedAt,
                    ResolvedBy = same?.ResolvedBy,
                    IsBooked = same?.IsBooked ?? false,
                }
            );
        }

        return Outcome<int>.Of(run.Number);
    }

    private async Task<List<OwnLine>> OursAsync(
        string account,
        DateOnly from,
        DateOnly to,
        IReadOnlyList<StatementLine> lines,
        CancellationToken cancellation
    )
    {
        var ours = db.Set<LedgerEntry>()
            .Where(e => e.Method != PaymentMethod.Cash && e.Reference != null);
        var entries = await ours.Where(e => e.Account == account && e.Day >= from && e.Day <= to)
            .ToListAsync(cancellation);
        foreach (var chunk in lines.Select(l => l.Reference).Distinct().Chunk(500))
        {
            entries.AddRange(
                await ours.Where(e => chunk.Contains(e.Reference!)).ToListAsync(cancellation)
            );
        }

        return
        [
            .. entries
                .DistinctBy(e => e.Id)
                .Select(e => new OwnLine(
                    e.Reference!,
                    e.Transaction,
                    e.Amount,
                    e.Day,
                    e.Account ?? ""
                )),
        ];
    }

    private async Task<List<ReconciliationDifference>> SupersedeAsync(
        string account,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var earlier = await db.Set<ReconciliationRun>()
            .Where(r => r.Account == account && r.From == from && r.To == to && !r.IsSuperseded)
            .ToListAsync(cancellation);
        foreach (var run in earlier)
        {
            run.IsSuperseded = true;
        }

        var ids = earlier.Select(r => r.Id).ToList();
        return await db.Set<ReconciliationDifference>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.RunId) && d.ResolvedAt != null)
            .ToListAsync(cancellation);
    }

    private static bool IsSame(ReconciliationDifference earlier, FoundDifference now) =>
        earlier.Kind == now.Kind
        && earlier.Reference == now.Reference
        && earlier.Transaction == now.Transaction
        && earlier.Theirs == now.Theirs
        && earlier.Ours == now.Ours;
}
