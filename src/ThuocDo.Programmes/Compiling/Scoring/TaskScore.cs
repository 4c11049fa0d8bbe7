using ThuocDo.Programmes.Compiling.Tasks;
using ThuocDo.Programmes.Compiling.Words;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Compiling.Scoring;

/// <summary>A row of a key of tasks.</summary>
public sealed record TaskKeyRow(string No, string Text, string LeadBody, string DeadlineNorm)
{
    public static IReadOnlyList<TaskKeyRow> Read(TextReader reader, string source) =>
        [
            .. Csv.Read(reader, source)
                .Select(r => new TaskKeyRow(
                    r["no"] ?? "",
                    r["task"] ?? "",
                    r["lead_body"] ?? "",
                    r["deadline_norm"] ?? ""
                )),
        ];
}

/// <summary>How many rows of a key were drafted with the right body and date.</summary>
public sealed record TaskScore(double Share, IReadOnlyList<TaskKeyRow> Wrong)
{
    private const double Alike = 0.8;

    public static TaskScore Of(IReadOnlyList<ProgrammeTask> drafted, IReadOnlyList<TaskKeyRow> key)
    {
        var free = drafted.ToList();
        var wrong = new List<TaskKeyRow>();
        foreach (var row in key)
        {
            var same = free.FirstOrDefault(t =>
                Same(t.LeadBody, row.LeadBody)
                && t.DeadlineNorm == row.DeadlineNorm
                && Overlap(row.Text, t.Text) >= Alike
            );
            if (same is null)
            {
                wrong.Add(row);
            }
            else
            {
                free.Remove(same);
            }
        }

        return new TaskScore(
            key.Count == 0 ? 1 : (double)(key.Count - wrong.Count) / key.Count,
            wrong
        );
    }

    private static bool Same(string a, string b) => Spelling.Compare(a) == Spelling.Compare(b);

    private static double Overlap(string key, string text)
    {
        var words = Words(key).ToList();
        var found = Words(text).ToHashSet();
        return words.Count == 0 ? 1 : (double)words.Count(found.Contains) / words.Count;
    }

    private static IEnumerable<string> Words(string text) =>
        Tokeniser.Read(text).Where(t => t.Kind != TokenKind.Mark).Select(t => t.Text);
}
