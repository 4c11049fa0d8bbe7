using ThuocDo.Shared.Reference;
using Xunit;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// The reference tables that are too big or not ours to commit, in the folder named by <c>THUOCDO_REFERENCE</c>.
/// Unset, the test is skipped; set to a place without the file, it fails.
/// </summary>
public static class ReferenceData
{
    private const string Variable = "THUOCDO_REFERENCE";

    public static string File(string path)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            $"{Variable} is not set: {path} cannot be read."
        );
        var file = Path.Combine(folder!, path);
        Assert.True(System.IO.File.Exists(file), $"{Variable} is set, but {file} does not exist.");
        return file;
    }

    public static IReadOnlyList<CsvRow> Rows(string path)
    {
        using var reader = new StreamReader(File(path));
        return [.. Csv.Read(reader, path)];
    }
}
