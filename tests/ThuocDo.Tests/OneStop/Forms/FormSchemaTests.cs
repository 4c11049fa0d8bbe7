using System.Text.Json;
using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Forms;

public sealed class FormSchemaTests
{
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static readonly string Head =
        $"\"$schema\":\"{FormSchema.Dialect}\",\"type\":\"object\",\"additionalProperties\":false";

    private static readonly FormSchema Schema = Read(
        """
        "properties": {
          "name": {"type":"string","minLength":2,"maxLength":5},
          "kind": {"type":"string","enum":["a","b"]},
          "year": {"type":"integer","minimum":1900,"maximum":2100},
          "from": {"type":"string","format":"date","x-not-after":"today"},
          "to":   {"type":"string","format":"date","x-not-before":"from"},
          "card": {"type":"string","pattern":"^[0-9]{3}$"},
          "true": {"type":"boolean"}
        },
        "required": ["name"],
        "allOf": [{"if":{"properties":{"kind":{"const":"b"}},"required":["kind"]},"then":{"required":["card"]}}]
        """
    );

    [Theory]
    [InlineData("name=An", "")]
    [InlineData("", "name required")]
    [InlineData("name=A", "name minLength")]
    [InlineData("name=Quá dài", "name maxLength")]
    [InlineData("name=An;kind=c", "kind enum")]
    [InlineData("name=An;kind=b", "card required")]
    [InlineData("name=An;kind=b;card=123", "")]
    [InlineData("name=An;kind=a", "")]
    [InlineData("name=An;card=1234", "card pattern")]
    [InlineData("name=An;year=1899", "year minimum")]
    [InlineData("name=An;year=2101", "year maximum")]
    [InlineData("name=An;year=12a", "year type")]
    [InlineData("name=An;from=2024-03-06", "")]
    [InlineData("name=An;from=2024-03-07", "from x-not-after")]
    [InlineData("name=An;from=2023-02-29", "from format")]
    [InlineData("name=An;from=06/03/2024", "from format")]
    [InlineData("name=An;from=2024-01-02;to=2024-01-01", "to x-not-before")]
    [InlineData("name=An;from=2024-01-02;to=2024-01-02", "")]
    [InlineData("name=An;true=maybe", "true type")]
    [InlineData("name=An;other=x", "other additionalProperties")]
    public void Check_OfAnswers_NamesTheKeywordThatIsBroken(string answers, string faults) =>
        string.Join(
                ';',
                Schema.Check(Answers(answers), Today).Select(f => $"{f.Question} {f.Keyword}")
            )
            .ShouldBe(faults);

    [Theory]
    [InlineData("\"properties\":{\"a\":{\"type\":\"string\",\"contains\":1}}")]
    [InlineData("\"properties\":{\"a\":{\"type\":\"array\"}}")]
    [InlineData("\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"uri\"}}")]
    [InlineData("\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"b\"]")]
    [InlineData("\"properties\":{\"a\":{\"type\":\"string\"}},\"oneOf\":[]")]
    [InlineData(
        "\"properties\":{\"a\":{\"type\":\"string\"}},\"allOf\":[{\"if\":{\"properties\":{\"a\":{\"const\":\"x\"}}},\"then\":{\"required\":[\"a\"]}}]"
    )]
    public void Read_OfWhatIsOutsideTheSubset_IsRefused(string schema) =>
        Should.Throw<FormatException>(() => Read(schema));

    /// <summary>Whatever is typed, the check answers, and what it passes is written and read back unchanged.</summary>
    [Fact]
    public void Answers_OfAnyText_AreCheckedAndReadBack() =>
        Gen
            .String.Array[7]
            .Sample(texts =>
            {
                var form = FormBook.Forms.First();
                var typed = form
                    .Schema.Properties.Keys.Zip(texts)
                    .ToDictionary(p => p.First, p => (string?)p.Second);
                var clean = form.Clean(typed);
                var faults = form.Schema.Check(clean, Today).Select(f => f.Question).ToHashSet();
                var back = FormDefinition.ReadAnswers(form.Write(clean));
                return clean.Where(a => !faults.Contains(a.Key)).All(a => back[a.Key] == a.Value);
            });

    [Fact]
    public void Book_OfShippedForms_BindsEachProcedureToAForm()
    {
        var procedures = ProcedureFacts.Procedures();
        var versions = ProcedureFacts.Versions();
        foreach (var version in versions)
        {
            var procedure = procedures.Single(p => p.Id == version.ProcedureId);
            FormBook.Find(FormBook.Of(procedure, version).Id).ShouldNotBeNull();
            FormBook.Uploads(procedure, version).ShouldBeSubsetOf(version.Papers);
        }

        FormBook
            .Forms.Select(f => f.Code)
            .ShouldBe(["birth-registration", "marital-status", "general"]);
    }

    private static Dictionary<string, string?> Answers(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(a => a.Split('=')[0], a => (string?)a.Split('=')[1]);

    private static FormSchema Read(string rest)
    {
        using var document = JsonDocument.Parse("{" + Head + "," + rest + "}");
        return FormSchema.Read(document.RootElement.Clone());
    }
}
