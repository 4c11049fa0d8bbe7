using System.Text.Json;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>Reads a process from its JSON text, strictly; the inverse of <see cref="ProcessWriter"/>.</summary>
public static class ProcessReader
{
    public const int MaxLength = 400_000;

    public static ReadProcess Read(string json)
    {
        var faults = new List<ProcessFault>();
        if (json.Length > MaxLength)
        {
            return new(null, [new("$", new("process-json.too-long", MaxLength))]);
        }

        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            var process = Process(new JsonPlace(document.RootElement, "", faults));
            return new(faults.Count == 0 ? process : null, faults);
        }
        catch (JsonException wrong)
        {
            return new(
                null,
                [
                    new(
                        "$",
                        new(
                            "process-json.syntax",
                            (wrong.LineNumber ?? 0) + 1,
                            (wrong.BytePositionInLine ?? 0) + 1
                        )
                    ),
                ]
            );
        }
    }

    private static ProcessDefinition Process(JsonPlace at)
    {
        var process = new ProcessDefinition
        {
            Code = Code(at, "code"),
            Name = Name(at, "name"),
            Limit = at.OptionalLimit("limit"),
            Decision = at.OptionalText("decision"),
            IsConfirmed = at.Flag("confirmed"),
            HasFee = at.Flag("fee"),
            Procedures = at.Texts("procedures"),
            Phases = [.. at.List("phases").Select(Phase)],
            Facts = [.. at.List("facts").Select(Fact)],
            Parts = [.. at.List("parts", required: true).Select(Part)],
        };
        if (at.Optional("parts") is { Kind: JsonValueKind.Array } && process.Parts.Count == 0)
        {
            at.Required("parts")!.Fault("process-json.empty");
        }

        at.NothingElse();
        return process;
    }

    private static ProcessPhase Phase(JsonPlace at)
    {
        var phase = new ProcessPhase(Code(at, "code"), Name(at, "name"));
        at.NothingElse();
        return phase;
    }

    private static FactDeclaration Fact(JsonPlace at)
    {
        var fact = new FactDeclaration(
            at.Text("name"),
            at.Choice<FactType>("type") ?? FactType.Flag,
            at.Choice<FactSource>("source") ?? FactSource.Officer,
            at.Texts("values"),
            at.Optional("label") is null ? null : Name(at, "label")
        );
        if (fact.Name.IndexOfAny(['=', ';', ' ', '|']) >= 0)
        {
            at.Required("name")!.Fault("process-json.fact-name", fact.Name);
        }

        foreach (var value in fact.Values.Where(v => v.IndexOfAny(['=', ';']) >= 0))
        {
            at.Required("values")!.Fault("process-json.fact-name", value);
        }

        at.NothingElse();
        return fact;
    }

    private static ProcessPart Part(JsonPlace at)
    {
        var part = new ProcessPart
        {
            Code = Code(at, "code"),
            Name = Name(at, "name"),
            Steps = [.. at.List("steps", required: true).Select(Step)],
            Transitions = [.. at.List("transitions", required: true).Select(Way)],
        };
        at.NothingElse();
        return part;
    }

    private static StepDefinition Step(JsonPlace at)
    {
        var step = new StepDefinition
        {
            Code = Code(at, "code"),
            Name = Name(at, "name"),
            Kind = at.Choice<StepKind>("kind") ?? StepKind.Work,
            Role = at.Choice<Role>("role"),
            Unit = Unit(at),
            Budget = StepBudget(at),
            Phase = at.OptionalText("phase"),
            Opinions = [.. at.List("opinions").Select(Slot)],
            Join = at.Choice<JoinRule>("join") ?? JoinRule.All,
            JoinCount = at.OptionalCount("joinCount") ?? 0,
            Part = at.OptionalText("part"),
        };
        at.NothingElse();
        return step;
    }

    private static OpinionSlot Slot(JsonPlace at)
    {
        var slot = new OpinionSlot(
            Code(at, "code"),
            Name(at, "question"),
            Unit(at),
            at.OptionalLimit("due")
        );
        at.NothingElse();
        return slot;
    }

    private static Transition Way(JsonPlace at)
    {
        var way = new Transition
        {
            From = at.Text("from"),
            To = at.Text("to"),
            Name = at.Optional("name") is null ? null : Name(at, "name"),
            When = at.Optional("when") is { } when ? ConditionReader.Read(when) : null,
            Otherwise = at.Flag("otherwise"),
            After = at.OptionalLimit("after"),
            TakesFee = at.Flag("takesFee"),
        };
        at.NothingElse();
        return way;
    }

    private static UnitChoice Unit(JsonPlace at)
    {
        if (at.OptionalText("unit") is not { } text)
        {
            return default;
        }

        if (UnitChoice.TryParse(text, out var choice))
        {
            return choice;
        }

        at.Required("unit")!.Fault("process-json.unit", text);
        return default;
    }

    private static Budget? StepBudget(JsonPlace at)
    {
        if (at.Optional("budget") is not { } place)
        {
            return null;
        }

        if (place.AsNumber() is { } share)
        {
            if (share is >= 0 and <= 1)
            {
                return Budget.Of(share);
            }

            place.Fault("process-json.share", share);
            return null;
        }

        return at.OptionalLimit("budget") is { } limit ? Budget.Of(limit) : null;
    }

    /// <summary>A code stands in addresses, in the history and in BPMN: lower case letters, figures and hyphens.</summary>
    private static string Code(JsonPlace at, string name)
    {
        var code = at.Text(name);
        if (code.Length > 0 && !ProcessCode.IsValid(code))
        {
            at.Required(name)!.Fault("process-json.code", code, ProcessDefinition.CodeMaxLength);
        }

        return code;
    }

    private static Named Name(JsonPlace at, string name)
    {
        if (at.Required(name) is not { } place)
        {
            return new("", "");
        }

        var named = new Named(place.Text("vi"), place.Text("en"));
        place.NothingElse();
        return named;
    }
}

/// <summary>The form of codes of processes, parts, steps and opinions.</summary>
public static class ProcessCode
{
    public static bool IsValid(string code) =>
        code.Length is > 0 and <= ProcessDefinition.CodeMaxLength
        && char.IsAsciiLetterOrDigit(code[0])
        && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A code made of any text.</summary>
    public static string From(string text)
    {
        var folded = Shared.Language.Folding.Fold(text);
        var code = string.Join(
            '-',
            new string([.. folded.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        return code.Length == 0 ? "x"
            : code.Length > ProcessDefinition.CodeMaxLength
                ? code[..ProcessDefinition.CodeMaxLength].TrimEnd('-')
            : code;
    }
}
