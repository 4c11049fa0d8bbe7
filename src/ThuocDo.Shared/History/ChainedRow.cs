using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Data;

namespace ThuocDo.Shared.History;

/// <summary>A record with a chain of its own: its row is what its events say.</summary>
public interface IChained : IVersioned
{
    Guid Id { get; }

    /// <summary>Number of events in its chain and hash of the last one.</summary>
    int Events { get; set; }
    byte[] ChainHash { get; set; }

    /// <summary>The last event.</summary>
    new Guid Version { get; set; }
}

/// <summary>How a kind of record is written field by field in its events; the check reads the row the same way.</summary>
public sealed class ChainedFields<T>(
    string chain,
    params (string Name, Func<T, string?> Read)[] fields
)
    where T : class, IChained
{
    public string Chain => chain;

    public string?[] Read(T row) => [.. fields.Select(f => f.Read(row))];

    public IEnumerable<KeyValuePair<string, string?>> Named(T row) =>
        fields.Select(f => new KeyValuePair<string, string?>(f.Name, f.Read(row)));

    /// <param name="before">None: the record is new.</param>
    /// <param name="after">As it now is.</param>
    public IEnumerable<KeyValuePair<string, string?>> Difference(string?[]? before, string?[] after)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (before is null ? after[i] is not null : before[i] != after[i])
            {
                yield return new(fields[i].Name, after[i]);
            }
        }
    }
}

/// <summary>A record in hand. It remembers how the record was, so that an event holds what changed and nothing else.</summary>
public sealed class ChainedRow<T>(ChainedFields<T> fields, T row)
    where T : class, IChained
{
    private string?[]? before = row.Events == 0 ? null : fields.Read(row);

    public T Row => row;

    /// <summary>Links the act to the chain; the caller adds the event to its context beside the row.</summary>
    public HistoryEvent Record(
        string type,
        DateTime at,
        Guid? actor,
        params (string Name, string? Value)[] particulars
    )
    {
        var after = fields.Read(row);
        var next = HistoryEvent.Append(
            new ChainHead(fields.Chain, row.Id, row.Events, row.ChainHash),
            Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero)),
            at,
            actor,
            type,
            Canonical.Payload(
                fields.Difference(before, after),
                [],
                particulars
                    .Where(p => !string.IsNullOrWhiteSpace(p.Value))
                    .Select(p => new KeyValuePair<string, string?>(p.Name, p.Value))
            )
        );
        before = after;
        (row.Events, row.ChainHash, row.Version) = (next.Sequence, next.Hash, next.Id);
        return next;
    }
}

/// <summary>
/// Compares each record of a kind with its chain. The links themselves are checked by the check of all chains; here the row
/// must be what the events, told one after the other, made of it.
/// </summary>
public sealed class ChainedAudit<T>(ThuocDoDb db, ChainedFields<T> fields) : IAudit
    where T : class, IChained
{
    private const int BatchSize = 500;

    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // These records belong to no closed month; a check of one month leaves them out.
        if (scope.Month is not null)
        {
            yield break;
        }

        var ids = await db.Set<T>().Select(r => r.Id).OrderBy(id => id).ToListAsync(cancellation);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var rows = await db.Set<T>()
                .AsNoTracking()
                .Where(r => batch.Contains(r.Id))
                .ToListAsync(cancellation);
            var events = (
                await db.Set<HistoryEvent>()
                    .AsNoTracking()
                    .Where(e => batch.Contains(e.SubjectId) && e.Chain == fields.Chain)
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.SubjectId);
            foreach (var finding in rows.SelectMany(r => Compare(r, [.. events[r.Id]])))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Compare(T row, List<HistoryEvent> chain)
    {
        chain.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        var told = new Dictionary<string, string?>();
        foreach (var (name, value) in chain.SelectMany(SetBy))
        {
            told[name] = value;
        }

        var last = chain.LastOrDefault();
        if (
            row.Events != (last?.Sequence ?? 0)
            || last is not null && !row.ChainHash.AsSpan().SequenceEqual(last.Hash)
        )
        {
            yield return Wrong(row, "events", Text(last?.Sequence ?? 0), Text(row.Events));
        }

        foreach (var (name, value) in fields.Named(row))
        {
            if (told.GetValueOrDefault(name) != value)
            {
                yield return Wrong(row, name, told.GetValueOrDefault(name) ?? "", value ?? "");
            }
        }
    }

    private Finding Wrong(T row, string field, string expected, string found) =>
        new(fields.Chain, row.Id.ToString("D"), "", field, expected, found);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, string?> SetBy(HistoryEvent next)
    {
        try
        {
            return EventPayload.Read(next.Payload).Set;
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A forged text no longer fits its hash, which the check of all chains names.
            return new Dictionary<string, string?>();
        }
    }
}

public static class ChainedServices
{
    /// <summary>Lets the check know a kind of record that has chains.</summary>
    public static IServiceCollection AddChained<T>(
        this IServiceCollection services,
        ChainedFields<T> fields
    )
        where T : class, IChained =>
        services.AddScoped<IAudit>(provider => new ChainedAudit<T>(
            provider.GetRequiredService<ThuocDoDb>(),
            fields
        ));

    /// <summary>Adds a new record as it now is, with the event that made it.</summary>
    public static void AddRecorded<T>(
        this ThuocDoDb db,
        ChainedFields<T> fields,
        T row,
        string type,
        DateTime at,
        Guid? actor,
        params (string Name, string? Value)[] particulars
    )
        where T : class, IChained
    {
        db.Add(row);
        db.Add(new ChainedRow<T>(fields, row).Record(type, at, actor, particulars));
    }

    /// <summary>What the mappings of such records have in common.</summary>
    public static void HasChain<T>(this EntityTypeBuilder<T> builder)
        where T : class, IChained
    {
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasVersion();
    }
}
