using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>What the rule of a criterion asks for, as it is typed.</summary>
public sealed class FillForm
{
    public string? Numerator { get; set; }
    public string? Denominator { get; set; }
    public string? Missed { get; set; }
    public string? Count { get; set; }
    public string? Before { get; set; }
    public DateOnly? DoneOn { get; set; }
    public string? Parts { get; set; }
    public string? Stated { get; set; }
    public bool NoCase { get; set; }
    public string? Note { get; set; }
}

public sealed class DocumentForm
{
    public string? Number { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public string? Issuer { get; set; }
    public string? Title { get; set; }
}

/// <summary>What an appraiser, or the body against it, says.</summary>
public sealed class WordForm
{
    public string? Points { get; set; }
    public string? Words { get; set; }
}

public sealed class MeasureForm
{
    public string? Text { get; set; }
    public DateOnly? Due { get; set; }
    public string? Task { get; set; }
}

/// <summary>One line of a list that is chosen, with a sentence.</summary>
public sealed class ChosenForm
{
    /// <summary><c>id:version</c>.</summary>
    public string? Chosen { get; set; }
    public string? Words { get; set; }
}

/// <summary>One criterion of a sheet: rule, numbers, evidence, appraisal, protest, measures, history.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class CriterionPageModel(
    ParShelf shelf,
    ParDesk desk,
    FileVault vault,
    FileCapabilities links,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    public const string FilePurpose = "par-evidence";
    public const string FileField = "Document.File";

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Version of the score; none while nothing was put in.</summary>
    [BindProperty]
    public Guid? Seen { get; set; }

    [BindProperty]
    public FillForm Fill { get; set; } = new();

    [BindProperty]
    public DocumentForm Document { get; set; } = new();

    [BindProperty]
    public WordForm Judge { get; set; } = new();

    [BindProperty]
    public WordForm Reply { get; set; } = new();

    [BindProperty]
    public MeasureForm Measure { get; set; } = new();

    [BindProperty]
    public ChosenForm Withdraw { get; set; } = new();

    [BindProperty]
    public ChosenForm Finish { get; set; } = new();

    public ParBook Book { get; private set; } = null!;
    public Criterion Criterion { get; private set; } = null!;
    public ParScore? Score { get; private set; }
    public NodeScore Self => Book.Self[Criterion.Code];
    public string Body { get; private set; } = "";
    public IReadOnlyList<ParAct> History { get; private set; } = [];
    public IReadOnlyList<object> FileSaid => vault.Policy.Said;
    public IReadOnlyList<string> FileErrors =>
        [.. ModelState[FileField]?.Errors.Select(e => e.ErrorMessage) ?? []];
    public bool IsScanned => vault.IsScanned;

    public bool IsScorer => Book.Standing.IsScorer;
    public bool IsAppraiser => Book.Standing.IsAppraiser;

    /// <summary>Runs the round, but may not appraise this sheet.</summary>
    public bool IsOwn => Book.Standing is { IsAppraiser: true, IsOwn: true };

    public bool MayFill =>
        Criterion.IsSurvey
            ? IsAppraiser
                && !IsOwn
                && Book.Round.State == ParRoundState.Scoring
                && Book.Sheet.State != ParSheetState.Dropped
            : IsScorer && Book.Sheet.State == ParSheetState.Scoring;

    public bool MayTakeFigure =>
        Criterion.Figure is not null && IsScorer && Book.Sheet.State == ParSheetState.Scoring;

    public bool MayAdd =>
        (IsScorer || IsAppraiser)
        && Book.Sheet.State is not (ParSheetState.Final or ParSheetState.Dropped);

    public bool MayWithdraw =>
        IsScorer
        && Book.Sheet.State == ParSheetState.Scoring
        && Evidence.Any(e => e.Withdrawn is null);

    public bool MayJudge =>
        IsAppraiser
        && !IsOwn
        && !Criterion.IsSurvey
        && Book.Sheet.State is ParSheetState.Submitted or ParSheetState.Explained;

    public bool MayExplain =>
        IsScorer && Book.Sheet.State == ParSheetState.Proposed && Score?.Proposed is not null;

    public bool MayProtest =>
        IsScorer
        && Book.Round.State == ParRoundState.Announced
        && Book.Round.ProtestUntil >= Book.Today
        && Score is { Protest: null };

    public bool MayRecheck =>
        IsAppraiser
        && !IsOwn
        && Book.Round.State == ParRoundState.Announced
        && Score?.IsProtested == true;

    /// <summary>The year went on after the figure was taken.</summary>
    public bool IsEarly(ParEvidence piece) =>
        piece.CutOn < new DateOnly(Book.Round.Year, 12, 31) && Book.Today.Year > Book.Round.Year;

