using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Procedures;

/// <summary>
/// One row that changes with every publication, import and decision on the calendar: web nodes keep what dates are counted by
/// in memory and look at this row to learn that another node has changed it.
/// </summary>
public sealed class CatalogueStamp
{
    public const int OnlyId = 1;

    public required int Id { get; init; }
    public required Guid Value { get; set; }

    /// <summary>To be called in the transaction that changes the catalogue or the calendar.</summary>
    public static async Task ChangeAsync(ThuocDoDb db, CancellationToken cancellation)
    {
        var next = Guid.CreateVersion7();
        if (await db.Set<CatalogueStamp>().FindAsync([OnlyId], cancellation) is { } stamp)
        {
            stamp.Value = next;
        }
        else
        {
            db.Add(new CatalogueStamp { Id = OnlyId, Value = next });
        }
    }
}

public sealed class CatalogueStampMapping : IEntityTypeConfiguration<CatalogueStamp>
{
    public void Configure(EntityTypeBuilder<CatalogueStamp> builder)
    {
        builder.ToTable("onestop_catalogue_stamp");
        builder.Property(s => s.Id).ValueGeneratedNever();
    }
}

/// <summary>Knows the present stamp, at most <see cref="Patience"/> old.</summary>
public sealed class CatalogueStamps(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>So long may another node's publication go unseen; new versions therefore begin on a later day.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Guid? known;
    private long looked;

    public async ValueTask<Guid> CurrentAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (known is { } value && time.GetElapsedTime(looked) < Patience)
            {
                return value;
            }

            // The others go on with what is known while one of them looks.
            looked = time.GetTimestamp();
        }

        await using var scope = scopes.CreateAsyncScope();
        var stamp = await scope
            .ServiceProvider.GetRequiredService<ThuocDoDb>()
            .Set<CatalogueStamp>()
            .AsNoTracking()
            .Where(s => s.Id == CatalogueStamp.OnlyId)
            .Select(s => (Guid?)s.Value)
            .SingleOrDefaultAsync(cancellation);
        lock (gate)
        {
            known = stamp ?? Guid.Empty;
            return known.Value;
        }
    }

    /// <summary>The next question is answered by the database.</summary>
    public void Forget()
    {
        lock (gate)
        {
            known = null;
        }
    }
}
