using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>What an act does. The comment says which fields it uses besides the body, the day and the document.</summary>
public enum ActKind
{
    /// <summary>A public service unit begins; <c>Other</c>: the one it was split from.</summary>
    Established,

    /// <summary>It goes under another unit: that unit is the place.</summary>
    Moved,

    /// <summary>It ends in <c>Other</c>, which takes over its quota and its people.</summary>
    Merged,

    /// <summary>It ends and nobody takes over.</summary>
    Dissolved,

    /// <summary>Group 1 to 4 (<c>Code</c>) by a law (<c>Law</c>), to the last day (<c>Until</c>).</summary>
    Autonomy,

    /// <summary>Of a year: own revenue (<c>Amount</c>) and recurrent spending (<c>Second</c>), in đồng.</summary>
    Revenue,

    /// <summary>It is to be merged or otherwise changed by a day (<c>Until</c>); <c>Note</c> says how.</summary>
    Planned,

    /// <summary>People allowed in a year (<c>Count</c>) by pay source (<c>Code</c>).</summary>
    Quota,

    /// <summary>A person begins on a position (<c>Position</c>) with a pay source (<c>Code</c>); <c>Note</c>: recruited, appointed, moved.</summary>
    Appointed,

    /// <summary>A person leaves the staff.</summary>
    Departed,

    /// <summary>A person is posted to the one-stop unit up to a planned last day (<c>Until</c>).</summary>
    Posted,

    /// <summary>The posting has ended.</summary>
    Returned,

    /// <summary>A course is finished (<c>Note</c>), of so many days (<c>Count</c>).</summary>
    Trained,

    /// <summary>The class (<c>Code</c>) of a year by the law in force on the day.</summary>
    Evaluated,

    /// <summary>A disciplinary measure (<c>Code</c>), to the last day on which it counts (<c>Until</c>).</summary>
    Disciplined,

    /// <summary>A person is to leave by a day (<c>Until</c>), so that the unit has fewer.</summary>
    LeavePlanned,

    /// <summary>Money of a year for a product (<c>Code</c>).</summary>
    Allotted,

    /// <summary>Money of a year spent on a product (<c>Code</c>).</summary>
    Spent,
}

/// <summary>Who pays a person; also the two kinds of quota.</summary>
public static class PaySources
{
    public const string Budget = "budget";
    public const string OwnRevenue = "own-revenue";

    public static readonly IReadOnlyList<string> All = [Budget, OwnRevenue];
}

/// <summary>
/// One dated act about a body, its people or its money. The ledger is append-only: a wrong act is cancelled by a counter-act and both stay. How
/// many units, people and self-financing units there were on a day is a fold of the acts, kept nowhere.
/// </summary>
public sealed class OrganisationAct : IChained
{
    public const int DocumentMaxLength = 100;
    public const int NoteMaxLength = 500;
    public const int CodeMaxLength = 40;
    public const int PositionMaxLength = 40;

    public static readonly ChainedFields<OrganisationAct> Fields = new(
        "organisation-act",
        ("number", a => Text(a.Number)),
        ("kind", a => a.Kind.ToString()),
        ("service-unit", a => a.ServiceUnitId?.ToString("D")),
        ("unit", a => a.UnitId.ToString("D")),
        ("other", a => a.OtherId?.ToString("D")),
        ("person", a => a.PersonId?.ToString("D")),
        ("position", a => a.Position),
        ("code", a => a.Code),
        ("law", a => a.Law),
        ("year", a => a.Year is { } year ? Text(year) : null),
        ("count", a => a.Count is { } count ? Text(count) : null),
        ("amount", a => a.Amount?.ToString("0", CultureInfo.InvariantCulture)),
        ("second", a => a.Second?.ToString("0", CultureInfo.InvariantCulture)),
        ("effective-on", a => Canonical.Day(a.EffectiveOn)),
        ("until", a => a.Until is { } day ? Canonical.Day(day) : null),
        ("document", a => a.Document),
        ("document-on", a => Canonical.Day(a.DocumentOn)),
        ("note", a => a.Note),
        ("counter-of", a => a.CounterOf?.ToString("D"))
    );

