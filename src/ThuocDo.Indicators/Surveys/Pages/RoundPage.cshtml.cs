using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>One round: how many answered, and once it is closed what it says.</summary>
[Requires(Permissions.SurveyView)]
public sealed class RoundPageModel(
    SurveyReader reader,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty(SupportsGet = true, Name = "survey")]
    public Guid Id { get; set; }

    public SurveyResult Result { get; private set; } = null!;

    public bool MayManage => user.Can(Permissions.SurveyManage);

    public IReadOnlyList<(bool IsOpen, string Words)> Words { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await reader.FindAsync(Id, cancellation) is not { } result)
        {
            return NotFound();
        }

        (Result, tree) = (result, await directory.GetAsync(cancellation));
        // Free words may name people: only who runs the survey reads them.
        Words = MayManage ? await reader.WordsAsync(result.Round, cancellation) : [];
        return Page();
    }

    /// <summary>A stratum in words: names of units, then field and channel.</summary>
    public string NameOf(string stratum) =>
        string.Join(
            " + ",
            stratum
                .Split('+')
                .Select(s =>
                {
                    var parts = s.Split('|');
                    var unit = tree.Find(parts[0])?.NameIn(Texts.CurrentLanguage) ?? parts[0];
                    return string.Join(" · ", [unit, .. parts.Skip(1)]);
                })
        );

    public static string Percent(double? share) =>
        share is { } value ? Formats.Percent((decimal)Math.Round(value, 6), 1) : "–";

    public string Interval(Reading? reading) =>
        reading is null
            ? "–"
            : texts["survey.interval", Percent(reading.Low), Percent(reading.High)];

    public static string RankOf(RankShares? rank) =>
        rank?.Interval is { } span
            ? span.Best == span.Worst
                ? span.Best.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{span.Best}–{span.Worst}")
            : "–";

    public static string TierOf(string? key) =>
        SurveySettings.Tiers.FirstOrDefault(t => t.Tier.Key == key)?.Name.ToString() ?? "–";
}
