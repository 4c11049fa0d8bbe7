using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Licences;

/// <summary>What anybody who holds number and check code learns: what a verifier needs, and of the holder the initials.</summary>
/// <param name="LaterNumber">Number of the licence that goes on in its place.</param>
/// <param name="ResultReference">Of the signed file, if there is one here.</param>
public sealed record CheckedLicence(
    Licence Licence,
    LicenceState State,
    string Kind,
    string Unit,
    string? Holder,
    string? LaterNumber,
    string? ResultReference
);

/// <summary>
/// Says of a number and a check code whether the licence is in force. Guessing is stopped as at tracking: wrong attempts are
/// counted for the number and for the address they came from.
/// </summary>
public sealed class CheckLicence(
    ThuocDoDb db,
    TrackingGuard guard,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Clock clock
)
{
    public async Task<(TrackAnswer Answer, CheckedLicence? Licence)> RunAsync(
        string number,
        string code,
        string address,
        CancellationToken cancellation
    )
    {
        var key = Licence.KeyOf(number);
        var reference = LicenceCode.Normal(code);
        if ((number + code).Any(char.IsControl))
        {
            return (TrackAnswer.Wrong, null);
        }

        // Many registers have the same numbers and a code is too long to be guessed: wrong codes must not close the check of a
        // number for everybody, so number and code are counted as one, and the address they come from.
        var subject = $"LICENCE {key} {reference}";
        if (!await guard.BeginAsync(subject, address, cancellation))
        {
            return (TrackAnswer.Locked, null);
        }

        var licence = await db.Set<Licence>()
            .AsNoTracking()
            .FirstOrDefaultAsync(l => l.Reference == reference && l.NumberKey == key, cancellation);
        if (licence is null)
        {
            return (TrackAnswer.Wrong, null);
        }

        await guard.SucceedAsync(subject, address, cancellation);
        return (TrackAnswer.Found, await DescribeAsync(licence, cancellation));
    }

    private async Task<CheckedLicence> DescribeAsync(
        Licence licence,
        CancellationToken cancellation
    )
    {
        var language = Texts.CurrentLanguage;
        var name = await db.Set<Applicant>()
            .Where(a => a.DossierId == licence.DossierId)
            .Select(a => a.Name)
            .FirstOrDefaultAsync(cancellation);
        return new CheckedLicence(
            licence,
            licence.On(clock.Today),
            (await catalogues.GetAsync(cancellation))[licence.ProcedureId].NameIn(language),
            (await units.GetAsync(cancellation))[licence.UnitId].NameIn(language),
            name is null ? null : Particulars.Initials(name),
            await db.Set<Licence>()
                .Where(l => l.Id == licence.FollowedById)
                .Select(l => l.Number)
                .FirstOrDefaultAsync(cancellation),
            await db.Set<Attachment>()
                .Where(a =>
                    a.DossierId == licence.DossierId
                    && a.Role == AttachmentRole.Result
                    && a.Hash == licence.ResultHash
                )
                .Select(a => a.Reference)
                .FirstOrDefaultAsync(cancellation)
        );
    }
}
