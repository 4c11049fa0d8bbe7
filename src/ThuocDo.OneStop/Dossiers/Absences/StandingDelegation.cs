using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <summary>
/// For a time somebody of the same unit does what a head's or signer's post asks for (ủy quyền thường xuyên, phân công thay).
/// It hangs on the two posts: with the end of either it ends, and a later post of the same person does not revive it.
/// </summary>
public sealed class StandingDelegation : IChained
{
    public static readonly ChainedFields<StandingDelegation> Fields = new(
        "standing-delegation",
        ("principal", d => d.PrincipalId.ToString("D")),
        ("principal_role", d => d.PrincipalRoleId.ToString("D")),
        ("stand_in", d => d.StandInId.ToString("D")),
        ("stand_in_role", d => d.StandInRoleId.ToString("D")),
        ("unit", d => d.UnitId.ToString("D")),
        ("from", d => Canonical.Day(d.From)),
        ("to", d => Canonical.Day(d.To))
    );

    public required Guid Id { get; init; }

    /// <summary>The account in whose stead.</summary>
    public required Guid PrincipalId { get; init; }

    /// <summary>The role assignment whose rights are lent.</summary>
    public required Guid PrincipalRoleId { get; init; }
    public required Guid StandInId { get; init; }

    /// <summary>The role assignment by which the stand-in may be one.</summary>
    public required Guid StandInRoleId { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day without it.</summary>
    public required DateOnly To { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public DateOnly LastDay => To.AddDays(-1);

    /// <summary>Ends it at once: today is the first day without it.</summary>
    public void End(DateOnly today) => To = today < From ? From : today;
}

public static class StandingDelegations
{
    /// <summary>
    /// Those by which somebody stands in on a day: within their period, while both hold the posts they hang on and the principal's
    /// account is not locked.
    /// </summary>
    public static IQueryable<StandingDelegation> InEffect(this ThuocDoDb db, DateOnly day)
    {
        var held = db.Set<RoleAssignment>()
            .Where(r => r.From <= day && (r.To == null || day < r.To))
            .Select(r => r.Id);
        return db.Set<StandingDelegation>()
            .AsNoTracking()
            .Where(d =>
                d.From <= day
                && day < d.To
                && held.Contains(d.PrincipalRoleId)
                && held.Contains(d.StandInRoleId)
                && db.Set<Account>().Any(a => a.Id == d.PrincipalId && !a.IsLocked)
            );
    }
}

/// <summary>
/// Which rights may be lent, and to whom: <c>data/onestop/stand-ins.csv</c>. Signing may be passed on to those alone who
/// may sign by their own post; nobody becomes a signer by being asked.
/// </summary>
public static class StandInRules
{
    private static readonly Lazy<
        IReadOnlyList<(string Permission, Role Role, DateOnly From, DateOnly? To)>
    > Rows = new(() =>
        [
            .. ShippedData
                .Rows("onestop/stand-ins.csv")
                .Select(r =>
                    (
                        r.Required("permission"),
                        r.Enum<Role>("stand_in"),
                        r.Date("valid_from"),
                        r.OptionalDate("valid_to")
                    )
                ),
        ]
    );

    /// <summary>What a post may lend to another one on a day: never more than it has itself.</summary>
    public static IReadOnlySet<string> Lent(Role principal, Role standIn, DateOnly day) =>
        Rows
            .Value.Where(r =>
                r.Role == standIn
                && r.From <= day
                && (r.To is not { } to || day < to)
                && RolePermissions.Allows(principal, r.Permission)
            )
            .Select(r => r.Permission)
            .ToHashSet();
}

public sealed class StandingDelegationMapping : IEntityTypeConfiguration<StandingDelegation>
{
    public void Configure(EntityTypeBuilder<StandingDelegation> builder)
    {
        builder.ToTable("onestop_standing_delegations");
        builder.HasChain();
        builder.Property(d => d.From).HasColumnName("valid_from");
        builder.Property(d => d.To).HasColumnName("valid_to");
        builder.HasIndex(d => new { d.StandInId, d.To });
        builder.HasIndex(d => new { d.PrincipalId, d.To });
        builder.Ignore(d => d.LastDay);
    }
}
