using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Oversight.Radar.Pages;

/// <summary>A unit with what was read of it.</summary>
public sealed record RadarLine(Unit Unit, SignReading Reading);

/// <summary>A sign with its units: those worth looking at first, then by how far they are from the usual.</summary>
public sealed record RadarSection(
    RadarSign Sign,
    IReadOnlyList<RadarLine> Unusual,
    IReadOnlyList<RadarLine> Usual
);

/// <summary>A table of units under one sign.</summary>
public sealed record RadarTable(IReadOnlyList<RadarLine> Lines, string Caption);

/// <summary>Unusual patterns by unit. It speaks of units, never of persons, and says of each sign what innocent reasons it has.</summary>
[Requires(Permissions.RadarView)]
public sealed class RadarPageModel(RadarReader reader, UnitDirectory directory, ICurrentUser user)
    : PageModel
{
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public int Looks { get; private set; }
    public IReadOnlyList<RadarSection> Sections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (From, To) = reader.LastYear;
        var tree = await directory.GetAsync(cancellation);
        var readings = (await reader.ReadAsync(cancellation)).Readings;
        Looks = readings.Count;
        Sections =
        [
            .. Enum.GetValues<RadarSign>()
                .Select(sign =>
                {
                    var lines = readings
                        .Where(r =>
                            r.Count.Sign == sign
                            && tree.Find(r.Count.UnitId) is not null
                            && user.Can(Permissions.RadarView, r.Count.UnitId)
                        )
                        .Select(r => new RadarLine(tree[r.Count.UnitId], r))
                        .OrderBy(l => l.Reading.Chance)
                        .ThenBy(
                            l => l.Unit.Name,
                            StringComparer.Create(Formats.Sorting, ignoreCase: false)
                        )
                        .ToLookup(l => l.Reading.IsUnusual);
                    return new RadarSection(sign, [.. lines[true]], [.. lines[false]]);
                }),
        ];
    }
}

/// <summary>The dossiers behind a figure of the radar: their codes, and their pages for those who may open them.</summary>
[Requires(Permissions.RadarView)]
public sealed class RadarRecordsModel(
    RadarReader reader,
    UnitDirectory directory,
    ICurrentUser user
) : PageModel
{
    [FromQuery(Name = RadarLinks.SignField)]
    public string? SignKey { get; set; }

    [FromQuery(Name = RadarLinks.UnitField)]
    public string? UnitKey { get; set; }

    public RadarSign? Sign { get; private set; }
    public Unit? Unit { get; private set; }
    public IReadOnlyList<TracedDossier> Dossiers { get; private set; } = [];

    public bool MayOpen(TracedDossier dossier) => user.Can(Permissions.DossierView, dossier.UnitId);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        Sign = RadarText.Parse(SignKey);
        Unit = tree.Find(UnitKey);
        if (
            Sign is not { } sign
            || Unit is not { } unit
            || !user.Can(Permissions.RadarView, unit.Id)
        )
        {
            (Sign, Unit) = (null, null);
            return;
        }

        Dossiers = await reader.BehindAsync(sign, unit.Id, cancellation);
    }
}
