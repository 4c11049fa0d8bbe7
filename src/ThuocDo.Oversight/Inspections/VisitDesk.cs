using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Inspections;

/// <summary>An answer as it comes from a page or, later, from a phone.</summary>
/// <param name="Key">Idempotency key, made when the answer was given.</param>
/// <param name="Seen">The entry that held when the page was opened; none: nothing did.</param>
/// <param name="At">UTC, when it was given by the phone's clock; none: now.</param>
public sealed record NewEntry(
    string Key,
    Guid PlaceId,
    int Item,
    CheckAnswer Answer,
    string Note,
    Guid? Seen,
    DateTime? At
);

public sealed record NewFinding(
    string Key,
    Guid PlaceId,
    Severity Severity,
    string Words,
    string Remedy,
    DateOnly DueOn,
    DateTime? At
);

/// <summary>What is done on the spot and after: answers, photos, findings, remedies, looking again.</summary>
public sealed class VisitDesk(ThuocDoDb db, UnitOfWork work, ICurrentUser user, Clock clock)
{
    public Task<Outcome<EntryFate>> AnswerAsync(NewEntry entry, CancellationToken cancellation) =>
        OnPlaceAsync(
            entry.Key,
            "visit.answer",
            entry.PlaceId,
            entry.At,
            async (place, inspection, at, token) =>
            {
                var note = entry.Note.Trim().Normalize().ReplaceLineEndings("\n");
                if (note.Length > CheckEntry.NoteMaxLength || !Enum.IsDefined(entry.Answer))
                {
                    return Outcome<EntryFate>.Refused(
                        "inspection.refused.note",
                        CheckEntry.NoteMaxLength
                    );
                }

                var items = await db.Set<Checklist>()
                    .AsNoTracking()
                    .Where(c => c.Id == inspection.ChecklistId)
                    .FirstOrDefaultAsync(token);
                if (items is null || entry.Item < 1 || entry.Item > items.Questions.Count)
                {
                    return Outcome<EntryFate>.Refused("inspection.refused.item");
                }

                var current = await db.Set<CheckEntry>()
                    .FirstOrDefaultAsync(
                        e =>
                            e.PlaceId == place.Id
                            && e.Item == entry.Item
                            && e.State == EntryState.Current,
                        token
                    );
                var fate = EntryRules.Decide(
                    current,
                    entry.Seen,
                    user.UserId ?? Guid.Empty,
                    entry.Answer,
                    note
                );
                if (
                    inspection.State == InspectionState.Concluded
                    && fate == EntryFate.Holds
                    && current is not null
                )
                {
                    // What the conclusion stands on is not replaced behind it.
                    fate = EntryFate.Rival;
                }

                if (fate == EntryFate.Same)
                {
                    return Outcome<EntryFate>.Of(fate);
                }

                if (fate == EntryFate.Holds && current is not null)
                {
                    Turn(current, EntryState.Replaced, "replaced");
                }

                db.AddRecorded(
                    CheckEntry.Fields,
                    new CheckEntry
                    {
                        Id = NewId(),
                        PlaceId = place.Id,
                        Item = entry.Item,
                        Answer = entry.Answer,
                        Note = note,
                        By = user.UserId ?? Guid.Empty,
                        At = at,
                        State = fate == EntryFate.Rival ? EntryState.Rival : EntryState.Current,
                    },
                    "entered",
                    clock.Now,
                    user.UserId
                );
                await VisitAsync(place, inspection, at, token);
                return Outcome<EntryFate>.Of(fate);
            },
            cancellation
        );

    /// <summary>Of two answers to one question a person says which holds; the other stays in the record.</summary>
    /// <param name="takeRival">False: what held goes on holding.</param>
    public async Task<Outcome> ChooseAsync(
        string key,
        Guid placeId,
        Guid rivalId,
        bool takeRival,
        CancellationToken cancellation
    ) =>
        await OnPlaceAsync<bool>(
            key,
            "visit.choose",
            placeId,
            null,
            async (place, _, _, token) =>
            {
                if (
                    await db.Set<CheckEntry>()
                        .FirstOrDefaultAsync(
                            e =>
                                e.Id == rivalId
                                && e.PlaceId == place.Id
                                && e.State == EntryState.Rival,
                            token
                        )
                    is not { } rival
                )
                {
                    return Outcome<bool>.From(Outcome.Stale("common.stale"));
                }

                if (!takeRival)
                {
                    Turn(rival, EntryState.Replaced, "dropped");
                    return Outcome<bool>.Of(true);
                }

                foreach (
                    var current in await db.Set<CheckEntry>()
                        .Where(e =>
                            e.PlaceId == place.Id
                            && e.Item == rival.Item
                            && e.State == EntryState.Current
                        )
                        .ToListAsync(token)
                )
                {
                    Turn(current, EntryState.Replaced, "replaced");
                }

                Turn(rival, EntryState.Current, "chosen");
                return Outcome<bool>.Of(true);
            },
            cancellation
        );

