using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

/// <summary>What people read stands in the text files, in both languages.</summary>
public sealed partial class TextInSourceTests
{
    [Fact]
    public void Sources_OutsideTexts_HoldNoVietnameseWord() =>
        Repository
            .Sources(".cs", ".cshtml", ".js")
            .SelectMany(f =>
                VietnameseWord()
                    .Matches(SourceText.WithoutComments(f, Repository.Read(f)))
                    .Select(m => $"{f}: {m.Value}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void Views_BetweenTags_HoldNoPlainWords() =>
        Repository
            .Sources(".cshtml")
            .SelectMany(f =>
                PlainWords()
                    .Matches(SourceText.WithoutComments(f, Repository.Read(f)))
                    .Select(m => $"{f}: {m.Value}")
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("a.cs", "var x = \"Hồ sơ\";", true)]
    [InlineData("a.cs", "// hồ sơ\nvar x = \"https://a\"; /* hồ sơ */", false)]
    [InlineData("a.cs", "var x = \"\"\"\n // hồ sơ\n\"\"\";", true)]
    [InlineData("a.cs", "case 'đ' or 'Đ': return \" đ\";", false)]
    [InlineData("a.cs", "new Regex(\"[a-zđ]\")", false)]
    [InlineData("a.cshtml", "@* hồ sơ *@<a href=\"https://a\">@T[\"a.b\"]</a>", false)]
    [InlineData("a.cshtml", "<a title=\"Hồ sơ\">x</a>", true)]
    public void VietnameseWord_InSource_IsFoundOutsideComments(
        string file,
        string source,
        bool found
    ) => VietnameseWord().IsMatch(SourceText.WithoutComments(file, source)).ShouldBe(found);

    [Theory]
    [InlineData("<h1>The board</h1>", true)]
    [InlineData("<td class=\"number\">late</td>", true)]
    [InlineData("<h1>@T[\"board.title\"]</h1>", false)]
    [InlineData("<p>@T[\"a.b\"] <strong>@x.Code</strong></p>", false)]
    [InlineData("<td>–</td>", false)]
    public void PlainWords_InView_AreFound(string source, bool found) =>
        PlainWords().IsMatch(source).ShouldBe(found);

    /// <summary>At least two letters, one of which only Vietnamese writes; not the end of a range such as a-zđ.</summary>
    [GeneratedRegex(@"(?<![-\p{L}])(\p{L}*[À-ỹĐđ]\p{L}+|\p{L}+[À-ỹĐđ]\p{L}*)")]
    private static partial Regex VietnameseWord();

    [GeneratedRegex(
        "<(h[1-6]|p|a|t[hd]|label|button|li|span|legend|option|title|d[td]|caption|strong|em|summary|figcaption)(\\s[^<>]*)?>[^<>@]*[A-Za-z]{3,}[^<>@]*<"
    )]
    private static partial Regex PlainWords();
}
