using System.Globalization;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>
/// One criterion of a sheet: the self-score, the first appraisal, the answer of the body, the second appraisal, a protest and its recheck.
/// Each stays beside the others; none is overwritten by the next.
/// </summary>
public sealed class ParScore : IChained
{
    public const int WordsMaxLength = 2000;

    /// <summary>Events by which numbers are put in.</summary>
    public const string Filled = "filled";
    public const string FigureTaken = "figure-taken";
    public const string Judged = "judged";

    /// <summary>Points are kept to so many decimals.</summary>
    public const int Decimals = 6;

    public static readonly ChainedFields<ParScore> Fields = new(
        "par-score",
        ("sheet", s => s.SheetId.ToString("D")),
        ("code", s => s.Code),
        ("input", s => s.Input),
        ("self", s => Number(s.Self)),
        ("left-out", s => s.IsLeftOut ? "1" : null),
        ("note", s => s.Note),
        ("proposed", s => Number(s.Proposed)),
        ("proposed-reason", s => s.ProposedReason),
        ("explanation", s => s.Explanation),
        ("decided", s => Number(s.Decided)),
        ("decided-reason", s => s.DecidedReason),
        ("protest", s => s.Protest),
        ("recheck", s => s.Recheck),
        ("rechecked", s => Number(s.Rechecked))
    );

    public required Guid Id { get; init; }
    public required Guid SheetId { get; init; }

    /// <summary>Of the criterion.</summary>
    public required string Code { get; init; }

    /// <summary>As JSON.</summary>
    public string Input { get; private set; } = "{}";

    /// <summary>The points of the input by the rule, to <see cref="Decimals"/>; none where it was taken out or has no case.</summary>
    public decimal? Self { get; private set; }

    /// <summary>The body says that no case arose, and its points go to the others.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>What the body says of its score; of a survey, the document with the result.</summary>
    public string? Note { get; private set; }
    public decimal? Proposed { get; private set; }
    public string? ProposedReason { get; private set; }

    /// <summary>What the body answers to the first appraisal.</summary>
    public string? Explanation { get; private set; }
    public decimal? Decided { get; private set; }
    public string? DecidedReason { get; private set; }

    /// <summary>What the body says against the result before it is published.</summary>
    public string? Protest { get; private set; }

