using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

public enum FactType
{
    /// <summary>1 or 0.</summary>
    Flag,

    /// <summary>One of the declared values.</summary>
    Choice,
    Number,
}

/// <summary>Where a declared fact comes from.</summary>
public enum FactSource
{
    /// <summary>The form filled in at intake.</summary>
    Form,

    /// <summary>The officer says it when passing the dossier on.</summary>
    Officer,
}

/// <summary>
/// A fact that conditions may ask for. Facts are flags, listed values and numbers, never free text: they stand in the
/// history for ever, and free text could name a person.
/// </summary>
public sealed record FactDeclaration(
    string Name,
    FactType Type,
    FactSource Source,
    IReadOnlyList<string> Values,
    Named? Label = null
)
{
    public const string Yes = "1";
    public const string No = "0";

    public bool Accepts(string value) =>
        Type switch
        {
            FactType.Flag => value is Yes or No,
            FactType.Choice => Values.Contains(value),
            _ => FactTest.Number(value) is not null,
        };
}

/// <summary>The facts every dossier has, and those that opinions and sub-cases of a process bring.</summary>
public static class KnownFacts
{
    public const string FeeDue = "fee-due";
    public const string FeePaid = "fee-paid";
    public const string Channel = "channel";
    public const string ElectronicIdentity = "electronic-identity";
    public const string ReturnByPost = "return-by-post";
    public const string Supplements = "supplements";
    public const string Supplemented = "supplemented";

    public const string OpinionPrefix = "opinion.";
    public const string CasePrefix = "case.";
    public const string PaperPrefix = "paper.";

    /// <summary>Answers of a body that was asked. Silence is an answer of its own; what it means is for the process to say.</summary>
    public static readonly IReadOnlyList<string> Answers =
    [
        "agree",
        "agree-with-remarks",
        "disagree",
        "silent",
    ];

    public const string Silent = "silent";

    /// <summary>Outcomes of a sub-case.</summary>
    public static readonly IReadOnlyList<string> Outcomes =
    [
        "granted",
        "refused",
        "returned",
        "recalled",
    ];

    private static readonly IReadOnlyList<FactDeclaration> BuiltIn =
    [
        Flag(FeeDue),
        Flag(FeePaid),
        new(Channel, FactType.Choice, FactSource.Form, ["counter", "online", "post"]),
        Flag(ElectronicIdentity),
        Flag(ReturnByPost),
        new(Supplements, FactType.Number, FactSource.Form, []),
        Flag(Supplemented),
    ];

    /// <summary>The declaration of a fact in a process; null if nothing says what it is.</summary>
    public static FactDeclaration? Find(ProcessDefinition process, string name)
    {
        if (process.Facts.FirstOrDefault(f => f.Name == name) is { } declared)
        {
            return declared;
        }

        if (BuiltIn.FirstOrDefault(f => f.Name == name) is { } known)
        {
            return known;
        }

        var steps = process.Parts.SelectMany(p => p.Steps);
        if (
            name.StartsWith(OpinionPrefix, StringComparison.Ordinal)
            && steps.Any(s => s.Opinions.Any(o => OpinionPrefix + o.Code == name))
        )
        {
            return new(name, FactType.Choice, FactSource.Form, Answers);
        }

        if (
            name.StartsWith(CasePrefix, StringComparison.Ordinal)
            && steps.Any(s => s.Kind == StepKind.SubCase && CasePrefix + s.Code == name)
        )
        {
            return new(name, FactType.Choice, FactSource.Form, Outcomes);
        }

        return
            name.StartsWith(PaperPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(PaperPrefix.Length), out _)
            ? Flag(name)
            : null;
    }

    private static FactDeclaration Flag(string name) =>
        new(name, FactType.Flag, FactSource.Form, []);
}
