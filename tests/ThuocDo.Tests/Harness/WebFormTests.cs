using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Harness;

public sealed class WebFormTests
{
    private const string Form = """
        <form method="post">
          <input type="hidden" name="__RequestVerificationToken" value="token">
          <input name="Name" value="before">
          <input type="checkbox" name="Agreed" value="true"><input type="hidden" name="Agreed" value="false">
          <input type="radio" name="Channel" value="counter" checked><input type="radio" name="Channel" value="post">
          <select name="Unit"><option value="a">A</option><option value="b" selected>B</option></select>
          <textarea name="Note">text</textarea>
          <input name="Off" value="x" disabled>
          <button name="Act" value="first">1</button><button name="Act" value="second">2</button>
        </form>
        """;

    [Fact]
    public void Fields_NothingFilledIn_AreThoseOfThePage() =>
        Send([])
            .ShouldBe(
                "__RequestVerificationToken=token Name=before Agreed=false Channel=counter Unit=b Note=text Act=first"
            );

    [Fact]
    public void Fields_FilledIn_ReplaceThoseOfThePage() =>
        Send(
                new()
                {
                    ["Name"] = "after",
                    ["Agreed"] = "true",
                    ["Channel"] = "post",
                    ["Unit"] = "a",
                    ["Note"] = null,
                }
            )
            .ShouldBe(
                "__RequestVerificationToken=token Name=after Agreed=true Agreed=false Channel=post Unit=a Note= Act=first"
            );

    [Theory]
    [InlineData("Missing", "x")]
    [InlineData("Off", "x")]
    [InlineData("Unit", "c")]
    public void Fields_ThatNoVisitorCouldFillIn_AreRefused(string name, string value) =>
        Should.Throw<InvalidOperationException>(() => Send(new() { [name] = value }));

    private static string Send(Dictionary<string, string?> values)
    {
        var form = (IHtmlFormElement)new HtmlParser().ParseDocument(Form).QuerySelector("form")!;
        return string.Join(
            ' ',
            WebForm
                .Fields(form, values, form.QuerySelector("button"))
                .Select(f => $"{f.Key}={f.Value}")
        );
    }
}