    public required Guid Id { get; init; }

    /// <summary>From 1, without a gap; orders acts of one day.</summary>
    public required int Number { get; init; }
    public required ActKind Kind { get; init; }

    /// <summary>None: the body is an agency, which is a unit itself.</summary>
    public Guid? ServiceUnitId { get; init; }

    /// <summary>The agency; of a service unit its place on the day of the act.</summary>
    public required Guid UnitId { get; init; }
    public Guid? OtherId { get; init; }
    public Guid? PersonId { get; init; }
    public string? Position { get; init; }
    public string? Code { get; init; }
    public string? Law { get; init; }
    public int? Year { get; init; }
    public int? Count { get; init; }
    public decimal? Amount { get; init; }
    public decimal? Second { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Until { get; init; }
    public required string Document { get; init; }
    public required DateOnly DocumentOn { get; init; }
    public string? Note { get; init; }

    /// <summary>The act it cancels.</summary>
    public Guid? CounterOf { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Its place in time: acts of one day follow each other by their numbers.</summary>
    public ActOrder Order => new(EffectiveOn, Number);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A moment between acts: after every act that is not later.</summary>
public readonly record struct ActOrder(DateOnly Day, int Number) : IComparable<ActOrder>
{
    /// <summary>After all acts of a day.</summary>
    public static ActOrder EndOf(DateOnly day) => new(day, int.MaxValue);

    public int CompareTo(ActOrder other) =>
        Day == other.Day ? Number.CompareTo(other.Number) : Day.CompareTo(other.Day);

    public static bool operator <(ActOrder one, ActOrder other) => one.CompareTo(other) < 0;

    public static bool operator >(ActOrder one, ActOrder other) => one.CompareTo(other) > 0;

    public static bool operator <=(ActOrder one, ActOrder other) => one.CompareTo(other) <= 0;

    public static bool operator >=(ActOrder one, ActOrder other) => one.CompareTo(other) >= 0;
}

public sealed class OrganisationActMapping : IEntityTypeConfiguration<OrganisationAct>
{
    public void Configure(EntityTypeBuilder<OrganisationAct> builder)
    {
        builder.ToTable("organisation_acts");
        builder.HasChain();
        builder.Ignore(a => a.Order);
        builder.Property(a => a.Kind).HasMaxLength(20);
        builder.Property(a => a.Position).HasMaxLength(OrganisationAct.PositionMaxLength);
        builder.Property(a => a.Code).HasMaxLength(OrganisationAct.CodeMaxLength);
        builder.Property(a => a.Law).HasMaxLength(OrganisationAct.CodeMaxLength);
        builder.Property(a => a.Document).HasMaxLength(OrganisationAct.DocumentMaxLength);
        builder.Property(a => a.Note).HasMaxLength(OrganisationAct.NoteMaxLength);
        // Two officers at once: the second runs again and sees what the first has left.
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => a.CounterOf).IsUnique();
        builder.HasIndex(a => new { a.UnitId, a.Kind });
        builder.HasIndex(a => new { a.ServiceUnitId, a.Kind });
        builder.HasIndex(a => a.PersonId);
        PointsTo<ServiceUnit>(builder, nameof(OrganisationAct.ServiceUnitId));
        PointsTo<ServiceUnit>(builder, nameof(OrganisationAct.OtherId));
        PointsTo<Unit>(builder, nameof(OrganisationAct.UnitId));
        PointsTo<Person>(builder, nameof(OrganisationAct.PersonId));
        PointsTo<OrganisationAct>(builder, nameof(OrganisationAct.CounterOf));
    }

    private static void PointsTo<T>(EntityTypeBuilder<OrganisationAct> builder, string property)
        where T : class =>
        builder.HasOne<T>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
