using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>Small processes for tests.</summary>
internal static class Sample
{
    public static string With(string when) =>
        $$"""
            {
              "code": "p", "name": { "vi": "p", "en": "p" },
              "parts": [ { "code": "main", "name": { "vi": "m", "en": "m" },
                "steps": [ { "code": "a", "name": { "vi": "a", "en": "a" }, "role": "specialist" } ],
                "transitions": [ { "from": "a", "to": "granted", "when": {{when}} } ] } ]
            }
            """;

    public static StepDefinition Step(
        string code,
        StepKind kind = StepKind.Work,
        Role? role = Role.Specialist,
        Budget? budget = null
    ) =>
        new()
        {
            Code = code,
            Name = new Named(code, code),
            Kind = kind,
            Role = role,
            Budget = budget,
        };

    public static Transition Way(string from, string to, Condition? when = null) =>
        new()
        {
            From = from,
            To = to,
            When = when,
        };

    public static ProcessPart Part(
        IReadOnlyList<StepDefinition> steps,
        IReadOnlyList<Transition> ways,
        string code = ProcessPart.Main
    ) =>
        new()
        {
            Code = code,
            Name = new Named(code, code),
            Steps = steps,
            Transitions = ways,
        };

    public static ProcessDefinition Process(params ProcessPart[] parts) =>
        new()
        {
            Code = "p",
            Name = new Named("p", "p"),
            Parts = parts,
        };

    public static IReadOnlyList<string> Codes(
        this ProcessDefinition process,
        CheckContext? context = null
    ) => [.. ProcessCheck.Run(process, context).Select(f => $"{f.Code} {f.Place}")];
}
