using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.Search;

/// <summary>What somebody looks for in the catalogue, besides the words.</summary>
public sealed record CatalogueFilter
{
    public string? Typed { get; init; }
    public StatedLevels Level { get; init; }
    public string? Field { get; init; }
    public Audience? Audience { get; init; }
    public OnlineOffer? Online { get; init; }

    /// <summary>Only what offices of the province receive today.</summary>
    public bool ReceivedOnly { get; init; }

    public bool Fits(CatalogueEntry entry) =>
        (Level == StatedLevels.None || (entry.Levels & Level) != 0)
        && (string.IsNullOrEmpty(Field) || entry.FieldVi == Field)
        && (
            Audience is null or Procedures.Audience.Both
            || entry.Audience == Procedures.Audience.Both
            || entry.Audience == Audience
        )
        && (Online is null || entry.Online == Online)
        && (!ReceivedOnly || entry.IsReceived);
}

/// <summary>Keeps the index over the whole catalogue of a day; made anew when the catalogue's stamp or the day changes.</summary>
public sealed class CatalogueSearch(
    IServiceScopeFactory scopes,
    CatalogueDirectory catalogues,
    CatalogueStamps stamps,
    Clock clock
)
{
    private volatile Kept? kept;

    public async ValueTask<CatalogueIndex> GetAsync(CancellationToken cancellation = default)
    {
        var stamp = await stamps.CurrentAsync(cancellation);
        var day = clock.Today;
        if (kept is { } known && known.Stamp == stamp && known.Day == day)
        {
            return known.Index;
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var leads = await scope
            .ServiceProvider.GetRequiredService<ThuocDoDb>()
            .Set<NationalProcedure>()
            .AsNoTracking()
            .Where(p => p.IsCurrent)
            .Select(p => new NationalLead(p.Code, p.Name, p.Field, p.Levels, p.Audience, p.Ways))
            .ToListAsync(cancellation);
        var index = new CatalogueIndex(EntriesOf(catalogue, leads, day), Synonyms.On(day));
        kept = new Kept(stamp, day, index);
        return index;
    }

    /// <summary>The entries in reading order: by field, then by name. What the province has hides the national entry of that code.</summary>
    public static IReadOnlyList<CatalogueEntry> EntriesOf(
        Catalogue catalogue,
        IEnumerable<NationalLead> leads,
        DateOnly day
    )
    {
        var sorting = StringComparer.Create(Formats.Sorting, false);
        return
        [
            .. catalogue
                .Procedures.Select(p => CatalogueEntry.Of(p, catalogue.VersionOn(p.Id, day), day))
                .Concat(leads.Where(l => catalogue.Find(l.Code) is null).Select(CatalogueEntry.Of))
                .OrderBy(e => e.FieldVi, sorting)
                .ThenBy(e => e.NameVi, sorting)
                .ThenBy(e => e.Code, StringComparer.Ordinal),
        ];
    }

    private sealed record Kept(Guid Stamp, DateOnly Day, CatalogueIndex Index);
}
