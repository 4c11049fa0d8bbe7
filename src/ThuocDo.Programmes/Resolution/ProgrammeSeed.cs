using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Resolution;

/// <summary>Writes the shipped resolution into a database that does not have it.</summary>
public static class ProgrammeSeed
{
    /// <summary>Adds the programme as a whole, after the units; a programme that is there already is left alone.</summary>
    public static async Task SeedAsync(ThuocDoDb db, Clock clock, CancellationToken cancellation)
    {
        var facts = ProgrammeFacts.Read();
        if (await db.Set<Programme>().AnyAsync(p => p.Id == facts.Programme.Id, cancellation))
        {
            return;
        }

        db.Add(facts.Programme);
        db.AddRange(facts.Axes);
        db.AddRange(facts.Targets);
        db.AddRange(facts.Conditions);
        db.AddRange(facts.Tasks);
        db.AddRange(facts.Addressees);
        db.AddRange(facts.AddresseeUnits);
        db.AddRange(facts.Duties);
        var version = facts.Version;
        db.Add(version);
        db.Add(
            new ChainedRow<ProgrammeVersion>(ProgrammeVersion.Fields, version).Record(
                "adopted",
                clock.Now,
                null,
                (LeadEvents.From, LeadEvents.Day(facts.Programme.LeadsFrom))
            )
        );
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
