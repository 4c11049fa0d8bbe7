using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Oversight.Voices.Complaints;

/// <summary>Who settles complaints of a body: its head, and of the province its leaders, who are no heads of a unit.</summary>
public sealed class ComplaintHeads
{
    private readonly ChainOfCommand command;
    private readonly ILookup<Guid, Guid> leaders;

    private ComplaintHeads(ChainOfCommand command, ILookup<Guid, Guid> leaders) =>
        (this.command, this.leaders) = (command, leaders);

    public IEnumerable<Guid> Of(Guid body) =>
        command.HeadsOf(body).Concat(leaders[body]).Distinct();

    public static async Task<ComplaintHeads> OnAsync(
        ThuocDoDb db,
        UnitTree tree,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        new(
            await ChainOfCommand.OnAsync(db, tree, day, cancellation),
            (
                await db.Set<RoleAssignment>()
                    .AsNoTracking()
                    .Where(r =>
                        r.Role == Role.Leader && r.From <= day && (r.To == null || day < r.To)
                    )
                    .Select(r => new { r.UnitId, r.AccountId })
                    .ToListAsync(cancellation)
            ).ToLookup(r => tree.HeirOf(r.UnitId, day)?.Id ?? r.UnitId, r => r.AccountId)
        );
}
