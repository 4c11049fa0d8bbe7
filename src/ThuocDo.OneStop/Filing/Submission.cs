using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Filing;

/// <summary>What an online application is before it is a dossier; the national status numbers are those of the same state of a dossier.</summary>
public enum SubmissionState
{
    Draft,
    Submitted,
    SupplementAtIntake,
    RejectedAtIntake,
    Received,
    Withdrawn,

    /// <summary>What was asked for before receipt did not come by the last day.</summary>
    Lapsed,
}

/// <summary>How the applicant wants the result.</summary>
public enum ReturnManner
{
    Counter,
    Post,
    Electronic,
}

/// <summary>
/// An application filed online (hồ sơ nộp trực tuyến) from its draft to its receipt. It is no dossier yet: the dossier
/// code is issued at receipt and never at submission (Decree 61/2018 Art 26), and no clock of the procedure runs. From
/// the moment it is submitted its history is a chain of its own.
/// </summary>
public sealed class Submission : IVersioned
{
    public const int ReferenceLength = 10;

    public required Guid Id { get; init; }

    /// <summary>What people call it by before it has a dossier code.</summary>
    public required string Reference { get; init; }

    /// <summary>The citizen or business that files; it alone sees the submission.</summary>
    public required Guid CitizenId { get; init; }
    public required Guid ProcedureId { get; init; }

    /// <summary>The version in force when it was submitted; a draft follows the one in force.</summary>
    public required Guid ProcedureVersionId { get; set; }

    /// <summary>The office at which it is filed.</summary>
    public Guid? UnitId { get; set; }
    public required SubmissionState State { get; set; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Last change of a draft: from here its life is counted.</summary>
    public required DateTime ChangedAt { get; set; }
    public DateTime? SubmittedAt { get; set; }

    /// <summary>The official time of receipt by the system, see <see cref="FilingRules.OfficialTime"/>.</summary>
    public DateTime? OfficialAt { get; set; }

    /// <summary>Until when the office must answer; none while the applicant is to act.</summary>
    public DateTime? AnswerBy { get; set; }

    /// <summary>When the office first answered.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Supplements asked for before receipt.</summary>
    public int Supplements { get; set; }

    /// <summary>The last day for the supplement asked for before receipt; fixed when it is asked for.</summary>
    public DateOnly? SupplementUntil { get; set; }
    public bool ForSomebodyElse { get; set; }

    /// <summary>The identity was confirmed by the provider when it was submitted.</summary>
    public bool ElectronicIdentity { get; set; }
    public ReturnManner Return { get; set; } = ReturnManner.Counter;
    public Guid? DossierId { get; set; }

    /// <summary>Salted hash over particulars and answers: the chain carries this, never the particulars.</summary>
    public string? Commitment { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsDraft => State == SubmissionState.Draft;

    /// <summary>The papers can be changed by the applicant.</summary>
    public bool IsOpenToFiles =>
        State is SubmissionState.Draft or SubmissionState.SupplementAtIntake;
}

/// <summary>What the applicant declares, apart from the submission so that it can be erased when the law says so.</summary>
public sealed class SubmissionContent
{
    public required Guid SubmissionId { get; init; }
    public string Name { get; set; } = "";
    public string? IdentityNumber { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }

    /// <summary>Who files for somebody else.</summary>
    public string? FiledBy { get; set; }

    /// <summary><c>code/number</c> of the form.</summary>
    public required string Form { get; set; }

    /// <summary>JSON.</summary>
    public string Answers { get; set; } = "{}";
    public required byte[] Salt { get; init; }

    public string Commitment() =>
        Canonical.Commitment(
            Salt,
            Name,
            IdentityNumber,
            Phone,
            Email,
            Address,
            FiledBy,
            Form,
            Answers
        );
}

/// <summary>A paper uploaded with a submission.</summary>
public sealed class SubmissionFile
{
    public required Guid Id { get; init; }
    public required Guid SubmissionId { get; init; }

    /// <summary>Which paper of the procedure it is; none for another one, for instance the proof of delegation.</summary>
    public int? PaperNumber { get; init; }

    /// <summary>Shows that whoever files may act for the applicant.</summary>
    public bool IsDelegation { get; init; }
    public required string Hash { get; init; }
    public required FileKind Kind { get; init; }
    public required string Name { get; init; }
    public required long Length { get; init; }
    public required DateTime AddedAt { get; init; }

    /// <summary>
    /// The dossier whose result it is: not uploaded, but taken from what the province has issued to the same identity, by the
    /// citizen's express consent. None: uploaded.
    /// </summary>
    public Guid? FromDossierId { get; init; }
}

/// <summary>Whose dossier it is in the portal.</summary>
public sealed class DossierHolder
{
    public required Guid DossierId { get; init; }
    public required Guid CitizenId { get; init; }

    /// <summary>None for a dossier that was received at the counter.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>The supplement asked for in processing was answered in the portal; the counter has not taken it in yet.</summary>
    public DateTime? AnsweredAt { get; set; }
}

/// <summary>The answers of the form with which a dossier was received, at the counter or online.</summary>
public sealed class DossierAnswers
{
    public required Guid DossierId { get; init; }
    public required string Form { get; init; }
    public required string Answers { get; init; }
    public required byte[] Salt { get; init; }

    public string Commitment() => Canonical.Commitment(Salt, Form, Answers);
}

public sealed class SubmissionMapping : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("onestop_submissions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Reference).HasMaxLength(Submission.ReferenceLength);
        builder.Property(s => s.State).HasMaxLength(20);
        builder.Property(s => s.Return).HasMaxLength(10);
        builder.HasIndex(s => s.Reference).IsUnique();
        builder.HasIndex(s => new { s.CitizenId, s.State });
        builder.HasIndex(s => new
        {
            s.UnitId,
            s.State,
            s.AnswerBy,
        });
        builder.HasIndex(s => s.DossierId);
        builder.HasVersion();
        builder.Ignore(s => s.IsDraft);
        builder.Ignore(s => s.IsOpenToFiles);
    }
}

public sealed class SubmissionContentMapping : IEntityTypeConfiguration<SubmissionContent>
{
    public const int FormMaxLength = 60;

