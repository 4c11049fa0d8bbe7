using System.Globalization;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes.Import;

/// <summary>
/// Steps and actions of OpenCPS as processes. Its tables name steps by their names; a step or action without a process,
/// or whose source nobody knows, is an orphan and named. Roles are free text there and are read by their words.
/// </summary>
public static class OpenCpsImport
{
    private sealed record StepRow(string File, CsvRow Row, string Process, string Title);

    private sealed record WayRow(string File, CsvRow Row, string Process);

    public static bool IsSteps(CsvRow row) => row.Has("step_name");

    public static bool IsTransitions(CsvRow row) => row.Has("from_step") && row.Has("to_step");

    public static IReadOnlyList<ImportedProcess> Read(
        IReadOnlyList<(string File, CsvRow Row)> steps,
        IReadOnlyList<(string File, CsvRow Row)> ways
    )
    {
        // The sample of the training course is one process and has no column for it.
        var single = steps.Concat(ways).All(r => !r.Row.Has("process_no"));
        var stepRows = steps
            .Select(r => new StepRow(
                r.File,
                r.Row,
                single ? "x" : r.Row["process_no"] ?? "",
                r.Row["process_name"] ?? ""
            ))
            .ToList();
        var wayRows = ways.Select(r => new WayRow(
                r.File,
                r.Row,
                single ? "x" : r.Row["process_no"] ?? ""
            ))
            .ToList();
        var result = new List<ImportedProcess>();
        var orphans = Orphans(stepRows, wayRows);
        if (orphans.Count > 0)
        {
            result.Add(new ImportedProcess(null, "", orphans));
        }

        var groups = stepRows
            .Where(s => s.Process.Length > 0)
            .GroupBy(s => (s.Process, Title: single ? "" : s.Title))
            .ToList();
        var taken = new HashSet<WayRow>();
        foreach (var group in groups)
        {
            var rivals = groups
                .Where(g => g.Key.Process == group.Key.Process && g.Key != group.Key)
                .ToList();
            var names = group.Select(s => Fold(s.Row["step_name"])).ToHashSet();
            var own = wayRows
                .Where(w =>
                    w.Process == group.Key.Process
                    && (rivals.Count == 0 || Fits(w, names, [.. rivals.Select(Names)]))
                )
                .ToList();
            own.ForEach(w => taken.Add(w));
            result.Add(One(group.Key.Process, group.Key.Title, [.. group], own));
        }

        foreach (var way in wayRows.Where(w => w.Process.Length > 0).GroupBy(w => w.Process))
        {
            if (groups.All(g => g.Key.Process != way.Key))
            {
                result.Add(One(way.Key, "", [], [.. way]));
            }
        }

        return result;
    }

    private static HashSet<string> Names(IEnumerable<StepRow> rows) =>
        [.. rows.Select(s => Fold(s.Row["step_name"]))];

    /// <summary>Two processes share a number: an action belongs to the one that knows more of its steps.</summary>
    private static bool Fits(
        WayRow way,
        HashSet<string> names,
        IReadOnlyList<HashSet<string>> rivals
    )
    {
        var own = Known(names);
        return own > 0 && rivals.All(r => Known(r) <= own);

        int Known(HashSet<string> steps) =>
            (steps.Contains(Fold(way.Row["from_step"])) ? 1 : 0)
            + (steps.Contains(Fold(way.Row["to_step"])) ? 1 : 0);
    }

    private static List<ProcessFinding> Orphans(List<StepRow> steps, List<WayRow> ways)
    {
        var findings = steps
            .Where(s => s.Process.Length == 0)
            .Select(s =>
                ProcessFinding.Error("orphan-step", At(s.File, s.Row), s.Row["step_name"] ?? "–")
            )
            .ToList();
        var known = Names(steps);
        foreach (var way in ways.Where(w => w.Process.Length == 0))
        {
            var from = way.Row["from_step"] ?? "–";
            findings.Add(
                ProcessFinding.Error(
                    "orphan-transition",
                    At(way.File, way.Row),
                    way.Row["action_name"] ?? "–",
                    from,
                    way.Row["to_step"] ?? "–"
                )
            );
            if (!IsStart(from) && !known.Contains(Fold(from)))
            {
                findings.Add(ProcessFinding.Error("unknown-source", At(way.File, way.Row), from));
            }
        }

        return findings;
    }

    private static ImportedProcess One(
        string number,
        string title,
        IReadOnlyList<StepRow> rows,
        IReadOnlyList<WayRow> ways
    )
    {
        var findings = new List<ProcessFinding>();
        var codes = new Dictionary<string, string>();
        var steps = new List<StepDefinition>();
        foreach (var row in rows)
        {
            var name = row.Row["step_name"] ?? "–";
            var code = ProcessCode.From(name);
            if (!codes.TryAdd(Fold(name), code))
            {
                findings.Add(ProcessFinding.Error("double-code", At(row.File, row.Row), name));
                continue;
            }

            steps.Add(Step(code, name, row.Row, ways));
        }

        var transitions = ways.Select(w => Way(w, codes)).Where(t => !IsStart(t.From)).ToList();
        var first = ways.FirstOrDefault(w => IsStart(w.Row["from_step"] ?? "")) is { } start
            ? codes.GetValueOrDefault(Fold(start.Row["to_step"]))
            : null;
        if (first is null && steps.Count > 0)
        {
            findings.Add(
                ProcessFinding.Error("no-start", At(rows[0].File, rows[0].Row), steps[0].Name)
            );
        }

        var label = title.Length > 0 ? title : number;
        var name_ = new Named(label, label);
        var process = new ProcessDefinition
        {
            Code = ProcessCode.From(number),
            Name = name_,
            HasFee = ways.Any(w => AsksFee(w.Row)),
            Parts =
            [
                new ProcessPart
                {
                    Code = ProcessPart.Main,
                    Name = name_,
                    Steps = [.. steps.OrderBy(s => s.Code == first ? 0 : 1)],
                    Transitions = transitions,
                },
            ],
        };
        findings.AddRange(ProcessCheck.Run(process));
        return new ImportedProcess(process, label, findings);
    }

