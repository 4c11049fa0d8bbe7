using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Web;

/// <summary>What a page says after an action: done (after the redirect), or refused (on the same page).</summary>
public static class PageMessages
{
    /// <summary>Of the cookie that carries the message over the redirect.</summary>
    public const string CookieName = "thuocdo.message";

    private const string Slot = "message";

    /// <summary>Says on the next page that the action was carried out.</summary>
    public static void Done(this PageModel page, string key, params object?[] arguments) =>
        Keep(page, "success", key, arguments);

    /// <summary>Says something on the next page that is neither success nor refusal.</summary>
    public static void Tell(this PageModel page, string key, params object?[] arguments) =>
        Keep(page, "info", key, arguments);

    /// <summary>Shows the sentence of a refusal in the error summary; the page then returns <c>Page()</c>.</summary>
    public static void Refuse(this PageModel page, Outcome outcome, Texts texts)
    {
        ArgumentException.ThrowIfNullOrEmpty(outcome.Key);
        page.ModelState.AddModelError("", outcome.InWords(texts));
    }

    /// <summary>A wrong input, said at its field.</summary>
    public static void Wrong(
        this ModelStateDictionary state,
        string field,
        Texts texts,
        string key,
        params object?[] arguments
    ) => state.AddModelError(field, texts[key, arguments]);

    internal static Message? Take(ITempDataDictionary data) =>
        data[Slot] is string json ? JsonSerializer.Deserialize<Message>(json) : null;

    private static void Keep(PageModel page, string kind, string key, object?[] arguments) =>
        page.TempData[Slot] = JsonSerializer.Serialize(
            new Message(kind, key, [.. arguments.Select(a => Formats.Any(a))])
        );

    /// <summary>Key and arguments travel, not the sentence: the language may be switched in between.</summary>
    internal sealed record Message(string Kind, string Key, string[] Arguments);
}
