using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Staff;

/// <summary>
/// Service units, staff, schemes and money of the demonstration, on a small scale: invented people named by numbers. Written at once and not act by
/// act through the desk, which would cost the start a second; the rules that an act must fulfil are asked all the same.
/// </summary>
public static class StaffSeed
{
    /// <summary>Once.</summary>
    /// <exception cref="InvalidOperationException">The file holds an act that the rules refuse; the message names its line.</exception>
    public static async Task SeedAsync(ThuocDoDb db, CancellationToken cancellation)
    {
        if (await db.Set<OrganisationAct>().AnyAsync(cancellation))
        {
            return;
        }

        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var actor = DemonstrationAccounts.IdOf("noivu");
        var rows = ShippedData.Rows("demonstration/staff.csv");
        var places = rows.Where(r => r.Enum<ActKind>("act") == ActKind.Established)
            .ToDictionary(r => r.Required("unit"), r => r.Required("place"));
        var acts = rows.Select((row, i) => ActOf(row, i + 1, tree, places)).ToList();
        if (ActRules.FaultOfAll(acts, tree) is { } fault)
        {
            throw new InvalidOperationException(
                $"demonstration/staff.csv: {fault.Key} {string.Join(", ", fault.Arguments)}."
            );
        }

        foreach (var row in rows.Where(r => r.Enum<ActKind>("act") == ActKind.Established))
        {
            var place = tree[Unit.IdOf(row.Required("place"))];
            db.AddRecorded(
                ServiceUnit.Fields,
                new ServiceUnit
                {
                    Id = IdOf(row.Required("unit")),
                    Name = row["name"] ?? place.Name,
                    NameEn = row["name_en"] ?? place.NameEn,
                    PlaceId = place.Id,
                    LeftOut = row["left_out"],
                },
                "entered",
                Morning(row.Date("day")),
                actor
            );
        }

        var pattern = CompositeFormat.Parse(
            ShippedData
                .Rows("demonstration/names.csv")
                .Single(row => row["of"] == "staff")
                .Required("pattern")
        );
        db.AddRange(
            rows.Select(r => r["person"])
                .OfType<string>()
                .Distinct()
                .Select(p =>
                    Person.Sample(
                        PersonOf(p),
                        string.Format(CultureInfo.InvariantCulture, pattern, p)
                    )
                )
        );
        foreach (var act in acts)
        {
            db.AddRecorded(OrganisationAct.Fields, act, "entered", Morning(act.EffectiveOn), actor);
        }

        AddSchemes(db, new ServiceUnitFold(acts, tree), actor);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    public static Guid IdOf(string unit) => StableId.From("service-unit:demonstration:" + unit);

    public static Guid PersonOf(string number) => StableId.From("person:staff:" + number);

    public static Guid SchemeOf(string number) =>
        StableId.From("job-scheme:demonstration:" + number);

    /// <param name="places">Where each service unit began.</param>
    private static OrganisationAct ActOf(
        CsvRow row,
        int number,
        UnitTree tree,
        Dictionary<string, string> places
    )
    {
        var day = row.Date("day");
        var kind = row.Enum<ActKind>("act");
        var place = row["place"] ?? places[row.Required("unit")];
        return new OrganisationAct
        {
            Id = StableId.From(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"organisation-act:demonstration:{number}"
                )
            ),
            Number = number,
            Kind = kind,
            ServiceUnitId = row["unit"] is { } unit ? IdOf(unit) : null,
            // What a service unit stood under may have ended since.
            UnitId = tree.HeirOf(Unit.IdOf(place), day)!.Id,
            OtherId = row["other"] is { } other ? IdOf(other) : null,
            PersonId = row["person"] is { } person ? PersonOf(person) : null,
            Position = row["position"],
            Code = row["code"],
            Law = kind switch
            {
                ActKind.Autonomy => StaffLaw.GroupOn(row["code"], day)?.Law,
                ActKind.Evaluated => StaffLaw.ClassOn(row["code"], day)?.Law,
                _ => null,
            },
            Year = row.OptionalInt("year"),
            Count = row.OptionalInt("count"),
            Amount = row.OptionalDecimal("amount"),
            Second = row.OptionalDecimal("second"),
            EffectiveOn = day,
            Until = row.OptionalDate("until"),
            Document = row.Required("document"),
            DocumentOn = day,
            Note = row["note"],
        };
    }

    private static void AddSchemes(ThuocDoDb db, ServiceUnitFold units, Guid actor)
    {
        var positions = ShippedData
            .Rows("demonstration/job-positions.csv")
            .ToLookup(
                r => r.Required("of"),
                r =>
                    string.Join(
                        " | ",
                        r.Required("code"),
                        r.Required("name"),
                        r.Required("rank"),
                        r.Required("count"),
                        r.Required("competence")
                    )
            );
        foreach (var (i, row) in ShippedData.Rows("demonstration/job-schemes.csv").Index())
        {
            var day = row.Date("from");
            var serviceUnit = row["unit"] is { } key ? IdOf(key) : (Guid?)null;
            var state = row.Enum<SchemeState>("state");
            var isApproved = state == SchemeState.Approved;
            var ranked = row.OptionalDate("rank_from");
            var number = (i + 1).ToString("000", CultureInfo.InvariantCulture);
            db.AddRecorded(
                JobScheme.Fields,
                new JobScheme
                {
                    Id = SchemeOf(number),
                    Number = i + 1,
                    ServiceUnitId = serviceUnit,
                    UnitId = serviceUnit is { } id
                        ? units.PlaceOn(id, day)!.Id
                        : Unit.IdOf(row.Required("place")),
                    State = state,
                    Positions = string.Join(
                        '\n',
                        positions[serviceUnit is null ? "agency" : "service-unit"]
                    ),
                    Document = isApproved ? $"VTVL-{number}" : null,
                    From = isApproved ? day : null,
                    RankDocument = ranked is null ? null : $"CCN-{number}",
                    RankFrom = ranked,
                },
                "entered",
                Morning(day),
                actor
            );
        }
    }

    /// <summary>When the office opens on a day, and never before the demonstration's own time: nobody entered anything in the year 2000.</summary>
    private static DateTime Morning(DateOnly day) =>
        VietnamTime.ToUtc(
            (day < DemonstrationAccounts.From ? DemonstrationAccounts.From : day).ToDateTime(
                new TimeOnly(8, 0)
            )
        );
}