    private static StepDefinition Step(
        string code,
        string name,
        CsvRow row,
        IReadOnlyList<WayRow> ways
    )
    {
        var days = row["days"] ?? row["days_duration"];
        var waits =
            Fold(row["dossier_status"]).Contains("cho bo sung", StringComparison.Ordinal)
            || row["dossier_status"] is "2" or "3";
        var returns = ways.Any(w =>
            Fold(w.Row["from_step"]) == Fold(name) && IsEnd(w.Row["to_step"] ?? "")
        );
        return new StepDefinition
        {
            Code = code,
            Name = new Named(name, name),
            Kind =
                waits ? StepKind.Wait
                : returns ? StepKind.Return
                : StepKind.Work,
            Role = RoleWords.Of(row["role"]),
            Budget =
                int.TryParse(days, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n)
                && n > 0
                    ? Budget.Of(new Limit(n, LimitUnit.WorkingDays))
                    : null,
        };
    }

    private static Transition Way(WayRow way, Dictionary<string, string> codes)
    {
        var (from, to) = (way.Row["from_step"] ?? "", way.Row["to_step"] ?? "");
        var name = way.Row["action_name"];
        return new Transition
        {
            From = IsStart(from) ? from : codes.GetValueOrDefault(Fold(from), from),
            To =
                !IsEnd(to) ? codes.GetValueOrDefault(Fold(to), to)
                : IsRefusal(name) || IsRefusal(from) ? Transition.Refused
                : Transition.Granted,
            Name = name is null ? null : new Named(name, name),
            When = When(way.Row["pre_condition"]),
            TakesFee = AsksFee(way.Row),
        };
    }

    private static FactTest? When(string? words) =>
        words is null ? null
        : Fold(words) is var folded
        && (
            folded.Contains("payok", StringComparison.Ordinal)
            || folded.Contains("thanh toan", StringComparison.Ordinal)
        )
            ? FactTest.Flag(KnownFacts.FeePaid)
        : folded.Contains("bo sung", StringComparison.Ordinal)
            ? FactTest.Flag(KnownFacts.Supplemented)
        : FactTest.Flag("opencps." + ProcessCode.From(words));

    private static bool AsksFee(CsvRow row) =>
        row["request_payment"] is not null and not ("0" or "false")
        || row["fee"] is { } fee && fee.Any(c => c is >= '1' and <= '9')
        || row["payment_fee"] is { } amount
            && decimal.TryParse(amount, CultureInfo.InvariantCulture, out var due)
            && due > 0;

    private static bool IsStart(string step) => Fold(step) is "start" or "buoc bat dau";

    private static bool IsEnd(string step) => Fold(step) is "end" or "buoc ket thuc";

    private static bool IsRefusal(string? words) =>
        Fold(words) is var folded
        && (
            folded.Contains("tu choi", StringComparison.Ordinal)
            || folded.Contains("khong chap thuan", StringComparison.Ordinal)
            || folded.Contains("khong dong y", StringComparison.Ordinal)
        );

    private static string Fold(string? text) => Folding.Fold(text ?? "").Trim();

    private static string At(string file, CsvRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Line}");
}

/// <summary>Who is meant by the words for a doer in decisions and tables of others.</summary>
public static class RoleWords
{
    /// <summary>The first that fits decides; the heads come before those they head.</summary>
    private static readonly (string Words, Role Role)[] Known =
    [
        ("bo phan tiep nhan", Role.Receptionist),
        ("ttpvhcc", Role.Receptionist),
        ("trung tam phuc vu hanh chinh cong", Role.Receptionist),
        ("mot cua", Role.Receptionist),
        ("tiep nhan", Role.Receptionist),
        ("lanh dao phong", Role.UnitHead),
        ("truong phong", Role.UnitHead),
        ("lanh dao van phong", Role.UnitHead),
        ("van thu", Role.Specialist),
        ("chuyen vien", Role.Specialist),
        ("cong chuc", Role.Specialist),
        ("can bo", Role.Specialist),
        ("lanh dao", Role.Signer),
        ("ubnd", Role.Signer),
        ("uy ban nhan dan", Role.Signer),
        ("chu tich", Role.Signer),
        ("giam doc", Role.Signer),
        ("hoi dong", Role.Specialist),
        ("to tham dinh", Role.Specialist),
        ("trung doan", Role.Signer),
        ("so ", Role.Specialist),
        ("phong ", Role.Specialist),
        ("co quan", Role.Specialist),
    ];

    /// <summary>Null if no word is known; an empty text has no role either.</summary>
    public static Role? Of(string? text)
    {
        var folded = Folding.Fold(text ?? "");
        return Known
            .Where(k => folded.Contains(k.Words, StringComparison.Ordinal))
            .Select(k => (Role?)k.Role)
            .FirstOrDefault();
    }
}
