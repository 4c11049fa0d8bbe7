using System.Globalization;
using Writing = ThuocDo.Shared.History.Canonical;

namespace ThuocDo.OneStop.Clocks;

public enum ClockEntryKind
{
    /// <summary>The dossier was received; the limit runs.</summary>
    Started,

    /// <summary>Something outside the office is awaited; the limit does not run.</summary>
    Stopped,

    /// <summary>The limit runs on where it stopped.</summary>
    Resumed,

    /// <summary>The limit is counted again from zero (Decree 61/2018 Art 19.4).</summary>
    Restarted,

    /// <summary>A new return date was set with an apology (Decree 61/2018 Art 19.9).</summary>
    Extended,

    /// <summary>Result, refusal or withdrawal: nothing moves any more.</summary>
    Ended,
}

/// <summary>One line of a dossier's clock. Lines are only ever added; every due date is a fold of them.</summary>
public sealed class ClockEntry
{
    public const int GroundMaxLength = 40;
    public const int ArticleMaxLength = 80;
    public const int LimitMaxLength = 12;
    public const int CalendarVersionMaxLength = 12;

    public required Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    /// <summary>Position in the dossier's ledger, without gaps.</summary>
    public required int Sequence { get; init; }

    public required ClockEntryKind Kind { get; init; }

    /// <summary>UTC, never before that of the entry in front.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why, as a short code: <c>receipt</c>, <c>supplement</c>, <c>payment</c>, <c>extension</c>, <c>result</c>, <c>refusal</c>, <c>withdrawal</c>, <c>case</c>, <c>case-result</c>, <c>recall</c>, <c>waiting</c>.</summary>
    public required string Ground { get; init; }

    /// <summary>On what article, for instance <c>61/2018 Art 19.4</c>; see <see cref="Citation"/>.</summary>
    public required string Article { get; init; }

    /// <summary>The limit that starts running, in the form of <see cref="Shared.Time.Limit"/>; with Started and Restarted.</summary>
    public string? Limit { get; init; }

    /// <summary>The appointment this entry promises, UTC: the date on the slip or in the apology.</summary>
    public DateTime? Promised { get; init; }

    /// <summary>The calendar by which the entry was made.</summary>
    public required string CalendarVersion { get; init; }

    /// <summary>The entry as one line, the same on every engine and machine; this is what is hashed.</summary>
    public string Canonical() =>
        string.Join(
            '|',
            "clock",
            Id.ToString("D"),
            DossierId.ToString("D"),
            Sequence.ToString(CultureInfo.InvariantCulture),
            Kind.ToString(),
            Writing.Instant(At),
            Escaped(Ground),
            Escaped(Article),
            Escaped(Limit),
            Writing.Instant(Promised),
            Escaped(CalendarVersion)
        );

    private static string Escaped(string? text) =>
        (text ?? "")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\p", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
