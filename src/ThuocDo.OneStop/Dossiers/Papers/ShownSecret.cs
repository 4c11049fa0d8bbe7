using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>Hands the tracking secret to the slip that is opened next, once, in the encrypted cookie of messages.</summary>
public static class ShownSecret
{
    private const string Slot = "onestop.secret";

    public static void Keep(ITempDataDictionary data, string code, string secret) =>
        data[Slot] = $"{code} {secret}";

    public static string? Take(ITempDataDictionary data, string code) =>
        data[Slot] is string kept && kept.StartsWith(code + " ", StringComparison.Ordinal)
            ? kept[(code.Length + 1)..]
            : null;
}
