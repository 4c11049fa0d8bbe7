using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

public enum Audience
{
    Person,
    Business,
    Both,
}

/// <summary>Partial and full online service since Decree 42/2022 Art 11; levels 3 and 4 before it.</summary>
public enum OnlineLevel
{
    None,
    Partial,
    Full,
}

/// <summary>An administrative procedure (thủ tục hành chính), by its national code.</summary>
public sealed class Procedure
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }
    public required string ShortVi { get; init; }
    public required string FieldVi { get; init; }
    public required string FieldEn { get; init; }
    public required Audience Audience { get; init; }
    public ProcedureKind Kind { get; init; } = ProcedureKind.Public;
    public IReadOnlyList<LifeEvent> LifeEvents { get; init; } = [];

    public static Guid IdOf(string code) => StableId.From("procedure:" + code);

    /// <summary>In Vietnamese where nobody has given it an English name yet.</summary>
    public string NameIn(string language) =>
        language == "en" && NameEn.Length > 0 ? NameEn : NameVi;

    public string FieldIn(string language) =>
        language == "en" && FieldEn.Length > 0 ? FieldEn : FieldVi;
}

/// <summary>A required paper of a procedure.</summary>
public sealed record RequiredPaper(
    int Number,
    string NameVi,
    string NameEn,
    int Originals,
    int Copies,
    bool IsRequired
)
{
    /// <summary>For which case it is asked; none where it always is.</summary>
    public string? Case { get; init; }

    /// <summary>The blank form to be used, for instance its number in the circular.</summary>
    public string? Form { get; init; }

    public string NameIn(string language) =>
        language == "en" && NameEn.Length > 0 ? NameEn : NameVi;
}

/// <summary>One step of a process: who does it and which share of the promised time it may take.</summary>
public sealed record ProcessStep(
    int Number,
    string Code,
    string NameVi,
    string NameEn,
    Role Role,
    decimal BudgetShare
)
{
    /// <summary>The code of the step that hands the result to the applicant; it is always the last.</summary>
    public const string Return = "return";

    [JsonIgnore]
    public Named Named => new(NameVi, NameEn);

    public string NameIn(string language) => language == "en" ? NameEn : NameVi;
}

