using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Scoring;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Tests.Architecture;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>Documents of our own words, in layouts of their own, some with a key.</summary>
public static class CompiledSample
{
    private static readonly string Folder = Path.Combine(
        Repository.Root,
        "tests/ThuocDo.Tests/Programmes/Compiling/Samples"
    );

    public static IEnumerable<string> WithKey =>
        Directory
            .GetFiles(Folder, "*.expected.csv")
            .Select(f => Path.GetFileName(f)[..^".expected.csv".Length])
            .Order();

    public static IEnumerable<string> WithoutTargets =>
        Directory
            .GetFiles(Folder, "*.txt")
            .Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Except(WithKey)
            .Order();

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static string Text(string name) => File.ReadAllText(PathOf($"{name}.txt"));

    public static CompiledDraft Draft(string name) => ResolutionCompiler.Compile(Text(name));

    public static IReadOnlyList<Target> Targets(CompiledDraft draft) =>
        [.. draft.Targets.Where(t => t.Kind == TargetKind.Target)];

    public static KeyScore Score(CompiledDraft draft, string keyFile)
    {
        using var reader = new StreamReader(keyFile);
        return KeyScore.Of(Targets(draft), KeyRow.Read(reader, keyFile));
    }
}
