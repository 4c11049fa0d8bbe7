using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using ThuocDo.Shared.Web;

namespace ThuocDo.Web.Language;

/// <summary>Where a visitor goes back to: a page of ours, never another site, never a language fixed in the address.</summary>
internal static class LocalPath
{
    public static string Of(string? address)
    {
        if (
            address is not ['/', ..]
            || address is ['/', '/' or '\\', ..]
            || address.Any(char.IsControl)
        )
        {
            return ShellLinks.Home;
        }

        var question = address.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return address;
        }

        var kept = QueryHelpers
            .ParseQuery(address[question..])
            .Where(q => q.Key != LanguageSwitch.Query)
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")));
        return address[..question] + new QueryBuilder(kept).ToQueryString();
    }
}