/// <summary>
/// What a procedure was between two dates: limits, fee, level, process. A dossier keeps the version under which it was
/// received, so a version that was used never changes.
/// </summary>
public sealed class ProcedureVersion
{
    public required Guid Id { get; init; }
    public required Guid ProcedureId { get; init; }
    public required int Number { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The day from which it no longer holds; set once, when its successor is published.</summary>
    public DateOnly? ValidTo { get; set; }
    public required string Regime { get; init; }
    public required Level Level { get; init; }

    /// <summary>The department that decides; none where the district or commune that receives decides itself.</summary>
    public Guid? CompetentUnitId { get; init; }
    public required Limit StatutoryLimit { get; init; }

    /// <summary>The province may promise less than the law allows, never more.</summary>
    public required Limit PromisedLimit { get; init; }

    /// <summary>In đồng; 0 where nothing is due.</summary>
    public required decimal Fee { get; init; }
    public string? FeeBasis { get; init; }
    public DateOnly? PayableOnlineFrom { get; init; }
    public required OnlineLevel OnlineLevel { get; init; }
    public DateOnly? OnlineFrom { get; init; }
    public required bool PostEligible { get; init; }
    public required bool ElectronicResult { get; init; }

    public required string Process { get; init; }
    public required IReadOnlyList<ProcessStep> Steps { get; init; }
    public required IReadOnlyList<RequiredPaper> Papers { get; init; }
    public string? Act { get; init; }
    public required bool IsConfirmed { get; init; }

    /// <summary>The fee item by item; empty where only the sum in <see cref="Fee"/> is known.</summary>
    public IReadOnlyList<FeeItem> FeeItems { get; init; } = [];

    public ReceivingPlace ReceivingPlace { get; init; } = ReceivingPlace.OneStop;

    /// <summary>Number and day of the decision that announced this version in the province.</summary>
    public string? DecisionNumber { get; init; }
    public DateOnly? DecisionDate { get; init; }

    public static Guid IdOf(string code, int number) => StableId.From($"procedure:{code}/{number}");

    /// <summary>
    /// Everything this version may charge: its items, and the fee as one item of the procedure's name where only the sum is
    /// known.
    /// </summary>
    public IReadOnlyList<FeeItem> ItemsOf(Procedure procedure) =>
        Fee > 0 && FeeItems.All(i => i.OnRequest)
            ?
            [
                new(procedure.Code, procedure.NameVi, procedure.NameEn, Fee, FeeBasis, []),
                .. FeeItems,
            ]
            : FeeItems;

    /// <summary>What is due when it is received: the fee, and what the answers of the declaration ask for besides.</summary>
    public IEnumerable<Charge> ChargesAtReceipt(
        Procedure procedure,
        IReadOnlyDictionary<string, string?> answers
    ) =>
        ItemsOf(procedure)
            .Select(item => new Charge(item, item.OnRequest ? Asked(item, answers) : 1))
            .Where(charge => charge.Count > 0);

    private static int Asked(FeeItem item, IReadOnlyDictionary<string, string?> answers) =>
        item.Answer is { } question
        && int.TryParse(
            answers.GetValueOrDefault(question),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? Math.Min(number, Charge.MostOfOneItem)
            : 0;

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    /// <summary>The result is promised on the day of receipt, or within hours of it.</summary>
    public bool IsSameDay =>
        PromisedLimit
            is { Unit: LimitUnit.SameDay }
                or { Unit: LimitUnit.WorkingHours, Amount: <= 8 };

    public bool IsPayableOnline(DateOnly day) => Fee > 0 && PayableOnlineFrom <= day;

    public bool IsOnline(DateOnly day) => OnlineLevel != OnlineLevel.None && OnlineFrom <= day;
}

public sealed class ProcedureMapping : IEntityTypeConfiguration<Procedure>
{
    public void Configure(EntityTypeBuilder<Procedure> builder)
    {
        builder.ToTable("onestop_procedures");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.HasIndex(p => p.Code).IsUnique();
        builder
            .Property(p => p.LifeEvents)
            .HasConversion(
                l => National.CatalogueJson.Write(l),
                t => National.CatalogueJson.Read<LifeEvent>(t)
            );
    }
}

public sealed class ProcedureVersionMapping : IEntityTypeConfiguration<ProcedureVersion>
{
    public void Configure(EntityTypeBuilder<ProcedureVersion> builder)
    {
        builder.ToTable("onestop_procedure_versions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder
            .Property(v => v.StatutoryLimit)
            .HasConversion(l => l.ToString(), t => Limit.Parse(t, null))
            .HasMaxLength(10);
        builder
            .Property(v => v.PromisedLimit)
            .HasConversion(l => l.ToString(), t => Limit.Parse(t, null))
            .HasMaxLength(10);
        builder.Property(v => v.Steps).HasConversion(s => Write(s), t => Read<ProcessStep>(t));
        builder.Property(v => v.Papers).HasConversion(s => Write(s), t => Read<RequiredPaper>(t));
        builder
            .Property(v => v.FeeItems)
            .HasConversion(
                l => National.CatalogueJson.Write(l),
                t => National.CatalogueJson.Read<FeeItem>(t)
            );
        builder.Property(v => v.DecisionNumber).HasMaxLength(120);
        builder.Ignore(v => v.IsSameDay);
        builder.HasIndex(v => new { v.ProcedureId, v.Number }).IsUnique();
        builder
            .HasOne<Procedure>()
            .WithMany()
            .HasForeignKey(v => v.ProcedureId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(v => v.CompetentUnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    private static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list);

    private static List<T> Read<T>(string text) => JsonSerializer.Deserialize<List<T>>(text)!;
}
