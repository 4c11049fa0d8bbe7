using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>What the points would be if a share, a count or a result were another. Changes nothing.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class WhatIfModel(ParShelf shelf, UnitDirectory directory, Clock clock, Texts texts)
    : PageModel
{
    /// <summary>By code, as typed: a share in percent, else a number.</summary>
    [BindProperty(SupportsGet = true, Name = "neu")]
    public Dictionary<string, string?> Instead { get; set; } = [];

    public ParBook Book { get; private set; } = null!;
    public string Body { get; private set; } = "";
    public SheetScore? IfSo { get; private set; }
    public IReadOnlyDictionary<string, string> Faults { get; private set; } =
        new Dictionary<string, string>();

    /// <summary>What can be supposed by one number.</summary>
    public IEnumerable<Criterion> Lines =>
        Book.Tree.Leaves.Where(c => c.Rule!.Asks is not (Asked.Day or Asked.Parts));

    public static bool IsShare(Criterion one) => one.Rule!.Asks.HasFlag(Asked.Share);

    public async Task<IActionResult> OnGetAsync(Guid scoresheet, CancellationToken cancellation)
    {
        if (await shelf.BookAsync(scoresheet, cancellation) is not { } book)
        {
            return NotFound();
        }

        Book = book;
        Body = (await directory.GetAsync(cancellation))[book.Sheet.UnitId]
            .NameIn(Texts.CurrentLanguage);
        var (inputs, faults, changed) = (book.Inputs, new Dictionary<string, string>(), false);
        foreach (var one in Lines)
        {
            if (Instead.GetValueOrDefault(one.Code)?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (!ParWords.TryRead(text, out var number) || (IsShare(one) && number > 100))
            {
                faults[one.Code] = texts["par.if.fault", text];
                continue;
            }

            var old = inputs.GetValueOrDefault(one.Code) ?? ScoreInput.None;
            var supposed =
                IsShare(one) ? new() { Numerator = number, Denominator = 100 }
                : one.Rule!.Asks.HasFlag(Asked.Stated) ? new() { Stated = number }
                : old with { Count = number, NoCase = null };
            // The same check as where it is put in.
            if (ParInput.Check(one, supposed, clock.Today) is { Succeeded: false } wrong)
            {
                faults[one.Code] = wrong.InWords(texts);
                continue;
            }

            (inputs[one.Code], changed) = (supposed, true);
        }

        Faults = faults;
        IfSo = changed ? SheetScore.Of(book.Tree, inputs, book.Round.Year, clock.Today) : null;
        return Page();
    }
}