    /// <summary>Other numbers were put in after the figure was taken.</summary>
    public bool IsOther(ParEvidence piece) =>
        piece is { IsFigure: true, Denominator: > 0 }
        && (
            Score?.Inputs.Numerator != piece.Numerator
            || Score?.Inputs.Denominator != piece.Denominator
        );

    public IEnumerable<ParEvidence> Evidence => Book.Evidence.Where(e => e.Code == Criterion.Code);
    public IEnumerable<ParImprovement> Measures =>
        Book.Measures.Where(m => m.Code == Criterion.Code);

    public string Link(ParEvidence evidence) =>
        links.Link(
            evidence.Hash!,
            evidence.FileKind!.Value,
            evidence.FileName!,
            FilePurpose,
            evidence.Id,
            user.UserId
        );

    /// <summary>Whether a form was refused for one of its fields.</summary>
    public bool Failed(string form) =>
        ModelState.Any(e =>
            e.Key.StartsWith(form + ".", StringComparison.Ordinal) && e.Value!.Errors.Count > 0
        );

    public bool Asks(Asked what) => Criterion.Rule!.Asks.HasFlag(what);

    public async Task<IActionResult> OnGetAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(scoresheet, criterion, cancellation))
        {
            return NotFound();
        }

        var input = Score?.Inputs ?? ScoreInput.None;
        Fill = new()
        {
            Numerator = ParWords.Field(input.Numerator),
            Denominator = ParWords.Field(input.Denominator),
            Missed = ParWords.Field(input.Missed),
            Count = ParWords.Field(input.Count),
            Before = ParWords.Field(input.Before),
            DoneOn = input.DoneOn,
            Parts = input.Parts is { } parts
                ? string.Join(" | ", parts.Select(p => ParWords.Field(p)))
                : null,
            Stated = ParWords.Field(input.Stated),
            NoCase = input.NoCase == true,
            Note = Score?.Note,
        };
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Score?.Version);
        return Page();
    }

    public Task<IActionResult> OnPostFillAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.filled.done",
            async token =>
                ReadInput() is { } input
                    ? await desk.FillAsync(ScoreKey, input, Fill.Note, token)
                    : null,
            cancellation
        );

    public Task<IActionResult> OnPostFigureAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.figure.done",
            async token => await desk.TakeFigureAsync(ScoreKey, token),
            cancellation
        );

    public Task<IActionResult> OnPostDocumentAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.document.done",
            async token =>
            {
                Need(Document.Number, "Document.Number");
                Need(Document.Issuer, "Document.Issuer");
                Need(Document.Title, "Document.Title");
                if (Document.IssuedOn is null)
                {
                    ModelState.Wrong("Document.IssuedOn", texts, "par.day.missing");
                }

                // Kept before the act, so only for those who may add it.
                if (!ModelState.IsValid || !MayAdd)
                {
                    return ModelState.IsValid ? Outcome.Refused("par.refused.state") : null;
                }

                KeptFile? kept = null;
                if (Request.Form.Files.GetFile(FileField) is { Length: > 0 } sent)
                {
                    var taken = await TakeAsync(sent, token);
                    if (!taken.Succeeded)
                    {
                        ModelState.Wrong(
                            FileField,
                            texts,
                            "par.file.refused",
                            sent.FileName,
                            taken.InWords(texts)
                        );
                        return null;
                    }

                    kept = taken.Value;
                }

                return await desk.AddDocumentAsync(
                    Key!,
                    Book.Sheet.Id,
                    Criterion.Code,
                    new NewDocument(
                        Document.Number!,
                        Document.IssuedOn!.Value,
                        Document.Issuer!,
                        Document.Title!,
                        kept
                    ),
                    token
                );
            },
            cancellation
        );

    public Task<IActionResult> OnPostWithdrawAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.withdrawn.done",
            async token =>
                Chosen(Withdraw, "Withdraw") is var (id, version)
                    ? await desk.WithdrawAsync(Key!, id, version, Withdraw.Words, token)
                    : null,
            cancellation
        );

    public Task<IActionResult> OnPostJudgeAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.judged.done",
            async token =>
            {
                Need(Judge.Words, "Judge.Words");
                if (!ParWords.TryRead(Judge.Points, out var points) || points is null)
                {
                    ModelState.Wrong("Judge.Points", texts, "par.number.wrong");
                }

                return ModelState.IsValid
                    ? await desk.JudgeAsync(ScoreKey, points!.Value, Judge.Words, token)
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostExplainAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.replied.done",
            async token =>
                Need(Reply.Words, "Reply.Words")
                    ? await desk.ExplainAsync(ScoreKey, Reply.Words, token)
                    : null,
            cancellation
        );

    public Task<IActionResult> OnPostProtestAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.protest.done",
            async token =>
                Need(Reply.Words, "Reply.Words")
                    ? await desk.ProtestAsync(ScoreKey, Reply.Words, token)
                    : null,
            cancellation
        );

    public Task<IActionResult> OnPostRecheckAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.rechecked.done",
            async token =>
            {
                Need(Judge.Words, "Judge.Words");
                if (!ParWords.TryRead(Judge.Points, out var points))
                {
                    ModelState.Wrong("Judge.Points", texts, "par.number.wrong");
                }

                return ModelState.IsValid
                    ? await desk.RecheckAsync(ScoreKey, points, Judge.Words, token)
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostPlanAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.planned.done",
            async token =>
            {
                Need(Measure.Text, "Measure.Text");
                if (Measure.Due is null)
                {
                    ModelState.Wrong("Measure.Due", texts, "par.day.missing");
                }

                return ModelState.IsValid
                    ? await desk.PlanAsync(
                        Key!,
                        Book.Sheet.Id,
                        Criterion.Code,
                        Measure.Text,
                        Measure.Due!.Value,
                        Measure.Task,
                        token
                    )
                    : null;
            },
            cancellation
        );

    public Task<IActionResult> OnPostFinishAsync(
        Guid scoresheet,
        string criterion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            criterion,
            "par.finished.done",
            async token =>
                Chosen(Finish, "Finish") is var (id, version)
                    ? await desk.FinishAsync(Key!, id, version, Finish.Words, token)
                    : null,
            cancellation
        );

    private ParScoreKey ScoreKey => new(Key!, Book.Sheet.Id, Criterion.Code, Seen);

    /// <param name="act">None as an answer: a field is wrong, and the page says so.</param>
    private async Task<IActionResult> ActAsync(
        Guid sheet,
        string criterion,
        string done,
        Func<CancellationToken, Task<Outcome?>> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(sheet, criterion, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await act(cancellation) : null;
        if (outcome is { Key: ParDesk.NotAllowed })
        {
            return Forbid();
        }

        if (outcome is { Succeeded: true })
        {
            this.Done(done, Criterion.Code);
            return Redirect(ParLinks.Criterion(sheet, criterion));
        }

        if (outcome is not null)
        {
            this.Refuse(outcome, texts);
            if (outcome.IsStale)
            {
                // The page now shows the score as it is: whoever sends the form again has been told that it changed.
                ModelState.Remove(nameof(Seen));
                Seen = Score?.Version;
            }
        }

        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, string code, CancellationToken cancellation)
    {
        if (
            await shelf.BookAsync(id, cancellation) is not { } book
            || book.Tree.Find(code) is not { Rule: not null } criterion
        )
        {
            return false;
        }

        (Book, Criterion, Score) = (book, criterion, book.Scores.GetValueOrDefault(code));
        Body = (await directory.GetAsync(cancellation))[book.Sheet.UnitId]
            .NameIn(Texts.CurrentLanguage);
        History = Score is null ? [] : await shelf.HistoryAsync(book, Score.Id, cancellation);
        return true;
    }

    private ScoreInput? ReadInput()
    {
        decimal? Number(string? text, string name)
        {
            if (!ParWords.TryRead(text, out var number))
            {
                ModelState.Wrong("Fill." + name, texts, "par.number.wrong");
            }

            return number;
        }

        var parts =
            Fill.Parts is { } given && !string.IsNullOrWhiteSpace(given)
                ? ScoreInput.ReadParts(given.Replace(',', '.'))
                : null;
        if (!string.IsNullOrWhiteSpace(Fill.Parts) && parts is null)
        {
            ModelState.Wrong("Fill.Parts", texts, "par.number.wrong");
        }

        var input = new ScoreInput
        {
            Numerator = Number(Fill.Numerator, "Numerator"),
            Denominator = Number(Fill.Denominator, "Denominator"),
            Missed = Number(Fill.Missed, "Missed"),
            Count = Number(Fill.Count, "Count"),
            Before = Number(Fill.Before, "Before"),
            DoneOn = Fill.DoneOn,
            Parts = parts,
            Stated = Number(Fill.Stated, "Stated"),
            NoCase = Fill.NoCase ? true : null,
        };
        return ModelState.IsValid ? input : null;
    }

    private bool Need(string? text, string field)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        ModelState.Wrong(field, texts, "par.words.missing");
        return false;
    }

    private (Guid Id, Guid Version)? Chosen(ChosenForm form, string name)
    {
        Need(form.Words, name + ".Words");
        if (
            form.Chosen?.Split(':') is [var first, var second]
            && Guid.TryParse(first, out var id)
            && Guid.TryParse(second, out var version)
        )
        {
            return ModelState.IsValid ? (id, version) : null;
        }

        ModelState.Wrong(name + ".Chosen", texts, "par.chosen.missing");
        return null;
    }

    private async Task<Outcome<KeptFile>> TakeAsync(IFormFile sent, CancellationToken cancellation)
    {
        await using var content = sent.OpenReadStream();
        return await vault.KeepAsync(sent.FileName, content, cancellation);
    }
}
