using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Indices.Prints;

/// <summary>How many prints of a file were new, and how many were there.</summary>
public sealed record PrintImport(int Added, int Known);

/// <summary>Takes printed figures in and withdraws those taken in by mistake. Nothing is overwritten.</summary>
public sealed class PrintDesk(ThuocDoDb db, UnitOfWork work, ICurrentUser user, Clock clock)
{
    public const string Taken = "index-print.taken";
    public const string WithdrawnEvent = "index-print.withdrawn";

    /// <summary>All lines or none. A line that is there already adds nothing.</summary>
    public async Task<Outcome<PrintImport>> ImportAsync(
        IReadOnlyCollection<PrintLine> lines,
        string key,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.IndexManage))
        {
            return Outcome<PrintImport>.Refused("index-print.refused.right");
        }

        return await work.RunAsync(
            new ActionKey(key, Taken, user.UserId),
            async token =>
            {
                var asked = lines.DistinctBy(IndexPrint.IdOf).ToList();
                var ids = asked.Select(IndexPrint.IdOf).ToList();
                var known = await db.Set<IndexPrint>()
                    .Where(p => ids.Contains(p.Id))
                    .Select(p => p.Id)
                    .ToHashSetAsync(token);
                var added = asked.Where(l => !known.Contains(IndexPrint.IdOf(l))).ToList();
                foreach (var line in added)
                {
                    db.AddRecorded(IndexPrint.Fields, Print(line), Taken, clock.Now, user.UserId);
                }

                await db.SaveChangesAsync(token);
                return Outcome<PrintImport>.Of(new(added.Count, asked.Count - added.Count));
            },
            cancellation
        );
    }

    /// <param name="id">The print.</param>
    /// <param name="version">As the page showed it.</param>
    /// <param name="reason">Why it does not count.</param>
    /// <param name="key">Made when the form was shown.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Outcome> WithdrawAsync(
        Guid id,
        Guid version,
        string? reason,
        string key,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.IndexManage))
        {
            return Outcome.Refused("index-print.refused.right");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > IndexPrint.TextMaxLength)
        {
            return Outcome.Refused("index-print.refused.reason", IndexPrint.TextMaxLength);
        }

        return await work.RunAsync(
            new ActionKey(key, WithdrawnEvent, user.UserId),
            async token =>
            {
                if (
                    await db.Set<IndexPrint>().SingleOrDefaultAsync(p => p.Id == id, token)
                    is not { } print
                )
                {
                    return Outcome.Refused("index-print.refused.none");
                }

                if (print.Version != version || print.Withdrawn is not null)
                {
                    return Outcome.Stale("index-print.refused.stale");
                }

                var row = new ChainedRow<IndexPrint>(IndexPrint.Fields, print);
                print.Withdraw(reason.Trim());
                db.Add(row.Record(WithdrawnEvent, clock.Now, user.UserId));
                await db.SaveChangesAsync(token);
                return Outcome.Done;
            },
            cancellation
        );
    }

    private IndexPrint Print(PrintLine line) =>
        new()
        {
            Id = IndexPrint.IdOf(line),
            Index = line.Index,
            Year = line.Year,
            Province = line.Province,
            Part = line.Part,
            Score = line.Score,
            Rank = line.Rank,
            Ranked = line.Ranked,
            Group = line.Group,
            Publisher = line.Publisher,
            Source = line.Source,
            PublishedOn = line.PublishedOn,
            ImportedAt = clock.Now,
            ImportedBy = user.UserId,
        };
}
