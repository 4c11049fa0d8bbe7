namespace ThuocDo.OneStop.Clocks;

/// <summary>
/// Articles that only name where an act stands and carry no parameter. Under Decree 118/2025 the numbers are not
/// known to this project, so its acts name the decree alone.
/// </summary>
public static class Articles
{
    /// <summary>Receipt slip, Form 01 (Decree 61/2018 Art 17.1.c, 17.3).</summary>
    public static string Receipt(RegimeRules rules) => Of(rules, "Art 17.3");

    /// <summary>Return of the result (Decree 61/2018 Art 20).</summary>
    public static string Return(RegimeRules rules) => Of(rules, "Art 20");

    /// <summary>Fees, for whose payment the time may stand still (Decree 61/2018 Art 22).</summary>
    public static string Fees(RegimeRules rules) => Of(rules, "Art 22");

    /// <summary>Interlinked handling: same tier Art 19.6, different tiers Art 19.7 of Decree 61/2018.</summary>
    public static string Interlinked(RegimeRules rules) => Of(rules, "Art 19.7");

    /// <summary>Refusal to resolve, with its reasons and within the limit (Decree 61/2018 Art 19.8).</summary>
    public static string Refusal(RegimeRules rules) => Of(rules, "Art 19.8");

    /// <summary>
    /// The decree knows no article on the withdrawal of a dossier: it is practice of the national portal,
    /// so none is cited.
    /// </summary>
    public const string Withdrawal = "";

    /// <summary>The article on which a clock ends, by the ground of its end.</summary>
    public static string End(RegimeRules rules, string ground) =>
        ground switch
        {
            "refusal" => Refusal(rules),
            "withdrawal" => Withdrawal,
            _ => Return(rules),
        };

    private static string Of(RegimeRules rules, string article) =>
        rules.Regime is LegalRegime.R61 or LegalRegime.R61_107
            ? $"61/2018 {article}"
            : rules.Instrument;
}
