using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>The states of <c>data/onestop/states.csv</c>, which also names their national status number and clock.</summary>
public enum DossierState
{
    Draft,
    Submitted,
    SupplementAtIntake,
    RejectedAtIntake,
    Received,
    InProgress,
    SupplementInProcess,
    AwaitingPayment,
    Withdrawn,
    Stopped,
    Resolved,
    Returned,
}

public enum DossierResult
{
    Granted,
    Refused,
    Withdrawn,
    Stopped,
}

/// <summary>
/// One application with its papers (hồ sơ). The row is what the chain of its history says; it is changed only by
/// <see cref="DossierWork"/>, which writes row, event, clock entries and facts together.
/// </summary>
public sealed class Dossier : IVersioned
{
    public const int ResultNumberMaxLength = 60;
    public const int SubjectMaxLength = 300;
    public const int CodeMaxLength = 60;

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required Guid ProcedureId { get; init; }
    public required Guid ProcedureVersionId { get; init; }

    /// <summary>The legal regime of the day of receipt; old dossiers are never re-read under new rules.</summary>
    public required LegalRegime Regime { get; init; }
    public required string Subject { get; init; }
    public required Guid ReceivingUnitId { get; init; }

    /// <summary>The competent agency on the day of receipt.</summary>
    public required Guid FirstUnitId { get; init; }

    /// <summary>The competent agency now.</summary>
    public required Guid UnitId { get; set; }

    /// <summary>Moves between competent agencies, <c>day:from&gt;to</c> joined by semicolons.</summary>
    public string Transfers { get; set; } = "";
    public required DossierState State { get; set; }

    /// <summary>Number of the process step in hand.</summary>
    public required int Step { get; set; }

    /// <summary>The account that holds it, once assigned.</summary>
    public Guid? AssigneeId { get; set; }
    public required Channel Channel { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>What the slip promised first.</summary>
    public required DateTime FirstPromisedAt { get; init; }

    /// <summary>Time-limit expiry as folded from the ledger; none while the clock is stopped or ended.</summary>
    public DateTime? DueAt { get; set; }
    public required decimal Fee { get; init; }
    public required bool FeeWaived { get; set; }
    public required bool PayableOnline { get; init; }
    public required bool PaidOnline { get; set; }
    public required bool PostEligible { get; init; }
    public required bool ReturnByPost { get; set; }
    public required bool ElectronicIdentity { get; set; }
    public required bool FirstOnlineOfYear { get; init; }
    public int HandOvers { get; set; }
    public int ElectronicHandOvers { get; set; }

    /// <summary>Counted: acts done outside the system and entered later. Zero means wholly processed in the system.</summary>
    public int PaperActs { get; set; }
    public bool ElectronicResult { get; set; }
    public int Supplements { get; set; }
    public int Extensions { get; set; }
    public DossierResult? Result { get; set; }
    public DateTime? ClosedAt { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public Timeliness? Timeliness { get; set; }

    /// <summary>See <see cref="HandlingTime"/>; none of a dossier without a result.</summary>
    public int? HandlingDays { get; set; }
    public DateTime? ReturnedAt { get; set; }

    /// <summary>Salted hash over the applicant's particulars: the chain carries this, never the particulars.</summary>
    public required string ApplicantCommitment { get; init; }

    /// <summary>SHA-256 of the tracking secret that is printed on the slip.</summary>
    public required byte[] TrackingHash { get; set; }

    /// <summary>The dossier that opened this one as a sub-case with another agency; none: it is the applicant's own.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The published process it follows; none: the steps of its procedure version, one after the other.</summary>
    public Guid? ProcessVersionId { get; init; }

    /// <summary>The part of the process that a sub-case follows.</summary>
    public string? ProcessPart { get; init; }

    /// <summary>When the step in hand began; kept where a published process is followed.</summary>
    public DateTime? StepSince { get; set; }

    /// <summary>When the earliest timer of the step in hand runs out.</summary>
    public DateTime? TimerAt { get; set; }

    /// <summary>Declared facts that conditions ask for, <c>name=value</c> joined by semicolons.</summary>
    public string ProcessFacts { get; set; } = "";

    /// <summary>Opinions asked for and sub-cases opened, see <see cref="DossierRequest"/>.</summary>
    public string Requests { get; set; } = "";

    /// <summary>Number of events in its chain and hash of the last one.</summary>
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];

    /// <summary>The last event.</summary>
    public Guid Version { get; set; }

    public bool IsOpen => ClosedOn is null;
}

/// <summary>The applicant's personal data, apart from the dossier so that they can be erased when the law says so.</summary>
public sealed class Applicant
{
    public const int NameMaxLength = 120;
    public const int AddressMaxLength = 300;
    public const int IdentityMaxLength = 20;
    public const int PhoneMaxLength = 20;
    public const int EmailMaxLength = 120;