    /// <param name="file">Kept before; equal content at one place is one photo.</param>
    public async Task<Outcome> PhotoAsync(
        string key,
        Guid placeId,
        int? item,
        KeptFile file,
        DateTime? taken,
        CancellationToken cancellation
    ) =>
        await OnPlaceAsync<bool>(
            key,
            "visit.photo",
            placeId,
            taken,
            async (place, inspection, at, token) =>
            {
                if (file.Kind is not (FileKind.Jpeg or FileKind.Png))
                {
                    return Outcome<bool>.Refused("inspection.refused.photo");
                }

                var known = await db.Set<InspectionPhoto>()
                    .Where(p => p.PlaceId == place.Id)
                    .Select(p => p.Hash)
                    .ToListAsync(token);
                if (known.Contains(file.Hash))
                {
                    return Outcome<bool>.Of(true);
                }

                if (known.Count >= InspectionPhoto.MostOfPlace)
                {
                    return Outcome<bool>.Refused(
                        "inspection.refused.photos",
                        InspectionPhoto.MostOfPlace
                    );
                }

                db.AddRecorded(
                    InspectionPhoto.Fields,
                    new InspectionPhoto
                    {
                        Id = NewId(),
                        PlaceId = place.Id,
                        Item = item,
                        Hash = file.Hash,
                        Kind = file.Kind,
                        Name = file.Name,
                        At = at,
                    },
                    "taken",
                    clock.Now,
                    user.UserId
                );
                await VisitAsync(place, inspection, at, token);
                return Outcome<bool>.Of(true);
            },
            cancellation
        );

    public Task<Outcome<Guid>> FindAsync(NewFinding finding, CancellationToken cancellation) =>
        OnPlaceAsync(
            finding.Key,
            "visit.finding",
            finding.PlaceId,
            finding.At,
            async (place, inspection, at, token) =>
            {
                var (words, remedy) = (finding.Words.Trim(), finding.Remedy.Trim());
                if (
                    words.Length is 0 or > Inspection.TextMaxLength
                    || remedy.Length is 0 or > Inspection.TextMaxLength
                )
                {
                    return Outcome<Guid>.Refused(
                        "inspection.refused.words",
                        Inspection.TextMaxLength
                    );
                }

                if (finding.DueOn < VietnamTime.DayOf(at))
                {
                    return Outcome<Guid>.Refused("inspection.refused.due");
                }

                var row = new InspectionFinding
                {
                    Id = NewId(),
                    PlaceId = place.Id,
                    UnitId = place.UnitId,
                    Number =
                        1
                        + await db.Set<InspectionFinding>()
                            .CountAsync(f => f.PlaceId == place.Id, token),
                    Severity = finding.Severity,
                    Words = words.ReplaceLineEndings("\n"),
                    Remedy = remedy.ReplaceLineEndings("\n"),
                    DueOn = finding.DueOn,
                };
                db.AddRecorded(InspectionFinding.Fields, row, "found", clock.Now, user.UserId);
                await VisitAsync(place, inspection, at, token);
                return Outcome<Guid>.Of(row.Id);
            },
            cancellation
        );

    /// <summary>When the team was there, and what it saw in general.</summary>
    public async Task<Outcome> CloseVisitAsync(
        InspectionAct act,
        DateOnly day,
        string words,
        CancellationToken cancellation
    ) =>
        await OnPlaceAsync<bool>(
            act.Key,
            "visit.close",
            act.Id,
            null,
            async (place, inspection, _, token) =>
            {
                if (place.Version != act.Version)
                {
                    return Outcome<bool>.From(Outcome.Stale("common.stale"));
                }

                if (inspection.State != InspectionState.Decided)
                {
                    return Outcome<bool>.Refused("inspection.refused.concluded");
                }

                if (
                    day > clock.Today
                    || day < inspection.DecidedOn
                    || words.Length > Inspection.TextMaxLength
                )
                {
                    return Outcome<bool>.Refused(
                        "inspection.refused.visit-day",
                        inspection.DecidedOn
                    );
                }

                var row = new ChainedRow<InspectionPlace>(InspectionPlace.Fields, place);
                (place.VisitedOn, place.Words) = (day, words.Trim().ReplaceLineEndings("\n"));
                db.Add(row.Record("visited", clock.Now, user.UserId));
                await BeginAsync(inspection, place, token);
                return Outcome<bool>.Of(true);
            },
            cancellation
        );

    /// <summary>The unit says what it has done about a finding.</summary>
    public Task<Outcome> ReportAsync(
        InspectionAct act,
        string words,
        CancellationToken cancellation
    ) =>
        OnFindingAsync(
            act,
            "finding.report",
            "reported",
            finding =>
            {
                if (
                    !user.Can(Permissions.InspectionVisit, finding.UnitId)
                    && !user.Can(Permissions.TaskLead, finding.UnitId)
                )
                {
                    return Outcome.Refused(InspectionDesk.NotAllowed);
                }

                if (finding.State != FindingState.Open)
                {
                    return Outcome.Refused("inspection.refused.state");
                }

                finding.Tell(clock.Today, words);
                return Outcome.Done;
            },
            words,
            cancellation
        );

