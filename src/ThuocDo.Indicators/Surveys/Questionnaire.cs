using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Surveys;

public enum SurveyKind
{
    /// <summary>Applicants judge how a dossier of theirs was handled.</summary>
    Satisfaction,

    /// <summary>Firms judge the bodies they dealt with (năng lực cạnh tranh cấp sở, ngành và địa phương).</summary>
    Ddci,
}

public enum QuestionKind
{
    /// <summary>Five steps; 5 is best.</summary>
    Scale,
    YesNo,
    Choice,

    /// <summary>Free words; kept apart from the other answers of the same person.</summary>
    Text,
}

/// <summary>A question in both languages.</summary>
public sealed record SurveyQuestion
{
    /// <summary>Within a series of versions never given to another question.</summary>
    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }
    public required string Vi { get; init; }
    public required string En { get; init; }

    /// <summary>Of a choice: what can be chosen.</summary>
    public IReadOnlyList<Bilingual> Options { get; init; } = [];

    /// <summary>Of a scale in DDCI: the sub-index it belongs to.</summary>
    public string? Part { get; init; }

    /// <summary>Of a scale in DDCI; only the proportion counts.</summary>
    public decimal Weight { get; init; } = 1;

    /// <summary>Of a scale in DDCI: a great number is bad.</summary>
    public bool IsNegative { get; init; }

    public string In(string language) => language == "en" && En.Length > 0 ? En : Vi;

    /// <summary>Whether answers to both can be compared: same key, words, kind and direction.</summary>
    public bool IsSameAs(SurveyQuestion other) =>
        (Key, Kind, Vi, En, IsNegative)
        == (other.Key, other.Kind, other.Vi, other.En, other.IsNegative);

    /// <summary>Whether this can be an answer; free words are checked apart.</summary>
    public bool Takes(string value) =>
        Kind switch
        {
            QuestionKind.Scale => value is "1" or "2" or "3" or "4" or "5",
            QuestionKind.YesNo => value is "1" or "0",
            QuestionKind.Choice => int.TryParse(
                value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var place
            )
                && place >= 1
                && place <= Options.Count
                && value == place.ToString(CultureInfo.InvariantCulture),
            _ => false,
        };
}

/// <summary>
/// One version of a questionnaire. A draft can be changed; once published it never is: a change is another version, and rounds keep the
/// one they asked with. The first question on a scale gives the figure that is compared with the target.
/// </summary>
public sealed class Questionnaire : IChained
{
    public const int TitleMaxLength = 200;
    public const int QuestionMaxLength = 400;
    public const int MostQuestions = 40;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static readonly ChainedFields<Questionnaire> Fields = new(
        "questionnaire",
        ("series", q => q.SeriesId.ToString("D")),
        ("number", q => q.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", q => q.Kind.ToString()),
        ("title", q => q.TitleVi),
        ("title-en", q => q.TitleEn),
        ("questions", q => q.Questions),
        ("published", q => q.PublishedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }

    /// <summary>The same for all versions of one questionnaire.</summary>
    public required Guid SeriesId { get; init; }

    /// <summary>From 1 within the series.</summary>
    public required int Number { get; init; }
    public required SurveyKind Kind { get; init; }
    public required string TitleVi { get; init; }
    public required string TitleEn { get; init; }

    /// <summary><see cref="SurveyQuestion"/>s as JSON.</summary>
    public string Questions { get; private set; } = "[]";
    public DateOnly? PublishedOn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsPublished => PublishedOn is not null;

    public string TitleIn(string language) =>
        language == "en" && TitleEn.Length > 0 ? TitleEn : TitleVi;

    public IReadOnlyList<SurveyQuestion> Read() =>
        JsonSerializer.Deserialize<List<SurveyQuestion>>(Questions, Json)!;

    /// <exception cref="InvalidOperationException">It is published.</exception>
    public void Write(IEnumerable<SurveyQuestion> questions)
    {
        if (IsPublished)
        {
            throw new InvalidOperationException("A published version is never changed.");
        }

        Questions = JsonSerializer.Serialize(questions.ToList(), Json);
    }

    public void Publish(DateOnly day) => PublishedOn ??= day;
}

public sealed class QuestionnaireMapping : IEntityTypeConfiguration<Questionnaire>
{
    public void Configure(EntityTypeBuilder<Questionnaire> builder)
    {
        builder.ToTable("survey_questionnaires");
        builder.HasChain();
        builder.Property(q => q.Kind).HasMaxLength(20);
        builder.Property(q => q.TitleVi).HasMaxLength(Questionnaire.TitleMaxLength);
        builder.Property(q => q.TitleEn).HasMaxLength(Questionnaire.TitleMaxLength);
        builder.HasIndex(q => new { q.SeriesId, q.Number }).IsUnique();
    }
}
