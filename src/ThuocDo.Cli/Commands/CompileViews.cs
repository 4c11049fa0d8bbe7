using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Cli.Commands;

/// <summary>The views of a compiled draft; their columns are a contract.</summary>
public static class CompileViews
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(
        CompiledDraft draft,
        string view,
        bool asJson,
        bool allKinds,
        TextWriter output
    )
    {
        var (columns, rows) = Of(draft, view, allKinds);
        if (asJson)
        {
            var objects = rows.Select(r =>
                columns.Zip(r).ToDictionary(x => x.First, x => x.Second)
            );
            output.Write(JsonSerializer.Serialize(objects, Readable) + "\n");
            return;
        }

        output.Write(CsvText.Line(columns));
        foreach (var row in rows)
        {
            output.Write(CsvText.Line(row));
        }
    }

    private static (string[] Columns, IEnumerable<string[]> Rows) Of(
        CompiledDraft draft,
        string view,
        bool allKinds
    ) =>
        view switch
        {
            "targets" => (
                Columns(
                    "section,name,operator,value,unit,scope,deadline,rank_group,base_year,lead_body,kind,sentence"
                ),
                Targets(draft, allKinds)
            ),
            "tasks" => (
                Columns(
                    "section,no,task,lead_body,coordinating_bodies,deliverable,deadline_text,deadline_norm,sentence"
                ),
                Tasks(draft)
            ),
            "duties" => (
                Columns("section,addressee,kind,deadline_text,deadline_norm,line,sentence"),
                Duties(draft)
            ),
            _ => (Columns("line,start,end,state,items,sentence"), Coverage(draft)),
        };

    private static string[] Columns(string names) => names.Split(',');

    private static IEnumerable<string[]> Targets(CompiledDraft draft, bool allKinds) =>
        draft
            .Targets.Where(t => allKinds || t.Kind == TargetKind.Target)
            .Select(t =>
                new[]
                {
                    t.Section,
                    t.Name,
                    t.Operator,
                    t.Value,
                    t.Unit,
                    t.Scope,
                    t.Deadline,
                    t.RankGroup,
                    t.BaseYear,
                    t.LeadBody,
                    Kind(t.Kind),
                    t.Sentence,
                }
            );

    private static IEnumerable<string[]> Tasks(CompiledDraft draft) =>
        draft.Tasks.Select(t =>
            new[]
            {
                t.Section,
                t.No,
                t.Text,
                t.LeadBody,
                t.CoordinatingBodies,
                t.Deliverable,
                t.DeadlineText,
                t.DeadlineNorm,
                t.Sentence,
            }
        );

    private static IEnumerable<string[]> Duties(CompiledDraft draft) =>
        draft.Duties.Select(d =>
            new[]
            {
                d.Section,
                d.Addressee,
                d.IsReport ? "report" : "duty",
                d.DeadlineText,
                d.DeadlineNorm,
                Number(d.Place.Line),
                d.Text,
            }
        );

    /// <summary>Start and end count from the beginning of the line; a sentence over several lines ends beyond it.</summary>
    private static IEnumerable<string[]> Coverage(CompiledDraft draft) =>
        draft.Sentences.Select(s =>
            new[]
            {
                Number(s.Place.Line),
                Number(s.Place.Start),
                Number(s.Place.End),
                State(s.State),
                string.Join(' ', s.Items),
                s.Text,
            }
        );

    private static string Kind(TargetKind kind) =>
        kind switch
        {
            TargetKind.TaskNumber => "task-number",
            TargetKind.AnnexOnly => "annex-only",
            TargetKind.Limit => "limit",
            TargetKind.Qualitative => "qualitative",
            _ => "target",
        };

    private static string State(SentenceState state) =>
        state switch
        {
            SentenceState.Compiled => "compiled",
            SentenceState.NotUnderstood => "not-understood",
            _ => "context",
        };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
