using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Reports;

public enum ReportKind
{
    /// <summary>Of the State, in the layout of Decree 30/2020/NĐ-CP.</summary>
    Quarterly,

    /// <summary>To the Standing Committee, in the layout of Guidance 36-HD/VPTW.</summary>
    Yearly,
}

public enum ReportState
{
    Draft,
    Issued,
}

/// <summary>A report on the programme: its text with bound numbers, and the figures it was printed from.</summary>
public sealed class Report : IChained
{
    public const int TextMaxLength = 60_000;
    public const int NumberMaxLength = 30;
    public const int SignerMaxLength = 100;

    public static readonly ChainedFields<Report> Fields = new(
        "report",
        ("kind", r => r.Kind.ToString()),
        ("year", r => r.Year.ToString(CultureInfo.InvariantCulture)),
        ("quarter", r => r.Quarter?.ToString(CultureInfo.InvariantCulture)),
        ("unit", r => r.UnitId.ToString("D")),
        ("state", r => r.State.ToString()),
        ("cut", r => Canonical.Instant(r.CutAt)),
        ("text", r => r.Text),
        ("figures", r => Hash(r.Figures)),
        ("number", r => r.Number),
        ("issued-on", r => r.IssuedOn is { } day ? Canonical.Day(day) : null),
        ("signer", r => r.Signer)
    );

    public required Guid Id { get; init; }
    public required ReportKind Kind { get; init; }
    public required int Year { get; init; }
    public int? Quarter { get; init; }

    /// <summary>Whose figures it reports.</summary>
    public required Guid UnitId { get; init; }
    public ReportState State { get; private set; } = ReportState.Draft;

    /// <summary>When its figures were read, UTC.</summary>
    public DateTime CutAt { get; private set; }

    /// <summary>As officers wrote it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What was read at the cut, as JSON.</summary>
    public string Figures { get; private set; } = "";

    /// <summary>Number of the document, given with the issue.</summary>
    public string? Number { get; private set; }
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>Year and number of the issue in one form: a body gives each number once a year to its reports of a kind.</summary>
    public string? NumberKey { get; private set; }
    public string? Signer { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public ReportPeriod Period =>
        Quarter is { } quarter ? ReportPeriod.OfQuarter(Year, quarter) : ReportPeriod.OfYear(Year);

    /// <exception cref="InvalidOperationException">It is issued and stays as it is.</exception>
    public void Write(string text, string figures, DateTime cutAt)
    {
        Demand(ReportState.Draft);
        (Text, Figures, CutAt) = (text, figures, cutAt);
    }

    /// <exception cref="InvalidOperationException">It was issued before.</exception>
    public void Issue(string number, DateOnly day, string signer)
    {
        Demand(ReportState.Draft);
        (State, Number, IssuedOn, Signer) = (ReportState.Issued, number, day, signer);
        NumberKey = KeyOf(number, day);
    }

    /// <summary>"012" is number 12; capitals do not matter.</summary>
    public static string KeyOf(string number, DateOnly day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Year}/{number.Trim().Normalize().ToUpperInvariant().TrimStart('0')}"
        );

    private void Demand(ReportState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Report {Id} is {State}.");
        }
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public sealed class ReportMapping : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("programme_reports");
        builder.HasChain();
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.State).HasMaxLength(20);
        builder.Property(r => r.Number).HasMaxLength(Report.NumberMaxLength);
        builder.Property(r => r.Signer).HasMaxLength(Report.SignerMaxLength);
        builder.Property(r => r.NumberKey).HasMaxLength(Report.NumberMaxLength + 5);
        builder.HasIndex(r => new { r.UnitId, r.Year });
        // A draft has no number, and no two of these are the same to either engine.
        builder
            .HasIndex(r => new
            {
                r.UnitId,
                r.Kind,
                r.NumberKey,
            })
            .IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(r => r.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