    public void Configure(EntityTypeBuilder<SubmissionContent> builder)
    {
        builder.ToTable("onestop_submission_contents");
        builder.HasKey(c => c.SubmissionId);
        builder.Property(c => c.SubmissionId).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(Applicant.NameMaxLength);
        builder.Property(c => c.FiledBy).HasMaxLength(Applicant.NameMaxLength);
        builder.Property(c => c.Form).HasMaxLength(FormMaxLength);
    }
}

public sealed class SubmissionFileMapping : IEntityTypeConfiguration<SubmissionFile>
{
    public void Configure(EntityTypeBuilder<SubmissionFile> builder)
    {
        builder.ToTable("onestop_submission_files");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Kind).HasMaxLength(10);
        builder.Property(f => f.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(f => f.Hash).HasMaxLength(FileHash.Length);
        builder.HasIndex(f => f.SubmissionId);
        builder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(f => f.Hash)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class DossierHolderMapping : IEntityTypeConfiguration<DossierHolder>
{
    public void Configure(EntityTypeBuilder<DossierHolder> builder)
    {
        builder.ToTable("onestop_dossier_holders");
        builder.HasKey(h => h.DossierId);
        builder.Property(h => h.DossierId).ValueGeneratedNever();
        builder.HasIndex(h => h.CitizenId);
        builder.HasIndex(h => h.AnsweredAt);
    }
}

public sealed class DossierAnswersMapping : IEntityTypeConfiguration<DossierAnswers>
{
    public void Configure(EntityTypeBuilder<DossierAnswers> builder)
    {
        builder.ToTable("onestop_dossier_answers");
        builder.HasKey(a => a.DossierId);
        builder.Property(a => a.DossierId).ValueGeneratedNever();
        builder.Property(a => a.Form).HasMaxLength(SubmissionContentMapping.FormMaxLength);
    }
}
