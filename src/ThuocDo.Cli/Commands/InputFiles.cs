using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>Opens the CSV files of a command and tells what is wrong with them.</summary>
internal static class InputFiles
{
    /// <summary>More faults than these say nothing new.</summary>
    private const int MostFaults = 20;

    /// <summary>The file, or none with a message where it cannot be read.</summary>
    public static IndexFile? Open(string path, TextWriter error)
    {
        try
        {
            using var reader = new StreamReader(path);
            return new IndexFile(Path.GetFileName(path), reader);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine(CliTexts.T["index-cli.error.file", path]);
            return null;
        }
    }

    /// <summary>Tells all faults of the files; whether there are none.</summary>
    public static bool AreSound(TextWriter error, params IEnumerable<IndexFile> files)
    {
        var faults = files.SelectMany(f => f.Faults).ToList();
        Tell(error, faults);
        return faults.Count == 0;
    }

    public static void Tell(TextWriter error, IReadOnlyList<Explanation> sentences)
    {
        foreach (var sentence in sentences.Take(MostFaults))
        {
            error.WriteLine(sentence.Render(CliTexts.T));
        }

        if (sentences.Count > MostFaults)
        {
            error.WriteLine(CliTexts.T["index-cli.error.more", sentences.Count - MostFaults]);
        }
    }
}
