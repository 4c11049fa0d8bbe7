using System.Globalization;
using ThuocDo.Programmes.Drafts;

namespace ThuocDo.Programmes;

/// <summary>Addresses of the pages of programmes.</summary>
public static class ProgrammeLinks
{
    public const string Leading = "/nghi-quyet";
    public const string Drafts = "/nghi-quyet/du-thao";

    public static string Programme(string key) => $"/nghi-quyet/{key}";

    public static string Versions(string key) => $"/nghi-quyet/{key}/phien-ban";

    public static string Draft(Guid draft, DraftView view = DraftView.Targets) =>
        view == DraftView.Targets
            ? $"{Drafts}/{draft:D}"
            : $"{Drafts}/{draft:D}?xem={view.ToString().ToLowerInvariant()}";

    /// <summary>The draft's page at an item.</summary>
    /// <param name="page">Shown where the item stands there no more.</param>
    public static string At(Guid draft, DraftView view, int item, int page = 1) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Drafts}/{draft:D}?xem={view.ToString().ToLowerInvariant()}&muc={item}&trang={page}#m{item}"
        );

    /// <summary>The draft's page with a sentence from which an item can be made.</summary>
    public static string Sentence(Guid draft, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Drafts}/{draft:D}?xem=sentences&cau={number}#items"
        );

    public static string Item(Guid draft, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Drafts}/{draft:D}/muc/{number}");

    public static string Adopt(Guid draft) => $"{Drafts}/{draft:D}/thong-qua";
}
