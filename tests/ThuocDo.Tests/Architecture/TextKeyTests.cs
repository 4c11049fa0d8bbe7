using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

public sealed partial class TextKeyTests
{
    private static readonly string[] Languages = ["vi", "en"];

    private static readonly IReadOnlyList<KeyUse> Uses = Repository
        .Sources(".cs", ".cshtml")
        .SelectMany(f => KeyUse.In(f, Repository.Read(f)))
        .ToList();

    [Fact]
    public void Files_OfTexts_ComeInPairs()
    {
        TextFiles.Names.ShouldNotBeEmpty();
        TextFiles
            .Names.Where(f =>
                !Languages.Contains(Path.GetFileName(f).Split('.')[1])
                || Languages.Any(l =>
                    !TextFiles.Names.Contains(LanguageInName().Replace(f, $".{l}.resx"))
                )
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void Keys_WithinLanguage_AreUniqueOverAllFiles() =>
        TextFiles
            .Entries.GroupBy(e => (e.Language, e.Key))
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.Key}: {string.Join(", ", g.Select(e => e.File))}")
            .ShouldBeEmpty();

    [Fact]
    public void Keys_OfFile_BeginWithItsArea() =>
        TextFiles
            .Entries.Where(e => !KeyForm().IsMatch(e.Key) || e.Key.Split('.')[0] != e.Area)
            .Select(e => $"{e.File}: {e.Key}")
            .ShouldBeEmpty();

    [Fact]
    public void Keys_OfVietnameseAndEnglish_AreTheSame()
    {
        var vietnamese = Of("vi").Select(e => e.Key).ToList();
        var english = Of("en").Select(e => e.Key).ToList();

        vietnamese.Except(english).ShouldBeEmpty("missing in English");
        english.Except(vietnamese).ShouldBeEmpty("missing in Vietnamese");
    }

    [Fact]
    public void Texts_OfVietnameseAndEnglish_HaveTheSamePlaceholders()
    {
        var english = Of("en").ToLookup(e => e.Key, e => Placeholders(e.Value));
        Of("vi")
            .Where(e => english[e.Key].Any(p => p != Placeholders(e.Value)))
            .Select(e => e.Key)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Texts_OfBothLanguages_AreNotEmptyAndTrimmed() =>
        TextFiles
            .Entries.Where(e => e.Value.Trim() != e.Value || e.Value.Length == 0)
            .Select(e => $"{e.File}: {e.Key}")
            .ShouldBeEmpty();

    [Fact]
    public void Texts_OfBothLanguages_AreComposedCharacters() =>
        TextFiles
            .Entries.Where(e => !e.Value.IsNormalized())
            .Select(e => $"{e.File}: {e.Key}")
            .ShouldBeEmpty();

    [Fact]
    public void Keys_OfTexts_AreUsedInSource() =>
        TextFiles.Keys.Where(k => !Uses.Any(u => u.Pattern.IsMatch(k))).Order().ShouldBeEmpty();

    [Fact]
    public void Keys_UsedInSource_Exist() =>
        Uses.Where(u => u.MustExist && !TextFiles.Keys.Any(k => u.Pattern.IsMatch(k)))
            .Select(u => $"{u.File}: {u.Written}")
            .Distinct()
            .ShouldBeEmpty();

    [Theory]
    [InlineData("T[\"area.page.title\"]", "area.page.title", true)]
    [InlineData("title=\"@T[\"area.page.title\", x]\"", "area.page.title", true)]
    [InlineData("T[$\"area.state.{x.State}\"]", "area.state.open", true)]
    [InlineData("\"area.state.\" + x", "area.state.open", false)]
    [InlineData("Outcome.Refused(\"area.no\", 1)", "area.no", true)]
    [InlineData("texts.In(language, \"area.no\")", "area.no", true)]
    [InlineData("T[$\"area.{Name(\"x\")}.short\"]", "area.open.short", true)]
    public void Use_InSource_IsFound(string source, string key, bool isText)
    {
        var use = KeyUse.In("a.cshtml", source).ShouldHaveSingleItem();

        use.Pattern.IsMatch(key).ShouldBeTrue();
        use.Pattern.IsMatch("area.other").ShouldBeFalse();
        use.IsText.ShouldBe(isText);
    }

    private static IEnumerable<TextEntry> Of(string language) =>
        TextFiles.Entries.Where(e => e.Language == language);

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\.[a-z]+\.resx$")]
    private static partial Regex LanguageInName();

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
