using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>
/// The set of Decision 766 for a body and a month, quarter or year: points by metric, what the next record is worth, and what the points
/// would be if a count were another.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class ServicePageModel(ServiceDesk desk, ICurrentUser user, Texts texts) : PageModel
{
    /// <summary>Bodies that are shown before the list of all.</summary>
    public const int MostBodies = 5;

    /// <summary>Counts above the line as they might be, by metric.</summary>
    [BindProperty(SupportsGet = true, Name = "neu")]
    public Dictionary<string, string?> Instead { get; set; } = [];

    public ServiceAnswer Answer { get; private set; } = null!;
    public ServiceScore Score => Answer.Sheet.Whole;

    /// <summary>What can be chosen, with the period shown.</summary>
    public IReadOnlyList<ServiceDays> Periods
    {
        get
        {
            var known = ServiceDays.Choices(ServiceSet.Begins, Answer.Frame.AsOf).ToList();
            return known.Contains(Answer.Days)
                ? known
                : [.. known.Append(Answer.Days).OrderByDescending(p => p.From)];
        }
    }

    /// <summary>The score with <see cref="Instead"/>; none where nothing was changed.</summary>
    public ServiceScore? IfSo { get; private set; }

    /// <summary>What is wrong with a field, by metric.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; private set; } =
        new Dictionary<string, string>();
    public bool MayDrill { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        ServiceQuestion asked,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (answer is null)
        {
            return NotFound();
        }

        Answer = answer;
        MayDrill = user.Can(Permissions.BoardDrill);
        Suppose();
        return Page();
    }

    private void Suppose()
    {
        var faults = new Dictionary<string, string>();
        var changes = new Dictionary<string, decimal>();
        foreach (var metric in Score.Metrics.Where(m => m.Denominator > 0))
        {
            if (Instead.GetValueOrDefault(metric.Metric.Key)?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (
                !long.TryParse(
                    text,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var count
                )
                || count > metric.Denominator
            )
            {
                faults[metric.Metric.Key] = texts[
                    "service-set.if.fault",
                    text,
                    metric.Denominator!.Value
                ];
            }
            else if (count != metric.Numerator)
            {
                changes[metric.Metric.Key] = count;
            }
        }

        Faults = faults;
        IfSo = changes.Count > 0 ? Score.With(changes) : null;
    }
}
