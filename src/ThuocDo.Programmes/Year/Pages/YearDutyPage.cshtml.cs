using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Year.Pages;

/// <summary>What the province decides about a duty of one year, and the record of what was done elsewhere.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class YearDutyPageModel(YearShelf shelf, YearDesk desk, Texts texts) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>How many marks the form shows.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public YearMarkKind? Kind { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public int Year { get; private set; }
    public DatedDuty Dated { get; private set; } = null!;
    public IReadOnlyList<YearMark> Marks { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Kinds =>
        [
            .. Enum.GetValues<YearMarkKind>()
                .Where(k =>
                    k switch
                    {
                        YearMarkKind.Restored => Dated.Decision is not null,
                        YearMarkKind.TakenBack => Dated.Record is not null,
                        _ => true,
                    }
                )
                .Select(k => new SelectListItem(texts[YearTexts.Of(k)], k.ToString())),
        ];

    public async Task<IActionResult> OnGetAsync(
        int year,
        string duty,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(year, duty, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Marks.Count);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        int year,
        string duty,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(year, duty, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Kind is not { } kind)
        {
            ModelState.Wrong(nameof(Kind), texts, "year.what.wrong");
        }
        else if (ModelState.IsValid)
        {
            var outcome = await desk.MarkAsync(
                new NewYearMark
                {
                    Key = Key,
                    Year = year,
                    Duty = duty,
                    Seen = Seen,
                    Kind = kind,
                    Day = kind is YearMarkKind.Moved or YearMarkKind.Done ? Day : null,
                    Document = Document,
                    Reason = Reason,
                },
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done("year.marked");
                return Redirect(YearLinks.Of(year));
            }

            this.Refuse(outcome, texts);
            if (outcome.IsStale)
            {
                ModelState.Remove(nameof(Seen));
                Seen = Marks.Count;
            }
        }

        return Page();
    }

    private async Task<bool> LoadAsync(int year, string duty, CancellationToken cancellation)
    {
        if (
            !shelf.Has(year)
            || (await shelf.DutiesAsync(year, cancellation)).FirstOrDefault(d => d.Duty.Key == duty)
                is not { } dated
        )
        {
            return false;
        }

        (Year, Dated) = (year, dated);
        Marks = await shelf.MarksAsync(year, duty, cancellation);
        return true;
    }
}