    public required Guid DossierId { get; init; }
    public required string Name { get; init; }
    public required string FoldedName { get; init; }
    public string? IdentityNumber { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public required byte[] Salt { get; init; }

    public string Commitment() =>
        Shared.History.Canonical.Commitment(Salt, Name, IdentityNumber, Phone, Email, Address);
}

/// <summary>The first online dossier of a person in a calendar year: how distinct users are counted.</summary>
public sealed class OnlineUser
{
    public required string PersonKey { get; init; }
    public required int Year { get; init; }
    public required Guid DossierId { get; init; }
}

/// <summary>The running number of dossier codes of one office on one day.</summary>
public sealed class CodeCounter
{
    public required string Identifier { get; init; }
    public required DateOnly Day { get; init; }
    public required int Last { get; init; }
}

public sealed class DossierMapping : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> builder)
    {
        builder.ToTable("onestop_dossiers");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Code).HasMaxLength(Dossier.CodeMaxLength);
        builder.Property(d => d.Subject).HasMaxLength(Dossier.SubjectMaxLength);
        builder.Property(d => d.State).HasMaxLength(30);
        builder.HasIndex(d => d.Code).IsUnique();
        builder.HasIndex(d => new
        {
            d.UnitId,
            d.State,
            d.DueAt,
        });
        builder.HasIndex(d => new { d.ReceivingUnitId, d.State });
        builder.HasIndex(d => new { d.AssigneeId, d.State });
        builder.HasIndex(d => new { d.State, d.DueAt });
        builder.HasIndex(d => d.ParentId);
        builder.HasIndex(d => d.TimerAt);
        // The radar reads what ended in a period.
        builder.HasIndex(d => d.ClosedOn);
        builder
            .Property(d => d.ProcessPart)
            .HasMaxLength(Processes.ProcessDefinition.CodeMaxLength);
        builder.HasVersion();
        builder.Ignore(d => d.IsOpen);
    }
}

public sealed class ApplicantMapping : IEntityTypeConfiguration<Applicant>
{
    public void Configure(EntityTypeBuilder<Applicant> builder)
    {
        builder.ToTable("onestop_applicants");
        builder.HasKey(a => a.DossierId);
        builder.Property(a => a.DossierId).ValueGeneratedNever();
        builder.Property(a => a.Name).HasMaxLength(Applicant.NameMaxLength);
        builder.Property(a => a.FoldedName).HasMaxLength(Applicant.NameMaxLength);
        builder.HasIndex(a => a.IdentityNumber);
    }
}

public sealed class OnlineUserMapping : IEntityTypeConfiguration<OnlineUser>
{
    public void Configure(EntityTypeBuilder<OnlineUser> builder)
    {
        builder.ToTable("onestop_online_users");
        builder.HasKey(u => new { u.PersonKey, u.Year });
        builder.Property(u => u.PersonKey).HasMaxLength(64);
    }
}

public sealed class CodeCounterMapping : IEntityTypeConfiguration<CodeCounter>
{
    public void Configure(EntityTypeBuilder<CodeCounter> builder)
    {
        builder.ToTable("onestop_code_counters");
        builder.HasKey(c => new { c.Identifier, c.Day });
        builder.Property(c => c.Identifier).HasMaxLength(40);
    }
}
