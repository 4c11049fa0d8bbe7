using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Units;

/// <summary>The unit versions and successions that ship in <c>data/units</c>.</summary>
public static class UnitFacts
{
    public static IReadOnlyList<Unit> Units() =>
        [
            .. ShippedData
                .Rows("units/units.csv")
                .Select(row => new Unit
                {
                    Id = Unit.IdOf(row.Required("key")),
                    Key = row.Required("key"),
                    Code = row["code"],
                    Name = row.Required("name"),
                    ShortName = row.Required("short_name"),
                    NameEn = row.Required("name_en"),
                    Kind = row.Enum<UnitKind>("kind"),
                    Level = row.Enum<Level>("level"),
                    ParentId = row["parent"] is { } parent ? Unit.IdOf(parent) : null,
                    ValidFrom = row.Date("valid_from"),
                    ValidTo = row.OptionalDate("valid_to"),
                    Identifier = row["identifier"],
                    Population = row.OptionalInt("population"),
                    Act = row["act"],
                }),
        ];

    public static IReadOnlyList<Succession> Successions() =>
        [
            .. ShippedData
                .Rows("units/successions.csv")
                .Select(row => new Succession
                {
                    Id = StableId.From($"succession:{row.Required("from")}>{row.Required("to")}"),
                    FromUnitId = Unit.IdOf(row.Required("from")),
                    ToUnitId = Unit.IdOf(row.Required("to")),
                    EffectiveOn = row.Date("effective_on"),
                    Kind = row.Enum<SuccessionKind>("kind"),
                    Share = row.OptionalDecimal("share"),
                    Act = row["act"],
                    Note = row["note_vi"],
                }),
        ];

    /// <summary>The tree as shipped, without a database.</summary>
    public static UnitTree Tree() => new(Units(), Successions());

    /// <summary>Adds what the database does not have yet; leaves the rest alone.</summary>
    public static async Task SeedAsync(ThuocDoDb db, CancellationToken cancellation)
    {
        var units = await db.Set<Unit>().Select(u => u.Id).ToHashSetAsync(cancellation);
        var edges = await db.Set<Succession>().Select(s => s.Id).ToHashSetAsync(cancellation);
        db.AddRange(Units().Where(u => !units.Contains(u.Id)));
        db.AddRange(Successions().Where(s => !edges.Contains(s.Id)));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
