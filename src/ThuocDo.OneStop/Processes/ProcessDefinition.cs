using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <summary>What kind of work a step is.</summary>
public enum StepKind
{
    /// <summary>Somebody in the unit in hand does it and passes the dossier on.</summary>
    Work,

    /// <summary>Other bodies are asked at the same time; the join says when it is done.</summary>
    Opinion,

    /// <summary>Another agency or level handles a case of its own; its outcome comes back as a fact.</summary>
    SubCase,

    /// <summary>Somebody outside is awaited, for instance the applicant; takes nothing from the time limit.</summary>
    Wait,

    /// <summary>The result is handed to the applicant.</summary>
    Return,
}

/// <summary>When parallel opinions are enough.</summary>
public enum JoinRule
{
    All,
    First,
    AtLeast,
}

/// <summary>Where a step is done, relative to the dossier.</summary>
public enum UnitPlace
{
    /// <summary>The agency that has the dossier in hand.</summary>
    Competent,
    Receiving,

    /// <summary>The commune of the place of reception.</summary>
    Commune,

    /// <summary>The district of the place of reception; after 30/6/2025 the unit that took over its work.</summary>
    District,

    /// <summary>A department, chosen by the officer.</summary>
    Department,

    /// <summary>One unit named by its key.</summary>
    Named,
}

/// <param name="Key">With <see cref="UnitPlace.Named"/> the key of the unit.</param>
public readonly record struct UnitChoice(UnitPlace Place, string? Key = null)
{
    public override string ToString() =>
        Place == UnitPlace.Named ? "unit:" + Key : Place.ToString().ToLowerInvariant();

    public static bool TryParse(string text, out UnitChoice choice)
    {
        if (text.StartsWith("unit:", StringComparison.Ordinal) && text.Length > 5)
        {
            choice = new(UnitPlace.Named, text[5..]);
            return true;
        }

        choice = default;
        foreach (var place in Enum.GetValues<UnitPlace>().Where(p => p != UnitPlace.Named))
        {
            if (new UnitChoice(place).ToString() == text)
            {
                choice = new(place);
                return true;
            }
        }

        return false;
    }
}

/// <summary>How long a step may take: a share of the whole limit, or a limit of its own.</summary>
public sealed record Budget(decimal? Share, Limit? Limit)
{
    public static Budget Of(decimal share) => new(share, null);

    public static Budget Of(Limit limit) => new(null, limit);
}

/// <summary>A stretch of the process in plain words, as the citizen sees it.</summary>
public sealed record ProcessPhase(string Code, Named Name);

/// <summary>One of several bodies asked at the same time.</summary>
/// <param name="Due">Within which it must answer, from the day it is asked.</param>
public sealed record OpinionSlot(string Code, Named Question, UnitChoice Unit, Limit? Due);

/// <summary>One step of a part.</summary>
public sealed record StepDefinition
{
    public required string Code { get; init; }
    public required Named Name { get; init; }
    public StepKind Kind { get; init; } = StepKind.Work;

    /// <summary>Who does it; none is a finding.</summary>
    public Role? Role { get; init; }
    public UnitChoice Unit { get; init; }
    public Budget? Budget { get; init; }
    public string? Phase { get; init; }
    public IReadOnlyList<OpinionSlot> Opinions { get; init; } = [];
    public JoinRule Join { get; init; }

    /// <summary>With <see cref="JoinRule.AtLeast"/>: how many answers are enough.</summary>
    public int JoinCount { get; init; }

    /// <summary>With <see cref="StepKind.SubCase"/>: the part that the other agency goes through.</summary>
    public string? Part { get; init; }
}

/// <summary>A way from one step to another.</summary>
public sealed record Transition
{
    /// <summary>As target: the dossier ends with what was asked for.</summary>
    public const string Granted = "granted";

    /// <summary>As target: the dossier ends with a refusal.</summary>
    public const string Refused = "refused";

    public required string From { get; init; }
    public required string To { get; init; }

    /// <summary>What the officer chooses, where several ways are open.</summary>
    public Named? Name { get; init; }

    /// <summary>None: always open.</summary>
    public Condition? When { get; init; }

    /// <summary>Open only while no other way from the step is.</summary>
    public bool Otherwise { get; init; }

    /// <summary>A durable timer: taken by itself once so much time has passed in the step.</summary>
    public Limit? After { get; init; }

    /// <summary>The fee is taken in with this act.</summary>
    public bool TakesFee { get; init; }

    public bool IsEnd => To is Granted or Refused;
}

/// <summary>
/// What one agency does: steps and the ways between them. The first step is the start. The first part is that of the
/// agency that decides; the others are sub-cases.
/// </summary>
public sealed record ProcessPart
{
    public const string Main = "main";

    public required string Code { get; init; }
    public required Named Name { get; init; }
    public required IReadOnlyList<StepDefinition> Steps { get; init; }
    public required IReadOnlyList<Transition> Transitions { get; init; }

    public StepDefinition? Find(string code) => Steps.FirstOrDefault(s => s.Code == code);

    public IEnumerable<Transition> From(string step) => Transitions.Where(t => t.From == step);
}

/// <summary>
/// An internal process (quy trình nội bộ) as data: who does what, in which share of the time, and which way it goes
/// under which facts. Once published and used it never changes; a dossier keeps the version it was received under.
/// </summary>
public sealed record ProcessDefinition
{
    public const int CodeMaxLength = 60;

    public required string Code { get; init; }
    public required Named Name { get; init; }

    /// <summary>The whole time, if the process is checked without a procedure.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The decision that approved it (Decree 61/2018: approved before use).</summary>
    public string? Decision { get; init; }

    /// <summary>The province has confirmed that this is how it works; a sample of this project is not confirmed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>A fee is due in this process.</summary>
    public bool HasFee { get; init; }

    /// <summary>Codes of the procedures it is for; none: those that name it.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = [];
    public IReadOnlyList<ProcessPhase> Phases { get; init; } = [];
    public IReadOnlyList<FactDeclaration> Facts { get; init; } = [];
    public required IReadOnlyList<ProcessPart> Parts { get; init; }

    public ProcessPart Main => Parts[0];

    public ProcessPart? Part(string? code) =>
        code is null ? Main : Parts.FirstOrDefault(p => p.Code == code);
}
