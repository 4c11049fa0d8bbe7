using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>One procedure through time: limits, fee, papers, process and the act behind each version.</summary>
[PublicPage]
public sealed class ProcedurePageModel(
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    ILegalBases bases,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    [BindProperty(Name = "phien-ban", SupportsGet = true)]
    public int? Number { get; set; }

    public Procedure Procedure { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ProcedureVersion> Versions { get; private set; } = [];

    /// <summary>The one asked for, else the one in force today, else the last.</summary>
    public ProcedureVersion Shown { get; private set; } = null!;

    /// <summary>The offices that promise less today.</summary>
    public IReadOnlyList<ShownOfficeLimit> OfficeLimits { get; private set; } = [];

    public bool MayManage => user.Can(Permissions.CatalogueManage);

    /// <summary>Acts that the shown version names and that no longer hold.</summary>
    public IReadOnlyList<LapsedBasis> Lapsed { get; private set; } = [];

    public Unit? Competent { get; private set; }

    /// <summary>It can be filed online today.</summary>
    public bool IsOnlineNow => Shown.IsOnline(clock.Today);

    public bool IsInForce => Shown.IsValidOn(clock.Today);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (catalogue.Find(code) is not { } procedure)
        {
            return National.NationalCode.Normal(code) is { } normal
                ? Redirect(CatalogueLinks.National(normal))
                : NotFound();
        }

        Procedure = procedure;
        Versions = [.. catalogue.VersionsOf(procedure.Id).Reverse()];
        Shown =
            Versions.FirstOrDefault(v => v.Number == Number)
            ?? catalogue.VersionOn(procedure.Id, clock.Today)
            ?? Versions[0];
        var tree = await directory.GetAsync(cancellation);
        OfficeLimits =
        [
            .. catalogue
                .OfficeLimitsOf(procedure.Id)
                .Where(l => l.IsValidOn(clock.Today))
                .Select(l => new ShownOfficeLimit(
                    tree[l.UnitId].NameIn(Texts.CurrentLanguage),
                    l.Limit,
                    l.ValidFrom,
                    l.Act
                )),
        ];
        Lapsed = Shown.IsValidOn(clock.Today)
            ? await bases.LapsedAsync(
                [
                    .. new[] { Shown.Act, Shown.FeeBasis }
                        .Concat(Shown.FeeItems.Select(i => i.Basis))
                        .OfType<string>(),
                ],
                clock.Today,
                cancellation
            )
            : [];
        Competent = Shown.CompetentUnitId is { } unit ? tree.Find(unit) : null;
        return Page();
    }
}

/// <summary>An office that promises less, for the page.</summary>
public sealed record ShownOfficeLimit(string Unit, Limit Limit, DateOnly From, string Act);
