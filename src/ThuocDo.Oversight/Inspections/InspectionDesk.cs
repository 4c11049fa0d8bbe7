using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Oversight.Radar;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Inspections;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record InspectionAct(string Key, Guid Id, Guid Version);

public sealed record NewInspection(int Year, InspectionKind Kind, string Name, DateOnly PlannedOn);

/// <param name="Seen">Version of the plan as the person saw it; none: there was no plan.</param>
public sealed record NewPlan(
    int Year,
    string Number,
    DateOnly IssuedOn,
    int Surprise,
    string Words,
    Guid? Seen
);

public sealed record NewDecision(
    string Number,
    DateOnly Day,
    string Team,
    Guid ChecklistId,
    IReadOnlyList<Guid> Places
);

/// <summary>Which places a draw may choose from.</summary>
public enum DrawScope
{
    All,
    Province,
    Commune,
}

/// <summary>Plans, decides, draws and concludes rounds of inspection.</summary>
public sealed class InspectionDesk(
    ThuocDoDb db,
    UnitOfWork work,
    UnitDirectory directory,
    IDossierTraces traces,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "inspection.refused.right";

    /// <summary>Enough to draw from; a frame of more is cut to the latest, which the page says.</summary>
    public const int MostDossiers = 5000;

    /// <summary>The year's plan; issued again, it is the same plan with other words.</summary>
    public Task<Outcome> PlanAsync(string key, NewPlan plan, CancellationToken cancellation) =>
        work.RunAsync(
            new ActionKey(key, "inspection.plan", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (
                    plan.Year is < 2010 or > 2100
                    || plan.Surprise is < 0 or > 200
                    || plan.Number.Trim().Length is 0 or > Inspection.ShortMaxLength
                    || plan.Words.Length > Inspection.TextMaxLength
                    || plan.IssuedOn > clock.Today
                )
                {
                    return Outcome.Refused("inspection.refused.plan");
                }

                var known = await db.Set<InspectionPlan>()
                    .FirstOrDefaultAsync(p => p.Year == plan.Year, token);
                if (known?.Version != plan.Seen)
                {
                    return Outcome.Stale("common.stale");
                }

                if (known is null)
                {
                    db.AddRecorded(
                        InspectionPlan.Fields,
                        new InspectionPlan
                        {
                            Id = NewId(),
                            Year = plan.Year,
                            Number = plan.Number.Trim(),
                            IssuedOn = plan.IssuedOn,
                            Surprise = plan.Surprise,
                            Words = plan.Words.Trim(),
                        },
                        "issued",
                        clock.Now,
                        user.UserId
                    );
                    return Outcome.Done;
                }

                var row = new ChainedRow<InspectionPlan>(InspectionPlan.Fields, known);
                (known.Number, known.IssuedOn, known.Surprise, known.Words) = (
                    plan.Number.Trim(),
                    plan.IssuedOn,
                    plan.Surprise,
                    plan.Words.Trim()
                );
                db.Add(row.Record("issued-again", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>A new version of a list of questions; the first of its name is version 1.</summary>
    public Task<Outcome<Guid>> IssueChecklistAsync(
        string key,
        string name,
        string items,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, "checklist.issue", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                var lines = items
                    .Split(
                        '\n',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    )
                    .Select(l => l.Normalize())
                    .ToList();
                name = name.Trim().Normalize();
                if (
                    name.Length is 0 or > Inspection.NameMaxLength
                    || lines.Count is 0 or > Checklist.MostItems
                    || lines.Any(l => l.Length > Checklist.ItemMaxLength)
                )
                {
                    return Outcome<Guid>.Refused(
                        "inspection.refused.checklist",
                        Checklist.MostItems,
                        Checklist.ItemMaxLength
                    );
                }

                await db.Engine.LockAsync(db, "inspection-checklist", token);
                var next = new Checklist
                {
                    Id = NewId(),
                    Name = name,
                    Number =
                        1
                        + (
                            await db.Set<Checklist>()
                                .Where(c => c.Name == name)
                                .MaxAsync(c => (int?)c.Number, token)
                            ?? 0
                        ),
                    IssuedOn = clock.Today,
                    Items = string.Join('\n', lines),
                };
                db.AddRecorded(Checklist.Fields, next, "issued", clock.Now, user.UserId);
                return Outcome<Guid>.Of(next.Id);
            },
            cancellation
        );

    public Task<Outcome<Guid>> AddAsync(
        string key,
        NewInspection inspection,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, "inspection.add", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                var name = inspection.Name.Trim().Normalize();
                if (name.Length is 0 or > Inspection.NameMaxLength)
                {
                    return Outcome<Guid>.Refused(
                        "inspection.refused.name",
                        Inspection.NameMaxLength
                    );
                }

                if (inspection.PlannedOn.Year != inspection.Year)
                {
                    return Outcome<Guid>.Refused("inspection.refused.year", inspection.Year);
                }

                await db.Engine.LockAsync(db, "inspection-number", token);
                var next = new Inspection
                {
                    Id = NewId(),
                    Year = inspection.Year,
                    Number =
                        1
                        + (
                            await db.Set<Inspection>()
                                .Where(i => i.Year == inspection.Year)
                                .MaxAsync(i => (int?)i.Number, token)
                            ?? 0
                        ),
                    Kind = inspection.Kind,
                    Name = name,
                    PlannedOn = inspection.PlannedOn,
                };
                db.AddRecorded(Inspection.Fields, next, "planned", clock.Now, user.UserId);
                return Outcome<Guid>.Of(next.Id);
            },
            cancellation
        );

    /// <summary>The decision: who goes with which questions, and to which places where they are not drawn.</summary>
    public Task<Outcome> DecideAsync(
        InspectionAct act,
        NewDecision decision,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "inspection.decide",
            "decided",
            async (inspection, token) =>
            {
                if (inspection.State != InspectionState.Planned)
                {
                    return Outcome.Refused("inspection.refused.state");
                }

                if (
                    decision.Number.Trim().Length is 0 or > Inspection.ShortMaxLength
                    || decision.Team.Trim().Length is 0 or > Inspection.TextMaxLength
                    || decision.Day > clock.Today
                    || decision.Day.Year != inspection.Year
                )
                {
                    return Outcome.Refused("inspection.refused.decision");
                }

                if (!await db.Set<Checklist>().AnyAsync(c => c.Id == decision.ChecklistId, token))
                {
                    return Outcome.Refused("inspection.refused.no-checklist");
                }

                var tree = await directory.GetAsync(token);
                if (
                    decision.Places.Count > Inspection.MostPlaces
                    || decision.Places.Any(p =>
                        tree.Find(p) is not { } unit
                        || unit.Kind == UnitKind.Area
                        || !unit.IsValidOn(decision.Day)
                    )
                )
                {
                    return Outcome.Refused("inspection.refused.places", Inspection.MostPlaces);
                }

                if (inspection.Kind == InspectionKind.Regular && decision.Places.Count == 0)
                {
                    return Outcome.Refused("inspection.refused.no-place");
                }

                inspection.Decide(
                    decision.Number.Trim(),
                    decision.Day,
                    decision.Team.Trim().ReplaceLineEndings("\n"),
                    decision.ChecklistId
                );
                AddPlaces(inspection.Id, decision.Places.Distinct(), null);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Makes the seed, weighs the frame and publishes the hashes. From here on nobody, the office included, can move the draw.
    /// </summary>
    /// <param name="place">A place of the round whose dossiers are drawn; none: places are drawn.</param>
    public async Task<Outcome<Guid>> CommitAsync(
        InspectionAct act,
        int sample,
        DrawScope scope,
        Guid? place,
        CancellationToken cancellation
    )
    {
        // Read before the transaction, which it would hold up: what was weighed is what is bound.
        var frame = user.Can(Permissions.InspectionManage)
            ? place is null
                ? await PlacesAsync(scope, cancellation)
                : await DossiersAsync(place.Value, cancellation)
            : [];
        return await work.RunAsync(
            new ActionKey(act.Key, "inspection.commit", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (await db.Set<Inspection>().FindAsync([act.Id], token) is not { } inspection)
                {
                    return Outcome<Guid>.Refused("inspection.refused.none");
                }

                if (inspection.Version != act.Version)
                {
                    return Outcome<Guid>.From(Outcome.Stale("common.stale"));
                }

                if (inspection.State != InspectionState.Decided)
                {
                    return Outcome<Guid>.Refused("inspection.refused.not-decided");
                }

                if (!DrawRules.IsSound(frame))
                {
                    return Outcome<Guid>.Refused("inspection.refused.frame");
                }

                if (sample < 1 || sample > Math.Min(InspectionDraw.MostSample, frame.Count))
                {
                    return Outcome<Guid>.Refused(
                        "inspection.refused.sample",
                        Math.Min(InspectionDraw.MostSample, frame.Count)
                    );
                }

                if (
                    place is { } drawnFor
                    && !await db.Set<InspectionPlace>()
                        .AnyAsync(p => p.Id == drawnFor && p.InspectionId == inspection.Id, token)
                )
                {
                    return Outcome<Guid>.Refused("inspection.refused.none");
                }

                // Whoever may draw again until he likes the list chooses it.
                await db.Engine.LockAsync(db, $"inspection-draw/{inspection.Id:N}", token);
                var earlier = await db.Set<InspectionDraw>()
                    .Where(d => d.InspectionId == inspection.Id)
                    .Select(d => d.PlaceId)
                    .ToListAsync(token);
                if (earlier.Contains(place))
                {
                    return Outcome<Guid>.Refused("inspection.refused.drawn");
                }

                var number = 1 + earlier.Count;
                var seed = RandomNumberGenerator.GetBytes(DrawRules.SeedBytes);
                var commitment = DrawRules.Commit(
                    DrawNames.Of(inspection, number),
                    sample,
                    frame,
                    DrawRules.HashOf(seed)
                );
                var draw = new InspectionDraw
                {
                    Id = NewId(),
                    InspectionId = inspection.Id,
                    Number = number,
                    PlaceId = place,
                    Sample = sample,
                    CommittedOn = clock.Today,
                    Seed = Convert.ToHexStringLower(seed),
                    SeedHash = commitment.Seed,
                    FrameHash = commitment.Frame,
                    WeightsHash = commitment.Weights,
                    Commitment = commitment.All,
                    Frame = JsonSerializer.Serialize(frame),
                };
                db.AddRecorded(InspectionDraw.Fields, draw, "committed", clock.Now, user.UserId);
                return Outcome<Guid>.Of(draw.Id);
            },
            cancellation
        );
    }

    /// <summary>Opens the seed: the list follows from what was bound, and the drawn places join the round.</summary>
    public Task<Outcome> RevealAsync(InspectionAct act, CancellationToken cancellation) =>
        work.RunAsync(
            new ActionKey(act.Key, "inspection.reveal", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (await db.Set<InspectionDraw>().FindAsync([act.Id], token) is not { } draw)
                {
                    return Outcome.Refused("inspection.refused.none");
                }

                if (draw.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var inspection = await db.Set<Inspection>()
                    .AsNoTracking()
                    .FirstAsync(i => i.Id == draw.InspectionId, token);
                if (draw.RevealedOn is not null || inspection.State != InspectionState.Decided)
                {
                    return Outcome.Refused("inspection.refused.state");
                }

                if (draw.CommittedOn >= clock.Today)
                {
                    // The hashes must have stood in public for a night, else they bind nobody.
                    return Outcome.Refused("inspection.refused.same-day");
                }

                if (!DrawNames.IsWhole(draw, inspection))
                {
                    return Outcome.Refused("inspection.refused.changed");
                }

                var file = DrawNames.File(draw, inspection, "");
                var drawn = DrawRules.Draw(
                    Convert.FromHexString(draw.Seed),
                    file.Frame,
                    draw.Sample
                );
                var row = new ChainedRow<InspectionDraw>(InspectionDraw.Fields, draw);
                draw.Reveal(clock.Today, drawn.Select(d => d.Id));
                db.Add(row.Record("revealed", clock.Now, user.UserId));
                if (draw.PlaceId is null)
                {
                    var known = await db.Set<InspectionPlace>()
                        .Where(p => p.InspectionId == inspection.Id)
                        .Select(p => p.UnitId)
                        .ToListAsync(token);
                    AddPlaces(
                        inspection.Id,
                        drawn.Select(d => Unit.IdOf(d.Id)).Except(known),
                        draw.Id
                    );
                }

                return Outcome.Done;
            },
            cancellation
        );

    /// <param name="notVisited">Why places of the round were not visited; it is published with a drawn one.</param>
    public Task<Outcome> ConcludeAsync(
        InspectionAct act,
        DateOnly day,
        string words,
        string notVisited,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "inspection.conclude",
            "concluded",
            async (inspection, token) =>
            {
                if (inspection.State != InspectionState.Decided || inspection.BegunOn is null)
                {
                    return Outcome.Refused("inspection.refused.not-begun");
                }

                if (
                    words.Trim().Length is 0 or > Inspection.TextMaxLength
                    || day > clock.Today
                    || day < inspection.BegunOn
                )
                {
                    return Outcome.Refused("inspection.refused.conclusion");
                }

                if (
                    await db.Set<CheckEntry>()
                        .AnyAsync(
                            e =>
                                e.State == EntryState.Rival
                                && db.Set<InspectionPlace>()
                                    .Any(p => p.Id == e.PlaceId && p.InspectionId == inspection.Id),
                            token
                        )
                )
                {
                    return Outcome.Refused("inspection.refused.rivals");
                }

                // A draw that could be left closed would be one of several to choose from.
                if (
                    (
                        await db.Set<InspectionDraw>()
                            .AsNoTracking()
                            .Where(d => d.InspectionId == inspection.Id && d.RevealedOn == null)
                            .ToListAsync(token)
                    ).Any(d => DrawNames.IsWhole(d, inspection))
                )
                {
                    return Outcome.Refused("inspection.refused.unrevealed");
                }

                var unseen = await db.Set<InspectionPlace>()
                    .Where(p => p.InspectionId == inspection.Id && p.VisitedOn == null)
                    .ToListAsync(token);
                var why = notVisited.Trim().ReplaceLineEndings("\n");
                if (unseen.Count > 0 && why.Length is 0 or > Inspection.TextMaxLength)
                {
                    return Outcome.Refused("inspection.refused.not-visited", unseen.Count);
                }

                foreach (var place in unseen)
                {
                    var row = new ChainedRow<InspectionPlace>(InspectionPlace.Fields, place);
                    place.Words = why;
                    db.Add(row.Record("not-visited", clock.Now, user.UserId));
                }

                inspection.Conclude(day, words.Trim().ReplaceLineEndings("\n"));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>A round that has begun is not cancelled: it is concluded.</summary>
    public Task<Outcome> CancelAsync(
        InspectionAct act,
        string why,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "inspection.cancel",
            "cancelled",
            (inspection, _) =>
            {
                if (!inspection.IsOpen || inspection.BegunOn is not null)
                {
                    return Task.FromResult(Outcome.Refused("inspection.refused.state"));
                }

                if (why.Trim().Length is 0 or > Inspection.TextMaxLength)
                {
                    return Task.FromResult(Outcome.Refused("inspection.refused.conclusion"));
                }

                inspection.Cancel(why.Trim());
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>All offices that stand today, each with its weight by the public formula.</summary>
    private async Task<IReadOnlyList<DrawItem>> PlacesAsync(
        DrawScope scope,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var today = clock.Today;
        var picture = await new RadarReader(traces, directory, clock).ReadAsync(cancellation);
        var visits = (
            await db.Set<InspectionPlace>()
                .Where(p => p.VisitedOn != null)
                .Select(p => new { p.UnitId, p.VisitedOn })
                .ToListAsync(cancellation)
        ).ToLookup(p => p.UnitId, p => p.VisitedOn);
        return
        [
            .. tree
                .All.Where(u =>
                    u.IsValidOn(today)
                    && u.Identifier is not null
                    && u.Kind != UnitKind.Area
                    && (scope != DrawScope.Commune || u.Level == Level.Commune)
                    && (scope != DrawScope.Province || u.Level == Level.Province)
                )
                .OrderBy(u => u.Key, StringComparer.Ordinal)
                .Select(u => new DrawItem(
                    u.Key,
                    u.Name,
                    DrawWeights.Of(
                        Line(tree, u.Id).SelectMany(picture.SignsOf).Distinct().Count(),
                        Line(tree, u.Id).SelectMany(id => visits[id]).Max(),
                        today
                    )
                )),
        ];
    }

    /// <summary>What a place closed in the last twelve months; a dossier under a sign weighs more.</summary>
    private async Task<IReadOnlyList<DrawItem>> DossiersAsync(
        Guid place,
        CancellationToken cancellation
    )
    {
        var unit = await db.Set<InspectionPlace>()
            .Where(p => p.Id == place)
            .Select(p => (Guid?)p.UnitId)
            .FirstOrDefaultAsync(cancellation);
        if (unit is null)
        {
            return [];
        }

        var all = new List<DossierTrace>();
        await foreach (
            var trace in traces.ClosedAsync(
                clock.Today.AddYears(-1),
                clock.Today.AddDays(-1),
                [.. Line(await directory.GetAsync(cancellation), unit.Value)],
                cancellation
            )
        )
        {
            all.Add(trace);
        }

        var closed = all.OrderByDescending(t => t.ClosedAt)
            .Take(MostDossiers)
            .ToDictionary(t => t.Id);
        return
        [
            .. (await traces.NamesAsync(closed.Keys, cancellation))
                .OrderBy(d => d.Code, StringComparer.Ordinal)
                .Select(d => new DrawItem(
                    d.Code,
                    d.Code,
                    DrawWeights.Base
                        + DrawWeights.PerSign
                            * Math.Min(
                                DrawWeights.MostSigns,
                                Enum.GetValues<RadarSign>()
                                    .Count(s =>
                                        s != RadarSign.CounterOnline
                                        && SignCounts.IsCase(s, closed[d.Id])
                                        && SignCounts.IsHit(s, closed[d.Id])
                                    )
                            )
                )),
        ];
    }

    /// <summary>The unit and all it came from, over every merger: what its predecessors closed or were visited for is its own.</summary>
    private static HashSet<Guid> Line(UnitTree tree, Guid unit)
    {
        var line = new HashSet<Guid> { unit };
        var next = new Queue<Guid>(line);
        while (next.TryDequeue(out var id))
        {
            foreach (var old in tree.SuccessionsTo(id).Select(s => s.FromUnitId).Where(line.Add))
            {
                next.Enqueue(old);
            }
        }

        return line;
    }

    private void AddPlaces(Guid inspection, IEnumerable<Guid> units, Guid? draw)
    {
        foreach (var unit in units)
        {
            db.AddRecorded(
                InspectionPlace.Fields,
                new InspectionPlace
                {
                    Id = NewId(),
                    InspectionId = inspection,
                    UnitId = unit,
                    DrawId = draw,
                },
                "added",
                clock.Now,
                user.UserId
            );
        }
    }

    private Task<Outcome> OnAsync(
        InspectionAct act,
        string name,
        string type,
        Func<Inspection, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.InspectionManage))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (await db.Set<Inspection>().FindAsync([act.Id], token) is not { } inspection)
                {
                    return Outcome.Refused("inspection.refused.none");
                }

                if (inspection.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var row = new ChainedRow<Inspection>(Inspection.Fields, inspection);
                if (await change(inspection, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}

/// <summary>A draw as it is named and published.</summary>
public static class DrawNames
{
    /// <summary>Whether seed, frame and weights in the row are still what was committed.</summary>
    public static bool IsWhole(InspectionDraw draw, Inspection inspection)
    {
        try
        {
            return DrawRules
                .Check(File(draw, inspection, "") with { List = [] }, draw.Commitment)
                .All(c => c.Part == DrawPart.List || c.IsEqual);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>2025-03/1.</summary>
    public static string Of(Inspection inspection, int number) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{inspection.Code}/{number}"
        );

    /// <summary>The file; before the draw is revealed for the product's own check alone.</summary>
    /// <exception cref="FormatException">The frame in the row was edited and can no longer be read.</exception>
    public static DrawFile File(InspectionDraw draw, Inspection inspection, string formula) =>
        new()
        {
            Format = DrawRules.Format,
            Round = Of(inspection, draw.Number),
            Sample = draw.Sample,
            Formula = formula,
            Commitment = new DrawCommitment(
                draw.SeedHash,
                draw.FrameHash,
                draw.WeightsHash,
                draw.Commitment
            ),
            Seed = draw.Seed,
            Frame = DrawFile.FrameOf(draw.Frame),
            List = draw.List?.Split('\n') ?? [],
        };
}
