using System.Globalization;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Scoring;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// Compares a draft with a key: recall and precision, then the rows missed or invented. Exit code 1 if there are any.
/// </summary>
public static class CompileScore
{
    public static int Print(
        CompiledDraft draft,
        string view,
        string keyFile,
        TextWriter output,
        TextWriter error
    )
    {
        try
        {
            using var reader = new StreamReader(keyFile);
            return view switch
            {
                "targets" => Targets(draft, KeyRow.Read(reader, keyFile), output),
                "tasks" => Tasks(draft, TaskKeyRow.Read(reader, keyFile), output),
                _ => CompileCommand.Refuse(error, new Explanation("compile.error.score-view")),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CompileCommand.Refuse(error, new Explanation("compile.error.file", keyFile));
        }
    }

    private static int Targets(CompiledDraft draft, IReadOnlyList<KeyRow> key, TextWriter output)
    {
        var score = KeyScore.Of([.. draft.Targets.Where(t => t.Kind == TargetKind.Target)], key);
        output.Write(CsvText.Line("result", "section", "name", "operator", "value"));
        output.Write(CsvText.Line("recall", "", "", "", Share(score.Recall)));
        output.Write(CsvText.Line("precision", "", "", "", Share(score.Precision)));
        foreach (var row in score.Missed)
        {
            output.Write(CsvText.Line("missed", row.Section, row.Name, row.Operator, row.Value));
        }

        foreach (var target in score.Invented)
        {
            output.Write(
                CsvText.Line("invented", target.Section, target.Name, target.Operator, target.Value)
            );
        }

        return score.Missed.Count + score.Invented.Count > 0
            ? ThuocDoCommand.Found
            : ThuocDoCommand.Done;
    }

    private static int Tasks(CompiledDraft draft, IReadOnlyList<TaskKeyRow> key, TextWriter output)
    {
        var score = TaskScore.Of(draft.Tasks, key);
        output.Write(CsvText.Line("result", "no", "task", "lead_body", "deadline_norm"));
        output.Write(CsvText.Line("right", "", "", "", Share(score.Share)));
        foreach (var row in score.Wrong)
        {
            output.Write(CsvText.Line("missed", row.No, row.Text, row.LeadBody, row.DeadlineNorm));
        }

        return score.Wrong.Count > 0 ? ThuocDoCommand.Found : ThuocDoCommand.Done;
    }

    private static string Share(double share) =>
        share.ToString("0.000", CultureInfo.InvariantCulture);
}
