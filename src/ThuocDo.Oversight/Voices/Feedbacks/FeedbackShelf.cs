using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <summary>Feedback in a list, without who sent it and what stands in it.</summary>
public sealed record FeedbackLine(
    Guid Id,
    string Code,
    FeedbackKind Kind,
    FeedbackState State,
    Guid UnitId,
    DateOnly ReceivedOn,
    DateOnly? DueOn
);

/// <summary>A published answer.</summary>
public sealed record PublicAnswer(
    Guid Id,
    FeedbackKind Kind,
    Guid UnitId,
    DateOnly ReceivedOn,
    DateOnly AnsweredOn,
    bool WasLate,
    string Text,
    string Answer
);

/// <summary>Feedback as its handlers see it, and published answers as everybody does.</summary>
public sealed class FeedbackShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    FeedbackDistance distance,
    ICurrentUser user,
    Clock clock
)
{
    public const int MostListed = 200;

    /// <summary>What waits first, by its day; then what is done.</summary>
    public async Task<IReadOnlyList<FeedbackLine>> MineAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var all = db.Set<Feedback>().AsNoTracking();
        if (user.UnitsFor(Permissions.FeedbackHandle) is not null)
        {
            Guid[] mine =
            [
                .. tree
                    .All.Where(u => FeedbackDesk.MayHandle(user, u.Id, tree, clock.Today))
                    .Select(u => u.Id),
            ];
            all = all.Where(f => EF.Parameter(mine).Contains(f.UnitId));
        }

        var rows = await all.OrderBy(f => f.DueOn == null)
            .ThenBy(f => f.DueOn)
            .ThenByDescending(f => f.Id)
            .Take(MostListed)
            .Select(f => new
            {
                f.DossierId,
                Line = new FeedbackLine(
                    f.Id,
                    f.Code,
                    f.Kind,
                    f.State,
                    f.UnitId,
                    f.ReceivedOn,
                    f.DueOn
                ),
            })
            .ToListAsync(cancellation);
        var mineToo = await distance.AboutMeAsync(
            [
                .. rows.Where(r => r.Line.Kind == FeedbackKind.Conduct && r.DossierId is not null)
                    .Select(r => (r.DossierId!.Value, r.Line.UnitId)),
            ],
            tree,
            cancellation
        );
        return
        [
            .. rows.Where(r =>
                    r.Line.Kind != FeedbackKind.Conduct
                    || r.DossierId is not { } dossier
                    || !mineToo.Contains(dossier)
                )
                .Select(r => r.Line),
        ];
    }

    /// <returns>None where there is none, or not for this person.</returns>
    public async Task<Feedback?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return
            await db.Set<Feedback>()
                .AsNoTracking()
                .SingleOrDefaultAsync(f => f.Id == id, cancellation)
                is { } found
            && FeedbackDesk.MayHandle(user, found.UnitId, tree, clock.Today)
            && !await distance.IsAboutAsync(found, tree, cancellation)
            ? found
            : null;
    }

    /// <summary>The last first.</summary>
    public async Task<IReadOnlyList<PublicAnswer>> PublishedAsync(CancellationToken cancellation) =>
        await db.Set<Feedback>()
            .AsNoTracking()
            .Where(f => f.PublishedOn != null)
            .OrderByDescending(f => f.PublishedOn)
            .ThenByDescending(f => f.Id)
            .Take(50)
            .Select(f => new PublicAnswer(
                f.Id,
                f.Kind,
                f.UnitId,
                f.ReceivedOn,
                f.AnsweredOn!.Value,
                f.AnsweredOn > f.ResolveBy,
                f.PublicText!,
                f.PublicAnswer!
            ))
            .ToListAsync(cancellation);
}
