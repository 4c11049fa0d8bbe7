using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>The levels that handle a procedure, as the national database states them: one procedure may have several.</summary>
[Flags]
public enum StatedLevels
{
    None = 0,
    Central = 1,
    Province = 2,
    District = 4,
    Commune = 8,
    Other = 16,
}

/// <summary>One way of filing with the limit and fee stated for it. What could not be read keeps its words alone.</summary>
/// <param name="LimitText">As the source writes it, amount and unit.</param>
/// <param name="LimitCode">The limit understood from it, as <see cref="Shared.Time.Limit"/> writes it.</param>
/// <param name="FeeText">As the source writes it.</param>
/// <param name="Fee">The amount understood from it, in đồng; 0 where the source says that it is free.</param>
public sealed record FilingWay(
    Channel Channel,
    string? LimitText,
    string? LimitCode,
    string? FeeText,
    decimal? Fee
)
{
    [JsonIgnore]
    public Limit? Limit =>
        Shared.Time.Limit.TryParse(LimitCode, out var limit) ? limit : (Limit?)null;
}

/// <summary>One line of the papers of a procedure, or a note among them.</summary>
/// <param name="Case">For which case it is asked, where the source says so.</param>
/// <param name="Originals">None where the number could not be read; then <paramref name="CopiesText"/> alone tells.</param>
/// <param name="Form">The file name of the blank form that the source writes behind the paper.</param>
public sealed record StatedPaper(
    int Number,
    string? Case,
    string Name,
    int? Originals,
    int? Copies,
    string? CopiesText,
    bool IsNote,
    string? Form
);

/// <summary>
/// What the national database said about a procedure from one import to the next. It informs; a dossier is received only
/// under a <see cref="ProcedureVersion"/> of the province, which adds what the ministry cannot know: the promised limit,
/// the process and who decides. Revisions are never changed, a new import adds the next one.
/// </summary>
public sealed class NationalProcedure
{
    public const int NameMaxLength = 2000;
    public const int FieldMaxLength = 300;

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required int Revision { get; init; }

    /// <summary>The newest revision; exactly one of a code.</summary>
    public required bool IsCurrent { get; set; }
    public required Guid ImportId { get; init; }
    public required DateOnly Since { get; init; }
    public required string Name { get; init; }
    public required string Field { get; init; }
    public required StatedLevels Levels { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>The applicants in the words of the source.</summary>
    public required string Applicants { get; init; }
    public string? Kind { get; init; }
    public string? Decision { get; init; }
    public required string Ministry { get; init; }
    public string? Agency { get; init; }
    public string? Outcome { get; init; }
    public string? PortalUrl { get; init; }
    public required IReadOnlyList<FilingWay> Ways { get; init; }
    public required IReadOnlyList<StatedPaper> Papers { get; init; }

    /// <summary>SHA-256 over all fields above that come from the source, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    public static Guid IdOf(string code, int revision) =>
        StableId.From($"national-procedure:{code}/{revision}");
}

public sealed class NationalProcedureMapping : IEntityTypeConfiguration<NationalProcedure>
{
    public void Configure(EntityTypeBuilder<NationalProcedure> builder)
    {
        builder.ToTable("onestop_national_procedures");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.Property(p => p.Name).HasMaxLength(NationalProcedure.NameMaxLength);
        builder.Property(p => p.Field).HasMaxLength(NationalProcedure.FieldMaxLength);
        builder.Property(p => p.Levels).HasMaxLength(60);
        builder.Property(p => p.Hash).HasMaxLength(64);
        builder
            .Property(p => p.Ways)
            .HasConversion(l => CatalogueJson.Write(l), t => CatalogueJson.Read<FilingWay>(t));
        builder
            .Property(p => p.Papers)
            .HasConversion(l => CatalogueJson.Write(l), t => CatalogueJson.Read<StatedPaper>(t));
        builder.HasIndex(p => new { p.Code, p.Revision }).IsUnique();
        builder.HasIndex(p => p.IsCurrent);
    }
}

/// <summary>How lists of the catalogue stand in their columns: enumerations by name, Vietnamese unescaped, nothing that is empty.</summary>
public static class CatalogueJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(IReadOnlyList<T> list) => JsonSerializer.Serialize(list, Options);

    public static IReadOnlyList<T> Read<T>(string text) =>
        JsonSerializer.Deserialize<List<T>>(text, Options)!;
}
