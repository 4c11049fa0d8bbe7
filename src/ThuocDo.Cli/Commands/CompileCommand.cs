using System.CommandLine;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Reading;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo compile</c>: drafts the programme of a resolution, plan or programme and prints one view of it. Opens no
/// database. What the text leaves open goes to the error stream.
/// </summary>
public static class CompileCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = CliTexts.T["compile.help.file"] };
        var targets = Flag("--targets", CliTexts.T["compile.help.targets"]);
        var tasks = Flag("--tasks", CliTexts.T["compile.help.tasks"]);
        var coverage = Flag("--coverage", CliTexts.T["compile.help.coverage"]);
        var duties = Flag("--duties", CliTexts.T["compile.help.duties"]);
        var allKinds = Flag("--all-kinds", CliTexts.T["compile.help.all-kinds"]);
        var format = new Option<string>("--format")
        {
            Description = CliTexts.T["compile.help.format"],
        };
        var key = new Option<string>("--score") { Description = CliTexts.T["compile.help.score"] };
        var command = new Command("compile", CliTexts.T["compile.help.command"])
        {
            file,
            targets,
            tasks,
            coverage,
            duties,
            allKinds,
            format,
            key,
        };
        command.SetAction(parsed =>
        {
            var views = new[] { targets, tasks, coverage, duties }
                .Where(o => parsed.GetValue(o))
                .Select(o => o.Name.TrimStart('-'))
                .ToList();
            var error = parsed.InvocationConfiguration.Error;
            var output = parsed.InvocationConfiguration.Output;
            if (views.Count != 1)
            {
                return Refuse(error, new Explanation("compile.error.view"));
            }

            if (parsed.GetValue(format) is not (null or "csv" or "json"))
            {
                return Refuse(
                    error,
                    new Explanation("compile.error.format", parsed.GetValue(format)!)
                );
            }

            var (draft, refusal) = Draft(parsed.GetValue(file)!);
            if (draft is null)
            {
                return Refuse(error, refusal!);
            }

            if (parsed.GetValue(key) is { } keyFile)
            {
                return CompileScore.Print(draft, views[0], keyFile, output, error);
            }

            CompileViews.Print(
                draft,
                views[0],
                asJson: parsed.GetValue(format) == "json",
                parsed.GetValue(allKinds),
                output
            );
            if (views[0] == "targets")
            {
                Doubts(draft, error);
            }

            return ThuocDoCommand.Done;
        });
        return command;
    }

    public static int Refuse(TextWriter error, Explanation why)
    {
        error.WriteLine(why.Render(CliTexts.T));
        return ThuocDoCommand.WrongUse;
    }

    private static (CompiledDraft? Draft, Explanation? Refusal) Draft(string path)
    {
        byte[] bytes;
        try
        {
            var length = new FileInfo(path).Length;
            if (length > DocumentFile.LargestBytes)
            {
                return (
                    null,
                    new("compiling.error.too-large", path, DocumentFile.LargestBytes >> 20)
                );
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new("compile.error.file", path));
        }

        var (text, refusal) = DocumentFile.Read(path, bytes);
        return text is null ? (null, refusal) : (ResolutionCompiler.Compile(text), null);
    }

    private static void Doubts(CompiledDraft draft, TextWriter error)
    {
        foreach (var target in draft.Targets.Where(t => t.Kind == TargetKind.Target))
        {
            foreach (var doubt in target.Doubts.Where(d => d != Doubt.BarePercent))
            {
                error.WriteLine(
                    CliTexts.T[
                        $"compile.doubt.{doubt.ToString().ToLowerInvariant()}",
                        target.Place.Line,
                        target.Name
                    ]
                );
            }
        }

        var bare = draft.Targets.Count(t =>
            t.Kind == TargetKind.Target && t.Doubts.Contains(Doubt.BarePercent)
        );
        if (bare > 0)
        {
            error.WriteLine(CliTexts.T["compile.doubt.barepercent", bare]);
        }
    }

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description };
}
