using System.Globalization;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>
/// The decree that governs a dossier for all its life, chosen by the day of receipt; old dossiers are never
/// re-interpreted under new rules.
/// </summary>
public enum LegalRegime
{
    /// <summary>Decision 09/2015/QĐ-TTg, to 20/06/2018.</summary>
    R09,

    /// <summary>Decree 61/2018/NĐ-CP, 21/06/2018 to 05/12/2021.</summary>
    R61,

    /// <summary>The same as amended by Decree 107/2021/NĐ-CP, to 30/06/2025.</summary>
    R61_107,

    /// <summary>Decree 118/2025/NĐ-CP, from 01/07/2025.</summary>
    R118,
}

/// <summary>What happens to the limit when the supplement has come in.</summary>
public enum AfterSupplement
{
    /// <summary>Counted again from zero.</summary>
    Restart,

    /// <summary>Runs on.</summary>
    Resume,
}

/// <summary>One value of a regime, with where it stands; <paramref name="Confirmed"/> is false for a default of this project.</summary>
public sealed record RegimeValue<T>(T Value, string Citation, string Source, bool Confirmed);

/// <summary>The parameters of a legal regime on a day, read from <c>data/onestop/regimes.csv</c>.</summary>
public sealed class RegimeRules
{
    private readonly IReadOnlyDictionary<string, RegimeRow> rows;

    internal RegimeRules(LegalRegime regime, IReadOnlyDictionary<string, RegimeRow> rows)
    {
        Regime = regime;
        this.rows = rows;
        Instrument = rows["in-force"].Value;
        MaxSupplementsAtIntake = Number("max-supplements-intake");
        MaxSupplementsInProcessing = Number("max-supplements-processing");
        SupplementReturnWithin = Period("supplement-return-within");
        AfterSupplement = Read(
            "clock-after-supplement",
            text =>
                text switch
                {
                    "restart" => Clocks.AfterSupplement.Restart,
                    "resume" => Clocks.AfterSupplement.Resume,
                    _ => throw new FormatException($"'{text}' is neither restart nor resume."),
                }
        );
        HandOverCutOff = Read(
            "handover-cutoff",
            text => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture)
        );
        SameDayCutOff = Read(
            "same-day-cutoff",
            text => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture)
        );
        ApologyBeforeExpiry = Period("apology-before-expiry");
        MaxReappointments = Number("max-reappointments");
        OnlineFirstResponse = Period("online-first-response");
        OneStopExempt = Read("one-stop-exempt", text => text);
        HandOver = new HandOver(HandOverCutOff.Value, Citation.InWords(HandOverCutOff.Citation));
    }

    public LegalRegime Regime { get; }

    /// <summary>The decree, for instance "Decree 61/2018/NĐ-CP".</summary>
    public string Instrument { get; }

    /// <summary>The decree in words.</summary>
    public Explanation InWords =>
        Regime switch
        {
            LegalRegime.R09 => new("clock.regime.r09"),
            LegalRegime.R61 => new("clock.regime.r61"),
            LegalRegime.R61_107 => new("clock.regime.r61-107"),
            _ => new("clock.regime.r118"),
        };

    /// <summary>The receiving place whose procedures need not come to the one-stop unit (Decree 61/2018 Art 14.5).</summary>
    public RegimeValue<string> OneStopExempt { get; }

    public RegimeValue<int> MaxSupplementsAtIntake { get; }

    public RegimeValue<int> MaxSupplementsInProcessing { get; }

    /// <summary>From receipt, the time within which the one supplement may be asked for (Art 19.4).</summary>
    public RegimeValue<Limit> SupplementReturnWithin { get; }

    public RegimeValue<AfterSupplement> AfterSupplement { get; }

    public RegimeValue<TimeOnly> HandOverCutOff { get; }

    /// <summary>
    /// The hour after which a procedure of the same day is due on the next working day, where its own act states none.
    /// A limit carries its hour; this value only fills it in.
    /// </summary>
    public RegimeValue<TimeOnly> SameDayCutOff { get; }

    /// <summary>Where the rule of the same day stands, in words.</summary>
    public Explanation SameDayArticle => Citation.InWords(SameDayCutOff.Citation);

    /// <summary>How long before expiry the apology must have gone out (Art 19.9).</summary>
    public RegimeValue<Limit> ApologyBeforeExpiry { get; }

    public RegimeValue<int> MaxReappointments { get; }

    public RegimeValue<Limit> OnlineFirstResponse { get; }

    public HandOver HandOver { get; }

    /// <summary>The rules for a dossier received on that day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No regime of the data was in force then.</exception>
    public static RegimeRules For(DateOnly receipt) =>
        Find(receipt)
        ?? throw new ArgumentOutOfRangeException(
            nameof(receipt),
            receipt,
            "No legal regime of data/onestop/regimes.csv was in force on that day."
        );

    /// <summary>The rules for a dossier received on that day; null before the first regime.</summary>
    public static RegimeRules? Find(DateOnly receipt) =>
        RegimeTable.RegimeOn(receipt) is { } regime ? Of(regime, receipt) : null;

    /// <summary>The rules of a named regime as they stood on a day; outside its life those nearest to it.</summary>
    public static RegimeRules Of(LegalRegime regime, DateOnly day) =>
        RegimeTable.RulesOf(regime, day);

    /// <summary>The last day on which an apology for a coming delay is still in time (Decree 61/2018 Art 19.9).</summary>
    public DateOnly LatestApologyDay(DateTime dueUtc, WorkCalendar calendar)
    {
        var due = VietnamTime.DayOf(dueUtc);
        var before = ApologyBeforeExpiry.Value;
        if (before.Unit == LimitUnit.Days)
        {
            return due.AddDays(-before.Amount);
        }

        var day = due;
        while (calendar.WorkingDaysBetween(day, due) < before.Amount)
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    private RegimeValue<int> Number(string parameter) =>
        Read(parameter, text => int.Parse(text, CultureInfo.InvariantCulture));

    private RegimeValue<Limit> Period(string parameter)
    {
        var unit = rows[parameter].Unit;
        return Read(parameter, text => Limit.Parse(text + unit, CultureInfo.InvariantCulture));
    }

    private RegimeValue<T> Read<T>(string parameter, Func<string, T> parse)
    {
        var row = rows[parameter];
        try
        {
            return new(parse(row.Value), row.Citation(Instrument), row.Source, row.Confirmed);
        }
        catch (FormatException e)
        {
            throw new FormatException(
                $"data/onestop/regimes.csv, {Regime}, {parameter}: {e.Message}",
                e
            );
        }
    }
}
