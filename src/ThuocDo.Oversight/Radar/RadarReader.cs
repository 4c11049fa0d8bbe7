using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Radar;

/// <summary>Reads the radar of a period, for its page and for the weights of draws.</summary>
/// <param name="cache">None: every reading is made anew, as for a draw.</param>
public sealed class RadarReader(
    IDossierTraces traces,
    UnitDirectory directory,
    Clock clock,
    RadarCache? cache = null
)
{
    /// <summary>The twelve months before this one. A window that moved every day would be another look every day, each with its false alarms.</summary>
    public (DateOnly From, DateOnly To) LastYear
    {
        get
        {
            var month = new DateOnly(clock.Today.Year, clock.Today.Month, 1);
            return (month.AddYears(-1), month.AddDays(-1));
        }
    }

    public async Task<RadarPicture> ReadAsync(CancellationToken cancellation)
    {
        var (from, to) = LastYear;
        if (cache?.Find(clock.Today) is { } known)
        {
            return known;
        }

        var tree = await directory.GetAsync(cancellation);
        var tally = new SignTally(unit => tree.Find(unit) is { } found ? (int)found.Level : -1);
        await foreach (var trace in traces.ClosedAsync(from, to, null, cancellation))
        {
            tally.Add(trace);
        }

        var picture = RadarRules.Read(tally.Counts());
        cache?.Keep(clock.Today, picture);
        return picture;
    }

    /// <summary>The dossiers behind one figure.</summary>
    public async Task<IReadOnlyList<TracedDossier>> BehindAsync(
        RadarSign sign,
        Guid unit,
        CancellationToken cancellation
    )
    {
        var (from, to) = LastYear;
        var own = new List<DossierTrace>();
        await foreach (var trace in traces.ClosedAsync(from, to, [unit], cancellation))
        {
            own.Add(trace);
        }

        return await traces.NamesAsync(
            [.. SignCounts.Behind(sign, unit, own).Select(t => t.Id)],
            cancellation
        );
    }
}

/// <summary>The picture of a day: a year of a province is read once a day and not at every click.</summary>
public sealed class RadarCache
{
    private (DateOnly Day, RadarPicture Picture)? kept;
    private readonly Lock gate = new();

    public RadarPicture? Find(DateOnly day)
    {
        lock (gate)
        {
            return kept is { } known && known.Day == day ? known.Picture : null;
        }
    }

    public void Keep(DateOnly day, RadarPicture picture)
    {
        lock (gate)
        {
            kept = (day, picture);
        }
    }
}

/// <summary>Keys of the words of signs.</summary>
public static class RadarText
{
    public static string Name(RadarSign sign) => $"radar.sign.{Key(sign)}";

    /// <summary>What is counted.</summary>
    public static string Meaning(RadarSign sign) => $"radar.meaning.{Key(sign)}";

    /// <summary>Innocent reasons that have to be asked for first.</summary>
    public static string Reasons(RadarSign sign) => $"radar.reasons.{Key(sign)}";

    /// <summary>As it stands in addresses.</summary>
    public static string Key(RadarSign sign) =>
        sign switch
        {
            RadarSign.LastDay => "last-day",
            RadarSign.Reopened => "reopened",
            RadarSign.LateSupplement => "late-supplement",
            RadarSign.CounterOnline => "counter-online",
            RadarSign.NightBatch => "night-batch",
            _ => "refiled",
        };

    public static RadarSign? Parse(string? key) =>
        Enum.GetValues<RadarSign>()
            .Select(s => (RadarSign?)s)
            .FirstOrDefault(s => Key(s!.Value) == key);
}

/// <summary>Addresses of the radar.</summary>
public static class RadarLinks
{
    public const string Page = "/ra-da";
    public const string Records = "/ra-da/ho-so";
    public const string SignField = "dau-hieu";
    public const string UnitField = "don-vi";

    public static string Behind(RadarSign sign, string unit) =>
        $"{Records}?{SignField}={RadarText.Key(sign)}&{UnitField}={Uri.EscapeDataString(unit)}";
}
