using Shouldly;
using ThuocDo.OneStop.Processes;
using Xunit;

namespace ThuocDo.Tests.OneStop.Processes;

public sealed class ProcessTextTests
{
    [Fact]
    public void Write_OfReadSample_GivesTheSameProcessAndText()
    {
        foreach (var name in SampleProcesses.Names)
        {
            var text = ProcessWriter.Write(SampleProcesses.Of(name));
            ProcessWriter.Write(ProcessReader.Read(text).Process!).ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("\"role\": \"specialist\"", "\"rol\": \"specialist\"", "parts[0].steps[0].rol")]
    [InlineData("\"role\": \"specialist\"", "\"role\": \"king\"", "parts[0].steps[0].role")]
    [InlineData("\"role\": \"specialist\"", "\"budget\": 2", "parts[0].steps[0].budget")]
    [InlineData("\"role\": \"specialist\"", "\"budget\": \"5x\"", "parts[0].steps[0].budget")]
    [InlineData("\"role\": \"specialist\"", "\"unit\": \"moon\"", "parts[0].steps[0].unit")]
    [InlineData("\"fact\": \"f\"", "\"fact\": \"f\", \"not\": {}", "parts[0].transitions[0].when")]
    [InlineData("\"to\": \"granted\", ", "", "parts[0].transitions[0]")]
    [InlineData("\"code\": \"p\"", "\"code\": \"Hồ sơ\"", "code")]
    [InlineData("{ \"vi\": \"p\", \"en\": \"p\" }", "{ \"vi\": \"p\" }", "name")]
    [InlineData("\"parts\": [", "\"parts\": {", "$")]
    public void Read_OfMistake_NamesItsPlace(string right, string wrong, string place)
    {
        var text = Sample.With("{ \"fact\": \"f\" }");
        text.ShouldContain(right);

        var read = ProcessReader.Read(text.Replace(right, wrong, StringComparison.Ordinal));

        read.Succeeded.ShouldBeFalse();
        read.Faults.Select(f => f.Place).ShouldContain(place);
    }
}
