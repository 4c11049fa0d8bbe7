using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues;

/// <summary>A dialogue with its questions, by number.</summary>
public sealed record DialogueFolder(Dialogue Dialogue, IReadOnlyList<DialogueQuestion> Questions)
{
    /// <summary>Answered late, or not answered though the day has passed.</summary>
    public int LateOn(DateOnly today) => Questions.Count(q => q.LateBy(today) > 0);
}

/// <summary>A dialogue in a list, with how its questions stand.</summary>
/// <param name="Late">Answered late, or not answered though the day has passed.</param>
public sealed record DialogueLine(
    Dialogue Dialogue,
    int Questions,
    int Open,
    int Answered,
    int Published,
    int Late
);

/// <summary>
/// Dialogues as the public sees them, and as a person at work does: those of the units for which tasks may be seen, and of others the
/// questions that the own bodies have to answer.
/// </summary>
public sealed class DialogueShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const int MostListed = 200;

    /// <summary>For everybody. The last first.</summary>
    public Task<IReadOnlyList<DialogueLine>> PublicAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        return LinesAsync(
            db.Set<Dialogue>().Where(d => d.HeldOn <= today),
            _ => true,
            cancellation
        );
    }

    public async Task<DialogueFolder?> PublicAsync(Guid id, CancellationToken cancellation)
    {
        var today = clock.Today;
        return
            await db.Set<Dialogue>()
                .AsNoTracking()
                .SingleOrDefaultAsync(d => d.Id == id && d.HeldOn <= today, cancellation)
                is { } dialogue
            ? await FolderAsync(dialogue, cancellation)
            : null;
    }

    /// <summary>What a person at work may see, the last first; of a dialogue of others its own questions are counted.</summary>
    public async Task<IReadOnlyList<DialogueLine>> MineAsync(CancellationToken cancellation)
    {
        if (user.UnitsFor(Permissions.TaskView) is null)
        {
            return await LinesAsync(db.Set<Dialogue>(), _ => true, cancellation);
        }

        var tree = await directory.GetAsync(cancellation);
        var mine = tree.All.Where(u => MayView(u.Id, tree)).Select(u => u.Id).ToHashSet();
        Guid[] ids = [.. mine];
        return await LinesAsync(
            db.Set<Dialogue>()
                .Where(d =>
                    EF.Parameter(ids).Contains(d.UnitId)
                    || db.Set<DialogueQuestion>()
                        .Any(q => q.DialogueId == d.Id && EF.Parameter(ids).Contains(q.UnitId))
                ),
            mine.Contains,
            cancellation
        );
    }

    /// <returns>None where there is no such dialogue, or not for this person.</returns>
    public async Task<DialogueFolder?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<Dialogue>()
                .AsNoTracking()
                .SingleOrDefaultAsync(d => d.Id == id, cancellation)
            is not { } dialogue
        )
        {
            return null;
        }

        var tree = await directory.GetAsync(cancellation);
        var folder = await FolderAsync(dialogue, cancellation);
        if (MayView(dialogue.UnitId, tree))
        {
            return folder;
        }

        var own = folder.Questions.Where(q => MayView(q.UnitId, tree)).ToList();
        return own.Count > 0 ? folder with { Questions = own } : null;
    }

    /// <summary>Of the unit itself, or of whoever went on for it.</summary>
    private bool MayView(Guid unit, UnitTree tree) =>
        user.Can(Permissions.TaskView, unit)
        || tree.HeirOf(unit, clock.Today) is { } heir && user.Can(Permissions.TaskView, heir.Id);

    private async Task<DialogueFolder> FolderAsync(
        Dialogue dialogue,
        CancellationToken cancellation
    ) =>
        new(
            dialogue,
            await db.Set<DialogueQuestion>()
                .AsNoTracking()
                .Where(q => q.DialogueId == dialogue.Id)
                .OrderBy(q => q.Number)
                .ToListAsync(cancellation)
        );

    /// <summary>Two queries for the whole list: what stands in the questions is not read to be counted.</summary>
    /// <param name="mine">Of whose dialogues all questions count; of others those that these units own.</param>
    private async Task<IReadOnlyList<DialogueLine>> LinesAsync(
        IQueryable<Dialogue> which,
        Func<Guid, bool> mine,
        CancellationToken cancellation
    )
    {
        var dialogues = await which
            .AsNoTracking()
            .OrderByDescending(d => d.HeldOn)
            .ThenByDescending(d => d.Id)
            .Take(MostListed)
            .ToListAsync(cancellation);
        Guid[] ids = [.. dialogues.Select(d => d.Id)];
        var today = clock.Today;
        var counts = (
            await db.Set<DialogueQuestion>()
                .Where(q => EF.Parameter(ids).Contains(q.DialogueId))
                .Select(q => new
                {
                    q.DialogueId,
                    q.UnitId,
                    q.State,
                    IsLate = (q.AnsweredOn ?? today) > q.DueOn,
                })
                .GroupBy(q => q)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(cancellation)
        ).ToLookup(c => c.Key.DialogueId);
        return
        [
            .. dialogues.Select(d =>
            {
                var own = counts[d.Id].Where(c => mine(d.UnitId) || mine(c.Key.UnitId)).ToList();
                int In(QuestionState state) =>
                    own.Where(c => c.Key.State == state).Sum(c => c.Count);
                return new DialogueLine(
                    d,
                    own.Sum(c => c.Count),
                    In(QuestionState.Open),
                    In(QuestionState.Answered),
                    In(QuestionState.Published),
                    own.Where(c => c.Key.IsLate).Sum(c => c.Count)
                );
            }),
        ];
    }
}
