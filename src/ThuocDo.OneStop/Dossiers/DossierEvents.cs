using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>The events of a dossier's chain in words.</summary>
public static class DossierEvents
{
    /// <summary>The particular of an act that a stand-in did: the account in whose stead.</summary>
    public const string OnBehalfOf = "on_behalf_of";

    /// <summary>The particular of a paper that was signed at intake: the hash of what came from the scanner.</summary>
    public const string Original = "original";

    public static Explanation InWords(string type) => new($"dossier.event.{type}");

    /// <summary>The tone of the event's mark in a timeline.</summary>
    public static string? Tone(string type) =>
        type switch
        {
            "finished" or "returned" or "opinion-answered" or "case-closed" => "good",
            "supplement-requested" or "extended" or "opinion-silent" => "warn",
            "refused" or "withdrawn" or "stopped" => "bad",
            _ => null,
        };
}