    /// <summary>Somebody looks again: in order, or open as before.</summary>
    public Task<Outcome> CheckAsync(
        InspectionAct act,
        string words,
        bool inOrder,
        CancellationToken cancellation
    ) =>
        OnFindingAsync(
            act,
            "finding.check",
            inOrder ? "closed" : "checked",
            finding =>
            {
                if (!user.Can(Permissions.InspectionVisit, finding.UnitId))
                {
                    return Outcome.Refused(InspectionDesk.NotAllowed);
                }

                if (finding.State == FindingState.Closed)
                {
                    return Outcome.Refused("inspection.refused.state");
                }

                finding.CheckAgain(clock.Today, words, inOrder);
                return Outcome.Done;
            },
            words,
            cancellation
        );

    private Task<Outcome> OnFindingAsync(
        InspectionAct act,
        string name,
        string type,
        Func<InspectionFinding, Outcome> change,
        string words,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (await db.Set<InspectionFinding>().FindAsync([act.Id], token) is not { } finding)
                {
                    return Outcome.Refused("inspection.refused.none");
                }

                if (finding.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (words.Trim().Length is 0 or > Inspection.TextMaxLength)
                {
                    return Outcome.Refused("inspection.refused.words", Inspection.TextMaxLength);
                }

                var row = new ChainedRow<InspectionFinding>(InspectionFinding.Fields, finding);
                if (change(finding) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Task<Outcome<T>> OnPlaceAsync<T>(
        string key,
        string name,
        Guid placeId,
        DateTime? entered,
        Func<InspectionPlace, Inspection, DateTime, CancellationToken, Task<Outcome<T>>> change,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, name, user.UserId),
            async token =>
            {
                // Two phones of one team send at the same moment: one after the other.
                await db.Engine.LockAsync(db, $"visit/{placeId:N}", token);
                if (
                    await db.Set<InspectionPlace>().FindAsync([placeId], token) is not { } place
                    || !user.Can(Permissions.InspectionVisit, place.UnitId)
                )
                {
                    return Outcome<T>.Refused(InspectionDesk.NotAllowed);
                }

                var inspection = (
                    await db.Set<Inspection>().FindAsync([place.InspectionId], token)
                )!;
                var at = Bounded(entered, inspection);
                return
                    inspection.State == InspectionState.Decided
                    || name == "visit.choose" && inspection.State == InspectionState.Concluded
                    || IsLate(entered, at, inspection)
                    ? await change(place, inspection, at, token)
                    : Outcome<T>.Refused("inspection.refused.concluded");
            },
            cancellation
        );

    /// <summary>The phone's instant, where it can be: from the decision to now. A clock that is wrong beyond that says nothing, and the arrival holds.</summary>
    private DateTime Bounded(DateTime? entered, Inspection inspection) =>
        entered is { } at
        && at <= clock.Now
        && inspection.DecidedOn is { } decided
        && VietnamTime.DayOf(at) >= decided
            ? at
            : clock.Now;

    /// <summary>Entered while the round was open, arrived after its conclusion: it is taken, or it would be lost with the phone.</summary>
    private static bool IsLate(DateTime? entered, DateTime at, Inspection inspection) =>
        inspection is { State: InspectionState.Concluded, ConcludedOn: { } concluded }
        && entered == at
        && VietnamTime.DayOf(at) <= concluded;

    /// <summary>Whoever enters something at a place was there, on the day on which it was entered.</summary>
    private async Task VisitAsync(
        InspectionPlace place,
        Inspection inspection,
        DateTime at,
        CancellationToken cancellation
    )
    {
        var day = VietnamTime.DayOf(at);

        // A day that somebody wrote down with a summary stands; one that came from entries moves with an earlier one.
        if (place.VisitedOn is { } known && (known <= day || place.Words is not null))
        {
            return;
        }

        var row = new ChainedRow<InspectionPlace>(InspectionPlace.Fields, place);
        place.VisitedOn = day;
        db.Add(row.Record("visited", clock.Now, user.UserId));
        await BeginAsync(inspection, place, cancellation);
    }

    /// <summary>A round begins with the earliest visit of its places; a day that is put right puts it right too.</summary>
    private async Task BeginAsync(
        Inspection inspection,
        InspectionPlace changed,
        CancellationToken cancellation
    )
    {
        var others = await db.Set<InspectionPlace>()
            .Where(p => p.InspectionId == inspection.Id && p.Id != changed.Id)
            .MinAsync(p => p.VisitedOn, cancellation);
        var day = others < changed.VisitedOn ? others : changed.VisitedOn;
        if (day is not { } first || inspection.BegunOn == first)
        {
            return;
        }

        var row = new ChainedRow<Inspection>(Inspection.Fields, inspection);
        inspection.Begin(first);
        db.Add(row.Record("begun", clock.Now, user.UserId));
    }

    private void Turn(CheckEntry entry, EntryState state, string type)
    {
        var row = new ChainedRow<CheckEntry>(CheckEntry.Fields, entry);
        entry.State = state;
        db.Add(row.Record(type, clock.Now, user.UserId));
    }

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
