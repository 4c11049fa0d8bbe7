using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Privacy;

/// <summary>One look at somebody's particulars.</summary>
/// <param name="Viewer">Display name of the account; none if it is gone.</param>
public sealed record AccessRow(DateTime At, string Code, AccessPlace Place, string? Viewer);

/// <summary>A page of the access log.</summary>
public sealed record AccessLogPage(IReadOnlyList<AccessRow> Rows, int Total);

/// <summary>
/// Who saw whose particulars, when and on which page: for the citizen about himself, and for whoever supervises the
/// handling of personal data. The particulars themselves are not part of it.
/// </summary>
public sealed class AccessReader(ThuocDoDb db, CurrentCitizen citizen, ICurrentUser user)
{
    public const int PageSize = 50;

    /// <summary>
    /// The dossiers of the citizen behind the request: those with his identity number, if the provider vouches for it. A
    /// number that somebody only declares proves nothing and shows nothing.
    /// </summary>
    public IQueryable<Dossier> Own()
    {
        var number = citizen
            is { Level: not IdentityLevel.Declared, IdentityNumber: { Length: > 0 } known }
            ? known
            : null;
        return db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                number != null
                && db.Set<Applicant>().Any(a => a.DossierId == d.Id && a.IdentityNumber == number)
            );
    }

    public Task<AccessLogPage> OwnAsync(int page, CancellationToken cancellation) =>
        ReadAsync(Own(), null, page, cancellation);

    /// <param name="code">Only this dossier.</param>
    /// <param name="account">Only this account's looks, by its user name.</param>
    public async Task<AccessLogPage> SupervisedAsync(
        string? code,
        string? account,
        int page,
        CancellationToken cancellation
    )
    {
        var dossiers = db.Set<Dossier>().AsNoTracking();
        if (user.UnitsFor(Permissions.PrivacyAudit) is { } units)
        {
            dossiers = dossiers.Where(d =>
                units.Contains(d.UnitId) || units.Contains(d.ReceivingUnitId)
            );
        }

        if (code is { Length: > 0 })
        {
            var normal = DossierCode.Normal(code);
            dossiers = dossiers.Where(d => d.Code == normal);
        }

        return await ReadAsync(dossiers, account, page, cancellation);
    }

    private async Task<AccessLogPage> ReadAsync(
        IQueryable<Dossier> dossiers,
        string? account,
        int page,
        CancellationToken cancellation
    )
    {
        var lines = db.Set<AccessLine>()
            .AsNoTracking()
            .Join(dossiers, l => l.DossierId, d => d.Id, (l, d) => new { Line = l, d.Code });
        if (account is { Length: > 0 })
        {
            var name = account.Trim().ToUpperInvariant();
            lines = lines.Where(x =>
                db.Set<Account>().Any(a => a.Id == x.Line.AccountId && a.NormalizedUserName == name)
            );
        }

        var total = await lines.CountAsync(cancellation);
        var rows = await lines
            .OrderByDescending(x => x.Line.At)
            .ThenByDescending(x => x.Line.Id)
            .Skip((Math.Max(1, page) - 1) * PageSize)
            .Take(PageSize)
            .Select(x => new AccessRow(
                x.Line.At,
                x.Code,
                x.Line.Place,
                db.Set<Account>()
                    .Where(a => a.Id == x.Line.AccountId)
                    .Select(a => a.DisplayName)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancellation);
        return new AccessLogPage(rows, total);
    }
}
