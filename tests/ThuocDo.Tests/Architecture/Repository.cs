namespace ThuocDo.Tests.Architecture;

/// <summary>The checkout in which the tests were built.</summary>
public static class Repository
{
    private static readonly string[] Made =
    [
        "bin",
        "obj",
        ".git",
        ".vs",
        ".idea",
        "artifacts",
        "App_Data",
        "TestResults",
        "node_modules",
    ];

    public static readonly string Root = FindRoot();

    /// <summary>Every file somebody wrote, as a path below the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        Walk(new DirectoryInfo(Root)).Order(StringComparer.Ordinal).ToList();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Files of <c>src/</c> that people write, with one of the extensions.</summary>
    public static IEnumerable<string> Sources(params IReadOnlyList<string> extensions) =>
        Files.Where(f =>
            f.StartsWith("src/", StringComparison.Ordinal)
            && extensions.Any(e => f.EndsWith(e, StringComparison.Ordinal))
            && !f.Contains("/Migrations/", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(f => f.Name != ".git"))
        {
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        }

        foreach (var inner in folder.EnumerateDirectories().Where(d => !Made.Contains(d.Name)))
        {
            foreach (var file in Walk(inner))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, "ThuocDo.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No ThuocDo.slnx above {AppContext.BaseDirectory}: the architecture tests read the sources."
        );
    }
}
