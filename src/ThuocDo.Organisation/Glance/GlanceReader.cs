using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Glance;

public enum CommuneOrder
{
    /// <summary>Weak in most areas first, then what is due earliest.</summary>
    Weak,
    Name,

    /// <summary>The earliest day that is due comes first.</summary>
    Due,
}

/// <summary>A commune with what all modules say of it.</summary>
public sealed record CommuneGlimpse(Unit Unit, IReadOnlyList<GlanceLine> Lines)
{
    /// <summary>In how many areas something is weak. Counts of records and percentage points are not added up: they have no common measure.</summary>
    public int WeakAreas =>
        Lines.Where(l => l.Weight > 0).Select(l => l.Section).Distinct().Count();

    public DateOnly? Due => Lines.Min(l => l.DueOn);

    /// <summary>The heaviest first.</summary>
    public IEnumerable<GlanceLine> Weak =>
        Lines.Where(l => l.Weight > 0).OrderByDescending(l => l.Weight).ThenBy(l => l.Section);
}

/// <summary>Asks the modules about communes and puts their answers in order.</summary>
public sealed class GlanceReader(
    IEnumerable<IUnitGlance> sources,
    PostsOnDay posts,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Every commune of today that the person may look at.</summary>
    public async Task<IReadOnlyList<CommuneGlimpse>> ListAsync(
        CommuneOrder order,
        CancellationToken cancellation
    )
    {
        var units = (await directory.GetAsync(cancellation))
            .All.Where(u =>
                IsCommune(u) && u.IsValidOn(clock.Today) && user.Can(Permissions.BoardView, u.Id)
            )
            .ToList();
        var lines = await LinesAsync([.. units.Select(u => u.Id)], cancellation);
        return Ordered(units.Select(u => new CommuneGlimpse(u, [.. lines[u.Id]])), order);
    }

    /// <summary>One unit as it stands today.</summary>
    public async Task<CommuneGlimpse> OfAsync(Unit unit, CancellationToken cancellation) =>
        new(unit, [.. (await LinesAsync([unit.Id], cancellation))[unit.Id]]);

    public async Task<IReadOnlyList<HeldPost>> HeadsAsync(
        Unit unit,
        CancellationToken cancellation
    ) =>
        [
            .. (await posts.OfUnitAsync(unit.Id, clock.Today, cancellation)).Where(p =>
                p.Post.IsHead
            ),
        ];

    public static bool IsCommune(Unit unit) =>
        unit.Kind is UnitKind.Commune or UnitKind.Ward or UnitKind.Township or UnitKind.SpecialZone;

    public static IReadOnlyList<CommuneGlimpse> Ordered(
        IEnumerable<CommuneGlimpse> communes,
        CommuneOrder order
    )
    {
        var named = communes.OrderBy(
            c => c.Unit.Name,
            StringComparer.Create(Formats.Sorting, false)
        );
        return order switch
        {
            CommuneOrder.Name => [.. named],
            // A stable sort: equals stay by name.
            CommuneOrder.Due => [.. named.ToList().OrderBy(c => c.Due ?? DateOnly.MaxValue)],
            _ =>
            [
                .. named
                    .ToList()
                    .OrderByDescending(c => c.WeakAreas)
                    .ThenBy(c => c.Due ?? DateOnly.MaxValue),
            ],
        };
    }

    private async Task<ILookup<Guid, GlanceLine>> LinesAsync(
        IReadOnlyCollection<Guid> units,
        CancellationToken cancellation
    )
    {
        var lines = new List<GlanceLine>();
        foreach (var source in sources)
        {
            lines.AddRange(await source.ReadAsync(units, clock.Today, cancellation));
        }

        return lines
            .OrderBy(l => l.Section)
            .ThenByDescending(l => l.Weight)
            .ThenBy(l => l.DueOn ?? DateOnly.MaxValue)
            .ToLookup(l => l.UnitId);
    }
}

public static class GlanceLinks
{
    public const string Communes = "/xa";
    public const string OrderField = "sap-xep";

    public static string Of(Unit unit) => $"{Communes}/{Uri.EscapeDataString(unit.Key)}";
}

public static class GlanceTexts
{
    public static string Of(GlanceSection section) =>
        section switch
        {
            GlanceSection.Figures => "glance.section.figures",
            GlanceSection.Dossiers => "glance.section.dossiers",
            GlanceSection.Tasks => "glance.section.tasks",
            GlanceSection.Findings => "glance.section.findings",
            GlanceSection.Remedies => "glance.section.remedies",
            GlanceSection.Voices => "glance.section.voices",
            GlanceSection.Papers => "glance.section.papers",
            _ => "glance.section.staff",
        };

    public static string Of(CommuneOrder order) =>
        order switch
        {
            CommuneOrder.Name => "glance.sort.name",
            CommuneOrder.Due => "glance.sort.due",
            _ => "glance.sort.weak",
        };

    public static string Of(GlanceTone tone) =>
        tone switch
        {
            GlanceTone.Good => "glance.tone.good",
            GlanceTone.Warn => "glance.tone.warn",
            _ => "glance.tone.bad",
        };

    public static (string Tone, string Icon)? Look(GlanceTone tone) =>
        tone switch
        {
            GlanceTone.Good => ("good", "check"),
            GlanceTone.Warn => ("warn", "warning"),
            GlanceTone.Bad => ("bad", "warning"),
            _ => null,
        };
}

public sealed class GlanceNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.BoardView))
        {
            yield return new NavigationEntry("glance.nav", GlanceLinks.Communes, 160)
            {
                DescriptionKey = "glance.nav.description",
                Icon = "people",
            };
        }
    }
}
