using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// Recorded samples of what leaves the product, beside the test that compares with them. <c>THUOCDO_TEST_RECORD=1</c> writes
/// them anew; a person reads the difference before it is committed.
/// </summary>
public static partial class Sample
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Compare(string name, JsonNode found, [CallerFilePath] string test = "")
    {
        // Keys of rows differ from run to run.
        var text = Key().Replace(found.ToJsonString(Written), "…") + "\n";
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Samples", name);
        if (Environment.GetEnvironmentVariable("THUOCDO_TEST_RECORD") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        text.ShouldBe(File.ReadAllText(path));
    }

    [GeneratedRegex(
        "(?<=\")[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?=\")"
    )]
    private static partial Regex Key();
}
