using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dissemination.Pages;

/// <summary>The rounds of study of a programme: which bodies and cells have acknowledged, which have not. One sees those of the own units.</summary>
[Requires(Permissions.TaskView)]
public sealed class StudiesModel(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    /// <summary>Longer lists are folded up.</summary>
    public const int MostOpen = 12;

    private IReadOnlyDictionary<Guid, string> people = new Dictionary<Guid, string>();

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<(
        StudyRound Round,
        IReadOnlyList<(StudyPart Part, string Name)> Parts
    )> Rounds { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public string? Person(Guid? id) => id is { } who ? people.GetValueOrDefault(who) : null;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (
            await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Key == programme, cancellation)
            is not { } found
        )
        {
            return NotFound();
        }

        Programme = found;
        var tree = await directory.GetAsync(cancellation);
        var rounds = await db.Set<StudyRound>()
            .AsNoTracking()
            .Where(r => r.ProgrammeId == found.Id)
            .OrderByDescending(r => r.Number)
            .ToListAsync(cancellation);
        var ids = rounds.Select(r => r.Id).ToArray();
        var parts = db.Set<StudyPart>()
            .AsNoTracking()
            .Where(p => EF.Parameter(ids).Contains(p.RoundId));
        if (user.UnitsFor(Permissions.TaskView) is { } units)
        {
            Guid[] mine = [.. units];
            parts = parts.Where(p => EF.Parameter(mine).Contains(p.UnitId));
        }

        var list = await parts.ToListAsync(cancellation);
        var accounts = list.Select(p => p.AcknowledgedBy).OfType<Guid>().Distinct().ToArray();
        people = await db.Set<Account>()
            .Where(a => EF.Parameter(accounts).Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        var byRound = list.ToLookup(p => p.RoundId);
        Rounds =
        [
            .. rounds
                .Where(r => byRound.Contains(r.Id))
                .Select(r =>
                    (
                        r,
                        (IReadOnlyList<(StudyPart, string)>)
                            [
                                .. byRound[r.Id]
                                    .Select(p =>
                                        (
                                            Part: p,
                                            Name: tree[p.UnitId].NameIn(Texts.CurrentLanguage)
                                        )
                                    )
                                    .OrderBy(p => p.Part.IsDone)
                                    .ThenBy(
                                        p => p.Name,
                                        StringComparer.Create(Formats.Sorting, false)
                                    )
                                    .ThenBy(
                                        p => p.Part.Cell,
                                        StringComparer.Create(Formats.Sorting, false)
                                    ),
                            ]
                    )
                ),
        ];
        return Page();
    }
}
