using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Processes;

/// <summary>The samples of <c>data/processes/</c>: made by this project, not confirmed by any decision.</summary>
public static class SampleProcesses
{
    public static readonly IReadOnlyList<string> Names =
    [
        "lien-thong-ba-cap",
        "lien-thong-hai-cap",
    ];

    public static string Text(string name)
    {
        using var reader = ShippedData.Open($"processes/{name}.json");
        return reader.ReadToEnd();
    }

    public static ProcessDefinition Of(string name) =>
        ProcessReader.Read(Text(name)).Process
        ?? throw new FormatException($"data/processes/{name}.json cannot be read.");
}
