namespace ThuocDo.Shared.Language;

/// <summary>A text that comes from data and not from the resources, in both languages; Vietnamese where the other is missing.</summary>
public sealed record Bilingual(string Vi, string? En)
{
    public static Bilingual? Of(string? vi, string? en) => vi is null ? null : new(vi, en);

    public string In(string language) => language == "en" && En is { Length: > 0 } ? En : Vi;

    /// <summary>In the language of the present request.</summary>
    public override string ToString() => In(Texts.CurrentLanguage);
}
