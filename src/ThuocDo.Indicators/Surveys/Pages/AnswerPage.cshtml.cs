using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>Where somebody who was asked answers, once. It says what is kept and what is not.</summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AnswerPageModel(AnswerDesk desk, UnitDirectory directory, Texts texts)
    : PageModel
{
    private const string Prefix = "a-";

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public int? Body { get; set; }

    public SurveyForm? Form { get; private set; }

    /// <summary>Why nothing can be answered.</summary>
    public string? Closed { get; private set; }

    public bool IsDone { get; private set; }

    public IReadOnlyList<(int Number, string Name)> Bodies { get; private set; } = [];

    /// <summary>What was chosen, so that a refusal loses nothing.</summary>
    public string? Given(string question) =>
        Request.HasFormContentType ? Request.Form[Prefix + question].ToString() : null;

    public static string NameOf(string question) => Prefix + question;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        // Random: a key with a time in it would tell when somebody answered.
        Key = AnswerDesk.NewKey();
        if (Form is { } form && await desk.RefusalAsync(form, null, cancellation) is { } refused)
        {
            Closed = refused.InWords(texts);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Form is null)
        {
            return Page();
        }

        var outcome = await desk.AnswerAsync(
            Key is { Length: > 0 } key ? key : AnswerDesk.NewKey(),
            Token,
            Body,
            Request
                .Form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(f => f.Key[Prefix.Length..], f => f.Value.ToString()),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        IsDone = true;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Form = await desk.FindAsync(Token, cancellation);
        if (Form is { Bodies.Count: > 0 } form)
        {
            var tree = await directory.GetAsync(cancellation);
            Bodies =
            [
                .. form
                    .Bodies.Select(b =>
                        (b.Number, tree.Find(b.Key)?.NameIn(Texts.CurrentLanguage) ?? b.Key)
                    )
                    .OrderBy(
                        b => b.Item2,
                        StringComparer.Create(Formats.Sorting, ignoreCase: true)
                    ),
            ];
        }
    }

    /// <summary>What can be chosen for a question: value and words.</summary>
    public IEnumerable<(string Value, string Words)> Choices(SurveyQuestion question) =>
        question.Kind switch
        {
            QuestionKind.Scale => Enumerable
                .Range(1, 5)
                .Reverse()
                .Select(i =>
                    (
                        i.ToString(CultureInfo.InvariantCulture),
                        texts[
                            Form!.Round.Kind == SurveyKind.Satisfaction
                                ? Steps[i - 1]
                                : Agreement[i - 1]
                        ]
                    )
                ),
            QuestionKind.YesNo => [("1", texts["survey.yes"]), ("0", texts["survey.no"])],
            _ => question.Options.Select(
                (o, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), o.ToString())
            ),
        };

    private static readonly string[] Steps =
    [
        "survey.step.1",
        "survey.step.2",
        "survey.step.3",
        "survey.step.4",
        "survey.step.5",
    ];

    private static readonly string[] Agreement =
    [
        "survey.agree.1",
        "survey.agree.2",
        "survey.agree.3",
        "survey.agree.4",
        "survey.agree.5",
    ];
}
