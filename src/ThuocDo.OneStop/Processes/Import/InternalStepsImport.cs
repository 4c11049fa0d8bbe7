using System.Globalization;
using System.Text.RegularExpressions;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes.Import;

/// <summary>
/// The internal processes that provinces publish with a decision: a table of steps, doers and times, one after the
/// other. What the applicant does outside the time is a wait; the last step returns the result.
/// </summary>
public static partial class InternalStepsImport
{
    public static bool IsSteps(CsvRow row) => row.Has("what") && row.Has("who");

    public static IReadOnlyList<ImportedProcess> Read(
        IReadOnlyList<(string File, CsvRow Row)> rows
    ) => [.. rows.GroupBy(r => r.Row.Required("process_no")).Select(g => One(g.Key, [.. g]))];

    private static ImportedProcess One(string number, List<(string File, CsvRow Row)> rows)
    {
        var findings = new List<ProcessFinding>();
        var steps = rows.Select((r, i) => Step(r.File, r.Row, i, rows.Count, findings)).ToList();
        var total = steps.Sum(s => s.Budget?.Limit is { } l ? LinearProcess.Minutes(l) : 0);
        var first = rows[0].Row;
        var name = new Named($"{number} · {first["decision"]}", $"{number} · {first["decision"]}");
        var process = new ProcessDefinition
        {
            Code = ProcessCode.From($"{first["decision"]}-{number}"),
            Name = name,
            Decision = first["decision"],
            IsConfirmed = true,
            Limit = total > 0 ? new Limit((int)((total + 59) / 60), LimitUnit.WorkingHours) : null,
            Parts =
            [
                new ProcessPart
                {
                    Code = ProcessPart.Main,
                    Name = name,
                    Steps = steps,
                    Transitions =
                    [
                        .. steps.Select(
                            (step, i) =>
                                new Transition
                                {
                                    From = step.Code,
                                    To =
                                        i + 1 < steps.Count
                                            ? steps[i + 1].Code
                                            : Transition.Granted,
                                }
                        ),
                    ],
                },
            ],
        };
        findings.AddRange(ProcessCheck.Run(process));
        return new ImportedProcess(process, name.Vi, findings);
    }

    private static StepDefinition Step(
        string file,
        CsvRow row,
        int index,
        int count,
        List<ProcessFinding> findings
    )
    {
        var what = row.Required("what");
        var who = row["who"] ?? "";
        var text = row["time_text"] ?? "";
        var limit = LimitOf(text);
        var untimed = Folding.Fold(text).Contains("khong tinh", StringComparison.Ordinal);
        if (limit is null && !untimed)
        {
            findings.Add(
                ProcessFinding.Warning(
                    "unread-time",
                    string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Line}"),
                    text
                )
            );
        }

        var last = index == count - 1;
        return new StepDefinition
        {
            // A decision may number two steps alike.
            Code = string.Create(CultureInfo.InvariantCulture, $"b{index + 1:00}"),
            Name = new Named(what, what),
            Kind =
                last ? StepKind.Return
                : untimed ? StepKind.Wait
                : StepKind.Work,
            Role = RoleWords.Of(who) ?? (untimed && !last ? null : RoleWords.Of(what)),
            Budget = limit is { } own ? Budget.Of(own) : null,
        };
    }

    /// <summary>
    /// "0,5 ngày", "05 ngày làm việc", "1/4 ngày", "7.5": parts of a day become working hours or, below an hour, the
    /// next hour.
    /// </summary>
    public static Limit? LimitOf(string text)
    {
        var match = Amount().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var number = Number(match.Groups["a"].Value);
        if (match.Groups["b"].Success)
        {
            number /= Number(match.Groups["b"].Value);
        }

        if (number <= 0)
        {
            return null;
        }

        return number == decimal.Truncate(number)
            ? new Limit((int)number, LimitUnit.WorkingDays)
            : new Limit((int)decimal.Ceiling(number * 8), LimitUnit.WorkingHours);
    }

    private static decimal Number(string text) =>
        decimal.Parse(
            text.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(@"^\s*(?<a>\d+([.,]\d+)?)\s*(/\s*(?<b>[1-9]\d*))?")]
    private static partial Regex Amount();
}
