using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Milestones;

/// <summary>One condition with its milestones, set and proposed.</summary>
public sealed record MilestoneRow(ConditionInfo Info, IReadOnlyList<Milestone> Milestones);

/// <summary>A change of a milestone.</summary>
public sealed record MilestoneChange(
    DateTime At,
    string Condition,
    string Year,
    string Value,
    string Reason,
    string? Who
);

/// <summary>The milestones of every condition of the programme that leads, with what people changed and why.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class MilestonesModel(
    ThuocDoDb db,
    IConditionSource conditions,
    IConditionSeries series,
    IMilestoneSource milestones,
    Clock clock
) : PageModel
{
    private const int MostChanges = 100;

    public IReadOnlyList<MilestoneRow> Rows { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];
    public IReadOnlyList<MilestoneChange> History { get; private set; } = [];
    public int ThisYear => clock.Today.Year;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var figures = await series.OfHomeAsync(cancellation);
        var set = await milestones.SetAsync(cancellation);
        Rows =
        [
            .. (await conditions.ConditionsAsync(cancellation))
                .Select(c => new MilestoneRow(
                    c,
                    MilestoneRule.With(
                        MilestoneRule.Propose(c, figures.GetValueOrDefault(c.Key, [])),
                        set[c.Key]
                    )
                ))
                .Where(r => r.Milestones.Count > 0),
        ];
        Years = [.. Rows.SelectMany(r => r.Milestones).Select(m => m.Year).Distinct().Order()];
        History = await HistoryAsync(cancellation);
    }

    public static string Text(ConditionInfo info, Milestone milestone) =>
        MilestoneRule.OperatorOf(info).Sign()
        + " "
        + Formats.Any(milestone.Value)
        + (info.Unit.StartsWith("percent", StringComparison.Ordinal) ? " %" : "");

    /// <summary>Every change, the last first, as the chain tells it.</summary>
    private async Task<IReadOnlyList<MilestoneChange>> HistoryAsync(CancellationToken cancellation)
    {
        var rows = await db.Set<SetMilestone>().AsNoTracking().ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return [];
        }

        var byId = rows.ToDictionary(r => r.Id);
        var ids = byId.Keys.ToArray();
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e =>
                e.Chain == SetMilestone.Fields.Chain && EF.Parameter(ids).Contains(e.SubjectId)
            )
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Sequence)
            .Take(MostChanges)
            .ToListAsync(cancellation);
        var people = events.Select(e => e.ActorId).OfType<Guid>().Distinct().ToArray();
        var names = await db.Set<Account>()
            .Where(a => EF.Parameter(people).Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        return
        [
            .. events.Select(e =>
            {
                var told = EventPayload.Read(e.Payload).Set;
                var row = byId[e.SubjectId];
                return new MilestoneChange(
                    e.At,
                    row.Condition,
                    row.Year.ToString(CultureInfo.InvariantCulture),
                    Formats.Any(
                        decimal.Parse(
                            told.GetValueOrDefault("value")
                                ?? row.Value.ToString(CultureInfo.InvariantCulture),
                            CultureInfo.InvariantCulture
                        )
                    ),
                    told.GetValueOrDefault("reason") ?? row.Reason,
                    e.ActorId is { } who ? names.GetValueOrDefault(who) : null
                );
            }),
        ];
    }
}
