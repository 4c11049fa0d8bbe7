using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Radar;

/// <summary>Reads the radar of a period, for its page and for the weights of draws.</summary>
public sealed class RadarReader(IDossierTraces traces, UnitDirectory directory, Clock clock)
{
    /// <summary>The twelve months before today; today itself is not over.</summary>
    public (DateOnly From, DateOnly To) LastYear =>
        (clock.Today.AddYears(-1), clock.Today.AddDays(-1));

    public async Task<RadarPicture> ReadAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return RadarRules.Read(
            SignCounts.Of(
                await traces.ClosedAsync(from, to, cancellation),
                unit => tree.Find(unit) is { } known ? (int)known.Level : -1
            )
        );
    }

    /// <summary>The dossiers behind one figure.</summary>
    public async Task<IReadOnlyList<TracedDossier>> BehindAsync(
        RadarSign sign,
        Guid unit,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        await traces.NamesAsync(
            [
                .. SignCounts
                    .Behind(sign, unit, await traces.ClosedAsync(from, to, cancellation))
                    .Select(t => t.Id),
            ],
            cancellation
        );
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
