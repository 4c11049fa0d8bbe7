using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Scoring.Pages;

/// <summary>The period by query: a year, and a quarter of it or all of it.</summary>
public abstract class ScoringPageBase(VoiceUnits units, Clock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "quy")]
    public int? Quarter { get; set; }

    public VoiceUnits Units => units;
    protected DateOnly Today => clock.Today;

    /// <summary>What was asked for; else the last quarter that is over. Not before the circular took effect.</summary>
    public ScoringPeriod Period
    {
        get
        {
            var last = Today.AddMonths(-3);
            return Year is >= 2019 and var year && year <= Today.Year
                ? new ScoringPeriod(year, Quarter is >= 1 and <= 4 ? Quarter : null)
                : new ScoringPeriod(last.Year, (last.Month - 1) / 3 + 1);
        }
    }

    public IEnumerable<int> Years => Enumerable.Range(Today.Year - 4, 5).Reverse();
}

/// <summary>The units one may see, best first; those without a word of an applicant have no score.</summary>
[Requires(Permissions.ScoringView)]
public sealed class ScoringListModel(
    NineScores scores,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock
) : ScoringPageBase(units, clock)
{
    public IReadOnlyList<UnitScore> Scores { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await Units.LoadAsync(cancellation);
        Scores = await ScoringReads.OfAsync(scores, Units, user, Period, Today, cancellation);
    }
}

/// <summary>The same as a file.</summary>
[Requires(Permissions.ScoringView)]
public sealed class ScoringCsvModel(
    NineScores scores,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock
) : ScoringPageBase(units, clock)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await Units.LoadAsync(cancellation);
        var text = new StringBuilder(
            CsvText.Line([
                "unit",
                .. Enumerable
                    .Range(1, NineCriteria.Count)
                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"index_{i}")),
                "dossiers",
                "total",
                "class",
            ])
        );
        foreach (
            var score in await ScoringReads.OfAsync(
                scores,
                Units,
                user,
                Period,
                Today,
                cancellation
            )
        )
        {
            text.Append(
                CsvText.Line([
                    Units.Tree[score.UnitId].Key,
                    .. Enumerable
                        .Range(1, NineCriteria.Count)
                        .Select(i =>
                            score.Score.Indices.TryGetValue(i, out var value)
                                ? value.ToString("0.0", CultureInfo.InvariantCulture)
                                : ""
                        ),
                    score.Score.Dossiers.ToString(CultureInfo.InvariantCulture),
                    score.Score.Total?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                    score.Class?.ToString() ?? "",
                ])
            );
        }

        return new CsvFile("nine-criteria.csv", text.ToString());
    }
}

internal static class ScoringReads
{
    public static async Task<IReadOnlyList<UnitScore>> OfAsync(
        NineScores scores,
        VoiceUnits units,
        ICurrentUser user,
        ScoringPeriod period,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await scores.UnitsAsync(
                    period,
                    units
                        .Tree.All.Where(u =>
                            u.ValidFrom <= period.To
                            && (u.ValidTo is null || u.ValidTo > period.From)
                            && VoiceUnits.IsOfState(u)
                            && u.Kind != UnitKind.Area
                            && user.Can(Permissions.ScoringView, u.Id)
                        )
                        .Select(u => u.Id)
                        .ToHashSet(),
                    today,
                    cancellation
                )
            )
                .OrderByDescending(s => s.Score.Total ?? -1)
                .ThenBy(s => units.Tree[s.UnitId].Key, StringComparer.Ordinal),
        ];
}

/// <summary>
/// One unit with the dossiers behind each index. Its officers are shown to its own head and to Home Affairs; each officer finds the own
/// score on a page of the own.
/// </summary>
[Requires(Permissions.ScoringView)]
public sealed class UnitScoringModel(
    NineScores scores,
    VoiceUnits units,
    VoiceActs acts,
    ICurrentUser user,
    Clock clock
) : ScoringPageBase(units, clock)
{
    public const int MostListed = 200;

    /// <summary>The index whose dossiers are listed.</summary>
    [BindProperty(SupportsGet = true, Name = "chi-so")]
    public int? Index { get; set; }

    public Unit Unit { get; private set; } = null!;
    public UnitScore? Score { get; private set; }
    public IReadOnlyList<OfficerScore>? Officers { get; private set; }
    public IReadOnlyDictionary<Guid, string> People { get; private set; } =
        new Dictionary<Guid, string>();

    public IReadOnlyList<ScoredDossier> Listed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation)
    {
        await Units.LoadAsync(cancellation);
        if (Units.Tree.Find(key) is not { } unit || !user.Can(Permissions.ScoringView, unit.Id))
        {
            return NotFound();
        }

        Unit = unit;
        HashSet<Guid> one = [unit.Id];
        Score = await scores.UnitsAsync(Period, one, Today, cancellation) is [var only, ..]
            ? only
            : null;
        if (Index is { } index && Score?.Score.Behind.ContainsKey(index) == true)
        {
            Listed = await scores.BehindAsync(
                Period,
                unit.Id,
                index,
                MostListed,
                Today,
                cancellation
            );
        }

        if (
            user.Can(Permissions.ScoringOfficers, unit.Id)
            || await acts.IsHeadAsync(unit.Id, Units.Tree, cancellation)
        )
        {
            Officers = await scores.OfficersAsync(Period, one, null, Today, cancellation);
            var ids = Officers.Select(o => o.AccountId).ToArray();
            People = await acts
                .Db.Set<Account>()
                .Where(a => ids.Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        }

        return Page();
    }
}

/// <summary>The own score of an officer; nobody else's.</summary>
[Requires(Permissions.OwnAccount)]
public sealed class OwnScoreModel(
    NineScores scores,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock
) : ScoringPageBase(units, clock)
{
    public IReadOnlyList<OfficerScore> Scores { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await Units.LoadAsync(cancellation);
        Scores = user.UserId is { } me
            ? await scores.OfficersAsync(
                Period,
                Units.Tree.All.Select(u => u.Id).ToHashSet(),
                me,
                Today,
                cancellation
            )
            : [];
    }
}
