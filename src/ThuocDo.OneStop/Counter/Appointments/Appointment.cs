using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Appointments;

public enum AppointmentState
{
    Booked,
    Arrived,
    Cancelled,
}

/// <summary>
/// An hour at a counter that a citizen has booked (lịch hẹn). Of an hour there are as many places as the office offers;
/// each is taken once, which the database watches, however many press at the same moment.
/// </summary>
public sealed class Appointment : IChained
{
    public const int CodeLength = 6;
    public const int ClaimMaxLength = 90;

    public static readonly ChainedFields<Appointment> Fields = new(
        "appointment",
        ("code", a => a.Code),
        ("citizen", a => a.CitizenId.ToString("D")),
        ("unit", a => a.UnitId.ToString("D")),
        ("group", a => a.Group),
        ("day", a => Canonical.Day(a.Day)),
        ("hour", a => a.Hour.ToString(CultureInfo.InvariantCulture)),
        ("place", a => a.Place?.ToString(CultureInfo.InvariantCulture)),
        ("state", a => a.State.ToString()),
        ("booked_at", a => Canonical.Instant(a.BookedAt)),
        ("arrived_at", a => Canonical.Instant(a.ArrivedAt)),
        ("cancelled_at", a => Canonical.Instant(a.CancelledAt))
    );

    public required Guid Id { get; init; }

    /// <summary>What is said at the counter or typed at the kiosk.</summary>
    public required string Code { get; init; }
    public required Guid CitizenId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Group { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The hour of the day in Viet Nam at which it begins.</summary>
    public required int Hour { get; init; }

    /// <summary>Which of the places of the hour, from 1; none after cancelling, so that another may take it.</summary>
    public int? Place { get; set; }

    /// <summary>One booking of a person at an office on a day; none after cancelling.</summary>
    public string? Claim { get; set; }
    public required AppointmentState State { get; set; }
    public required DateTime BookedAt { get; init; }
    public DateTime? ArrivedAt { get; set; }
    public DateTime? CancelledAt { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>UTC.</summary>
    public DateTime StartsAt => Slot.StartOf(Day, Hour);

    public void Arrive(DateTime at) => (State, ArrivedAt) = (AppointmentState.Arrived, at);

    public void Cancel(DateTime at) =>
        (State, CancelledAt, Place, Claim) = (AppointmentState.Cancelled, at, null, null);

    /// <summary>Letters without look-alikes.</summary>
    public static string NewCode() =>
        RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", CodeLength);

    public static string Normal(string? typed) =>
        new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}

/// <summary>
/// How many people an office receives by booking in each hour, from a day on. Plans are not changed: a new one begins on
/// its day, and what was booked before stays.
/// </summary>
public sealed class BookingPlan : IChained
{
    public const int PlacesMaxLength = 200;
    public const int MostPlaces = 99;

    public static readonly ChainedFields<BookingPlan> Fields = new(
        "booking-plan",
        ("unit", p => p.UnitId.ToString("D")),
        ("valid_from", p => Canonical.Day(p.ValidFrom)),
        ("places", p => p.Places)
    );

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary><c>hour:places</c> joined by semicolons; an hour that is not named has none.</summary>
    public required string Places { get; set; }
    public required DateTime MadeAt { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public IReadOnlyDictionary<int, int> ByHour => Read(Places);

    public static string Write(IEnumerable<KeyValuePair<int, int>> byHour) =>
        string.Join(
            ';',
            byHour
                .Where(h => h.Value > 0)
                .OrderBy(h => h.Key)
                .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}:{h.Value}"))
        );

    private static Dictionary<int, int> Read(string places) =>
        places
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split(':'))
            .ToDictionary(
                p => int.Parse(p[0], CultureInfo.InvariantCulture),
                p => int.Parse(p[1], CultureInfo.InvariantCulture)
            );
}

/// <summary>An hour that can be booked.</summary>
/// <param name="Free">Places that are left.</param>
public sealed record Slot(int Hour, int Places, int Free)
{
    /// <summary>UTC.</summary>
    public static DateTime StartOf(DateOnly day, int hour) =>
        VietnamTime.ToUtc(day.ToDateTime(new TimeOnly(hour, 0)));

    /// <summary>The hours of an office day that lie begin within its sessions.</summary>
    public static IReadOnlyList<int> HoursOf(WorkCalendar calendar, DateOnly day) =>
        [
            .. Enumerable
                .Range(0, 24)
                .Where(h =>
                    calendar
                        .Sessions(day)
                        .Any(s => s.From <= new TimeOnly(h, 0) && new TimeOnly(h, 0) < s.To)
                ),
        ];
}

public sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("onestop_appointments");
        builder.HasChain();
        builder.Property(a => a.Code).HasMaxLength(Appointment.CodeLength);
        builder.Property(a => a.Group).HasColumnName("service_group");
        builder.Property(a => a.Claim).HasMaxLength(Appointment.ClaimMaxLength);
        builder.Property(a => a.State).HasMaxLength(10);
        builder.HasIndex(a => a.Code).IsUnique();
        builder.HasIndex(a => a.Claim).IsUnique();
        builder.HasIndex(a => a.CitizenId);
        builder
            .HasIndex(a => new
            {
                a.UnitId,
                a.Day,
                a.Hour,
                a.Place,
            })
            .IsUnique();
    }
}

public sealed class BookingPlanMapping : IEntityTypeConfiguration<BookingPlan>
{
    public void Configure(EntityTypeBuilder<BookingPlan> builder)
    {
        builder.ToTable("onestop_booking_plans");
        builder.HasChain();
        builder.Property(p => p.Places).HasMaxLength(BookingPlan.PlacesMaxLength);
        builder.HasIndex(p => new { p.UnitId, p.ValidFrom }).IsUnique();
        builder.Ignore(p => p.ByHour);
    }
}
