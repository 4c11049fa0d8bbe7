using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues;

/// <summary>A dialogue with its questions, by number.</summary>
public sealed record DialogueFolder(Dialogue Dialogue, IReadOnlyList<DialogueQuestion> Questions)
{
    public int Count(QuestionState state) => Questions.Count(q => q.State == state);

    /// <summary>Answered late, or not answered though the day has passed.</summary>
    public int LateOn(DateOnly today) => Questions.Count(q => q.LateBy(today) > 0);
}

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

    /// <summary>For everybody; pages show of each question only what is public. The last first.</summary>
    public Task<IReadOnlyList<DialogueFolder>> PublicAsync(CancellationToken cancellation) =>
        FoldersAsync(db.Set<Dialogue>().Where(d => d.HeldOn <= clock.Today), cancellation);

    public async Task<DialogueFolder?> PublicAsync(Guid id, CancellationToken cancellation) =>
        (
            await FoldersAsync(
                db.Set<Dialogue>().Where(d => d.Id == id && d.HeldOn <= clock.Today),
                cancellation
            )
        ).SingleOrDefault();

    public async Task<IReadOnlyList<DialogueFolder>> MineAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. (await FoldersAsync(db.Set<Dialogue>(), cancellation))
                .Select(f => Seen(f, tree))
                .OfType<DialogueFolder>(),
        ];
    }

    /// <returns>None where there is no such dialogue, or not for this person.</returns>
    public async Task<DialogueFolder?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return
            (
                await FoldersAsync(db.Set<Dialogue>().Where(d => d.Id == id), cancellation)
            ).SingleOrDefault()
                is { } folder
            ? Seen(folder, tree)
            : null;
    }

    private DialogueFolder? Seen(DialogueFolder folder, UnitTree tree)
    {
        if (user.Can(Permissions.TaskView, folder.Dialogue.UnitId))
        {
            return folder;
        }

        var own = folder
            .Questions.Where(q =>
                tree.HeirOf(q.UnitId, clock.Today) is { } owner
                && user.Can(Permissions.TaskView, owner.Id)
            )
            .ToList();
        return own.Count > 0 ? folder with { Questions = own } : null;
    }

    private async Task<IReadOnlyList<DialogueFolder>> FoldersAsync(
        IQueryable<Dialogue> which,
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
        var questions = (
            await db.Set<DialogueQuestion>()
                .AsNoTracking()
                .Where(q => EF.Parameter(ids).Contains(q.DialogueId))
                .OrderBy(q => q.Number)
                .ToListAsync(cancellation)
        ).ToLookup(q => q.DialogueId);
        return [.. dialogues.Select(d => new DialogueFolder(d, [.. questions[d.Id]]))];
    }
}
