using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Staff;

/// <summary>Somebody of a list; the name is masked unless it was asked for and may be read.</summary>
public sealed record StaffRow(Guid PersonId, string Name, Seat Seat, JobPosition? Position);

/// <summary>A position of the scheme with how many are on it.</summary>
public sealed record PositionRow(JobPosition Position, int Present);

/// <summary>The staff of one body on a day.</summary>
public sealed record StaffSheet(
    BodyKey Body,
    Unit Place,
    DateOnly Day,
    JobScheme? Scheme,
    IReadOnlyList<PositionRow> Positions,
    IReadOnlyList<StaffRow> People,
    IReadOnlyDictionary<string, int> Quota,
    bool AreNamed,
    bool MayName
)
{
    public int Present(string source) => People.Count(p => p.Seat.Act.Code == source);
}

/// <summary>A posting to the one-stop unit that is not over.</summary>
/// <param name="Months">Whole months up to the day asked for.</param>
public sealed record PostingRow(
    Guid PersonId,
    string Name,
    string Body,
    OrganisationAct Act,
    int Months,
    bool IsOver,
    bool IsDue
);

/// <summary>Reads staff of bodies as far as a person may.</summary>
public sealed class StaffSheets(ThuocDoDb db, ICurrentUser user, StaffReadLog log, Clock clock)
{
    /// <summary>A posting that ends within so many days is shown as due.</summary>
    public const int WarningDays = 60;

    public bool MayName(Guid place) => user.Can(Permissions.StaffManage, place);

    /// <param name="named">The names were asked for; they are given to those who keep the staff, and every such reading is logged.</param>
    public async Task<StaffSheet> ReadAsync(
        ActBook book,
        BodyKey body,
        Unit place,
        DateOnly day,
        bool named,
        CancellationToken cancellation
    )
    {
        var mayName = MayName(place.Id);
        var areNamed = named && mayName;
        var seats = book.Staff.SeatsOn(day).Where(s => s.Body == body).ToList();
        var names = await NamesAsync(seats.Select(s => s.PersonId), cancellation);
        var schemes = await SchemesAsync(book, body, place, cancellation);
        var scheme = schemes
            .Where(s => s.From <= day && (s.EndedOn is null || day < s.EndedOn))
            .OrderByDescending(s => s.From)
            .FirstOrDefault();
        var positions = JobPositions.Read(scheme?.Positions ?? "");
        if (areNamed && seats.Count > 0)
        {
            await log.WriteAsync(body, place.Id, null, cancellation);
        }

        return new StaffSheet(
            body,
            place,
            day,
            scheme,
            [
                .. positions.Select(p => new PositionRow(
                    p,
                    seats.Count(s => s.Act.Position == p.Code)
                )),
            ],
            [
                .. seats
                    .Select(s => new StaffRow(
                        s.PersonId,
                        areNamed ? names[s.PersonId] : StaffMask.Of(names[s.PersonId]),
                        s,
                        positions.FirstOrDefault(p => p.Code == s.Act.Position)
                    ))
                    .OrderBy(r => r.Seat.Act.Position, StringComparer.Ordinal)
                    .ThenBy(r => r.Seat.Act.Order),
            ],
            PaySources.All.ToDictionary(
                s => s,
                s =>
                    body.ServiceUnit is { } unit
                        ? book.Staff.QuotaOf(unit, s, day)
                        : book.Staff.QuotaOfAgency(body.Unit, s, day)
            ),
            areNamed,
            mayName
        );
    }

    /// <summary>Postings that nobody ended, those to be ended first; only of bodies that the person may see.</summary>
    public async Task<IReadOnlyList<PostingRow>> PostingsAsync(
        ActBook book,
        DateOnly day,
        string language,
        CancellationToken cancellation
    )
    {
        var rows = new List<PostingRow>();
        var open = book
            .Fold.Acts.Where(a =>
                a.Kind is ActKind.Posted or ActKind.Returned && a.EffectiveOn <= day
            )
            .GroupBy(a => a.PersonId!.Value)
            .Select(g => g.Last())
            .Where(a => a.Kind == ActKind.Posted)
            .ToList();
        var names = await NamesAsync(open.Select(a => a.PersonId!.Value), cancellation);
        foreach (var act in open)
        {
            if (
                book.Staff.SeatOf(act.PersonId!.Value, day) is not { } seat
                || PlaceOf(book, seat.Body, day) is not { } place
                || !user.Can(Permissions.StaffView, place.Id)
            )
            {
                continue;
            }

            rows.Add(
                new PostingRow(
                    act.PersonId.Value,
                    StaffMask.Of(names[act.PersonId.Value]),
                    NameOf(book, seat.Body, language),
                    act,
                    Months(act.EffectiveOn, day),
                    act.Until < day,
                    act.Until?.AddDays(-WarningDays) < day
                )
            );
        }

        return [.. rows.OrderBy(r => r.Act.Until).ThenBy(r => r.Act.Number)];
    }

    public static Unit? PlaceOf(ActBook book, BodyKey body, DateOnly day) =>
        body.ServiceUnit is { } unit
            ? book.Fold.PlaceOn(unit, day)
            : book.Tree.HeirOf(body.Unit, day);

    public static string NameOf(ActBook book, BodyKey body, string language) =>
        body.ServiceUnit is { } unit
            ? book.Find(unit)?.NameIn(language) ?? "–"
            : book.Tree.Find(body.Unit)?.NameIn(language) ?? "–";

    public async Task<Dictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid> people,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. people.Distinct()];
        return await db.Set<Person>()
            .AsNoTracking()
            .Where(p => EF.Parameter(ids).Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
    }

    /// <summary>Bodies that stand on a day for which a permission is held, by name.</summary>
    public IReadOnlyList<(BodyKey Body, Unit Place, string Name)> BodiesOn(
        ActBook book,
        DateOnly day,
        string permission,
        string language
    ) =>
        [
            .. book
                .Tree.All.Where(u =>
                    BodyKey.IsAgency(u) && u.IsValidOn(day) && user.Can(permission, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .Select(u => (BodyKey.OfUnit(u.Id), u, u.NameIn(language))),
            .. book
                .Units.Where(u => book.Fold.StandsOn(u.Id, day))
                .Select(u => (Unit: u, Place: book.Fold.PlaceOn(u.Id, day)))
                .Where(x => x.Place is not null && user.Can(permission, x.Place.Id))
                .Select(x => (BodyKey.OfServiceUnit(x.Unit.Id), x.Place!, x.Unit.NameIn(language))),
        ];

    public DateOnly Today => clock.Today;

    private async Task<List<JobScheme>> SchemesAsync(
        ActBook book,
        BodyKey body,
        Unit place,
        CancellationToken cancellation
    )
    {
        Guid[] same = body.ServiceUnit is null ? [.. SchemeRules.Same(place, book.Tree)] : [];
        return await db.Set<JobScheme>()
            .AsNoTracking()
            .Where(s =>
                body.ServiceUnit != null
                    ? s.ServiceUnitId == body.ServiceUnit
                    : s.ServiceUnitId == null && EF.Parameter(same).Contains(s.UnitId)
            )
            .ToListAsync(cancellation);
    }

    private static int Months(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return Math.Max(0, to.Day < from.Day ? months - 1 : months);
    }
}
