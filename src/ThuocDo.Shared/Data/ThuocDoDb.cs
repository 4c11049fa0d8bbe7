using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Shared.Data;

/// <summary>
/// The database as all code sees it, without its engine. Mappings lie beside the entities; conventions that both
/// engines need are set here once: instants are UTC, enumerations are text, money is exact.
/// </summary>
public abstract class ThuocDoDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>What only the engine can do.</summary>
    public abstract IEngine Engine { get; }

    protected abstract IEnumerable<Assembly> Modules { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var module in Modules)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(module);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }

    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(
            value => Checked(value),
            value => DateTime.SpecifyKind(value, DateTimeKind.Utc)
        )
    {
        private static DateTime Checked(DateTime value) =>
            value.Kind == DateTimeKind.Utc
                ? value
                : throw new InvalidOperationException($"The instant {value:O} is not UTC.");
    }
}

/// <summary>What differs between the embedded database and PostgreSQL and cannot be said in LINQ.</summary>
public interface IEngine
{
    string Name { get; }

    bool IsUniqueViolation(Exception exception);

    /// <summary>True for what a repetition may cure: deadlock, serialisation failure, lost connection, busy file.</summary>
    bool IsTransient(Exception exception);

    /// <summary>
    /// Serialises writers where the engine has only one; elsewhere lets everybody pass. Waiting here is fairer and
    /// cheaper than letting them collide in the database.
    /// </summary>
    ValueTask<IDisposable> EnterAsync(CancellationToken cancellation);

    /// <summary>
    /// Makes the present transaction the only one that holds the named lock until it ends; false if another holds it.
    /// </summary>
    Task<bool> TryLockAsync(ThuocDoDb db, string name, CancellationToken cancellation);

    /// <summary>
    /// The same, waiting for the other: for a use case that looks whether there is something and then inserts it, where no row
    /// can be locked because none is there yet.
    /// </summary>
    Task LockAsync(ThuocDoDb db, string name, CancellationToken cancellation);

    /// <summary>
    /// The position below which every event is committed or never will be: the "commit horizon" of seals.
    /// </summary>
    Task<long> CommitHorizonAsync(ThuocDoDb db, CancellationToken cancellation);

    /// <summary>SQL for the first day of the month or year in which the day of a column lies, as a day again.</summary>
    string FirstDayOf(Grain grain, string column);
}

/// <summary>An entity that two people may change at once; the version changes with every event of its chain.</summary>
public interface IVersioned
{
    Guid Version { get; }
}

/// <summary>Shared bits of mappings.</summary>
public static class MappingExtensions
{
    public static void HasVersion<T>(this EntityTypeBuilder<T> builder)
        where T : class, IVersioned => builder.Property(e => e.Version).IsConcurrencyToken();
}
