using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Licences;

/// <summary>What all forms about licences have in common: one act of each, on the record as it was seen.</summary>
public abstract class LicenceActPage : PageModel
{
    /// <summary>Idempotency key of the form.</summary>
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that was in view.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    /// <summary>A form of its own, of the record as it is now.</summary>
    protected void Begin(Guid version)
    {
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), version);
    }
}

/// <summary>What the pages that enter and correct a licence have in common: the fields of <c>_LicenceFields.cshtml</c>.</summary>
public abstract class LicenceFormPage(Texts texts) : LicenceActPage
{
    [BindProperty]
    [StringLength(Licence.NumberMaxLength)]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    [BindProperty]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    public DateOnly? ValidTo { get; set; }

    /// <summary>Said expressly, so that a day forgotten is not taken for a licence without term.</summary>
    [BindProperty]
    public bool NoTerm { get; set; }

    [BindProperty]
    [StringLength(Licence.SignerMaxLength)]
    public string? Signer { get; set; }

    protected Texts Words => texts;

    /// <summary>What was typed; none where something is missing or does not fit, which is said at its field.</summary>
    protected LicenceContent? Typed(DateOnly receivedOn, DateOnly today)
    {
        ModelState.Missing(texts, Number, nameof(Number), "licence.number.missing");
        ModelState.Missing(texts, Signer, nameof(Signer), "licence.signer.missing");
        ModelState.Missing(texts, IssuedOn, nameof(IssuedOn), "licence.day.missing");
        ModelState.Missing(texts, ValidFrom, nameof(ValidFrom), "licence.day.missing");
        if (!NoTerm)
        {
            ModelState.Missing(texts, ValidTo, nameof(ValidTo), "licence.valid-to.missing");
        }
        else if (ValidTo is not null)
        {
            ModelState.Wrong(nameof(ValidTo), texts, "licence.valid-to.both");
        }

        if (!ModelState.IsValid)
        {
            return null;
        }

        var content = new LicenceContent
        {
            Number = Number!,
            IssuedOn = IssuedOn!.Value,
            ValidFrom = ValidFrom!.Value,
            ValidTo = ValidTo,
            Signer = Signer!,
        };
        foreach (var fault in LicenceWork.FaultsOf(content, receivedOn, today))
        {
            ModelState.Wrong(fault.Field, texts, fault.Key, fault.Arguments);
        }

        return ModelState.IsValid ? content : null;
    }
}

/// <summary>The choices of an earlier licence and of the manner in which it is followed.</summary>
internal static class FollowingItems
{
    public static SelectListItem Of(LicenceRow row, Texts texts) =>
        new(
            $"{row.Licence.Number} · {row.Kind.NameIn(Texts.CurrentLanguage)} · {texts[LicenceTexts.Of(row.State)]}",
            row.Licence.Id.ToString("D")
        );

    public static IEnumerable<SelectListItem> Manners(Texts texts) =>
        Enum.GetValues<LicenceFollowing>()
            .Select(f => new SelectListItem(
                texts[
                    f == LicenceFollowing.Replacement
                        ? "licence.as.replacement"
                        : "licence.as.renewal"
                ],
                f.ToString()
            ));
}

internal static class MissingFields
{
    /// <summary>Says so at the field; a value that could not be read has its own sentence already.</summary>
    public static void Missing(
        this ModelStateDictionary state,
        Texts texts,
        object? value,
        string field,
        string key
    )
    {
        if (
            (value is null || value is string text && string.IsNullOrWhiteSpace(text))
            && state[field] is not { Errors.Count: > 0 }
        )
        {
            state.Wrong(field, texts, key);
        }
    }
}