    /// <summary>What was found on looking again.</summary>
    public string? Recheck { get; private set; }
    public decimal? Rechecked { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public ScoreInput Inputs => ScoreInput.Of(Input);

    /// <summary>A protest that nobody answered yet.</summary>
    public bool IsProtested => Protest is not null && Recheck is null;

    /// <summary>What counts: the last that was said by whoever may say it. What no appraiser touched stands as the body scored it.</summary>
    public decimal? Counted => Rechecked ?? Decided ?? Proposed ?? Self;

    /// <summary>Left out of the sum: an appraiser who gives points finds that there was a case.</summary>
    public bool LeavesOut => IsLeftOut && Counted is null;

    /// <summary>As <see cref="LeavesOut"/>, after the first appraisal.</summary>
    public bool LeftOutFirst => IsLeftOut && Proposed is null;

    /// <summary>The first appraisal differs, and the body has not answered.</summary>
    public bool WaitsForAnswer => Proposed is not null && Proposed != Self && Explanation is null;

    /// <summary>Other numbers: what an appraiser had in mind about the ones before no longer counts. The history keeps it.</summary>
    public void Fill(ScoreInput input, RuleResult result, string? note)
    {
        (Proposed, ProposedReason) = (null, null);
        (Input, Self, IsLeftOut, Note) = (
            input.ToJson(),
            result.Points is { } points ? Rounded(points) : null,
            result.IsLeftOut,
            note
        );
    }

    /// <summary>Its day is over and nobody recorded it: no points.</summary>
    public void Lapse() => Self = 0;

    /// <summary>As the body may see it: an appraisal is a draft until it is sent on.</summary>
    /// <param name="first">Whether the first appraisal was sent.</param>
    /// <param name="second">Whether the result was announced.</param>
    public ParScore Shown(bool first, bool second)
    {
        var shown = (ParScore)MemberwiseClone();
        if (!first)
        {
            (shown.Proposed, shown.ProposedReason) = (null, null);
        }

        if (!second)
        {
            (shown.Decided, shown.DecidedReason) = (null, null);
        }

        return shown;
    }

    public void Propose(decimal points, string reason) =>
        (Proposed, ProposedReason) = (Rounded(points), reason);

    public void Explain(string words) => Explanation = words;

    public void Decide(decimal points, string reason) =>
        (Decided, DecidedReason) = (Rounded(points), reason);

    public void Object(string words) => Protest = words;

    /// <param name="points">None: the result stands.</param>
    /// <param name="reason">Why.</param>
    public void Answer(decimal? points, string reason) =>
        (Rechecked, Recheck) = (points is { } given ? Rounded(given) : null, reason);

    private static decimal Rounded(decimal points) =>
        Math.Round(points, Decimals, MidpointRounding.AwayFromZero);

    private static string? Number(decimal? number) =>
        number?.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>What shows that a score is right: a document with its number and day, or a figure of the board at its cut.</summary>
public sealed class ParEvidence : IChained
{
    public const int NumberMaxLength = 100;
    public const int TextMaxLength = 500;
    public const int AddressMaxLength = 400;

    public static readonly ChainedFields<ParEvidence> Fields = new(
        "par-evidence",
        ("sheet", e => e.SheetId.ToString("D")),
        ("code", e => e.Code),
        ("number", e => e.Number),
        ("issued", e => e.IssuedOn is { } day ? Canonical.Day(day) : null),
        ("issuer", e => e.Issuer),
        ("title", e => e.Title),
        ("hash", e => e.Hash),
        ("file-kind", e => e.FileKind?.ToString()),
        ("file-name", e => e.FileName),
        ("above", e => e.Numerator?.ToString(CultureInfo.InvariantCulture)),
        ("below", e => e.Denominator?.ToString(CultureInfo.InvariantCulture)),
        ("cut", e => e.CutOn is { } day ? Canonical.Day(day) : null),
        ("address", e => e.Address),
        ("withdrawn", e => e.Withdrawn)
    );

    public required Guid Id { get; init; }
    public required Guid SheetId { get; init; }
    public required string Code { get; init; }

    /// <summary>Of the document; of a figure its key.</summary>
    public required string Number { get; init; }

    /// <summary>The day of the document.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>The body that issued it.</summary>
    public string? Issuer { get; init; }
    public required string Title { get; init; }

    /// <summary>Of the file, if there is one: SHA-256.</summary>
    public string? Hash { get; init; }
    public FileKind? FileKind { get; init; }
    public string? FileName { get; init; }
    public long? Numerator { get; init; }
    public long? Denominator { get; init; }

    /// <summary>The last day of the figure.</summary>
    public DateOnly? CutOn { get; init; }

    /// <summary>Where the figure is explained, with its receipt.</summary>
    public string? Address { get; init; }

    /// <summary>Why it does not count; none while it does.</summary>
    public string? Withdrawn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsFigure => CutOn is not null;

    /// <exception cref="InvalidOperationException">It is withdrawn already.</exception>
    public void Withdraw(string reason)
    {
        if (Withdrawn is not null)
        {
            throw new InvalidOperationException($"Evidence {Id} is withdrawn.");
        }

        Withdrawn = reason;
    }
}

/// <summary>What a body will do about a weak criterion.</summary>
public sealed class ParImprovement : IChained
{
    public const int TextMaxLength = 1000;
    public const int TaskMaxLength = 200;

    public static readonly ChainedFields<ParImprovement> Fields = new(
        "par-improvement",
        ("sheet", m => m.SheetId.ToString("D")),
        ("code", m => m.Code),
        ("text", m => m.Text),
        ("due", m => Canonical.Day(m.DueOn)),
        ("task", m => m.Task),
        ("done", m => m.DoneOn is { } day ? Canonical.Day(day) : null),
        ("result", m => m.Result)
    );

    public required Guid Id { get; init; }
    public required Guid SheetId { get; init; }
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>The page of the task that carries it out, if there is one; an address of this site.</summary>
    public string? Task { get; init; }
    public DateOnly? DoneOn { get; private set; }
    public string? Result { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It is done already.</exception>
    public void Finish(DateOnly day, string result)
    {
        if (DoneOn is not null)
        {
            throw new InvalidOperationException($"Measure {Id} is done.");
        }

        (DoneOn, Result) = (day, result);
    }
}
