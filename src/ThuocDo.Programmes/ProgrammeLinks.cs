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
    public static string At(Guid draft, DraftView view, int item) =>
        $"{Draft(draft, view)}#m{item.ToString(CultureInfo.InvariantCulture)}";

    public static string Item(Guid draft, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Drafts}/{draft:D}/muc/{number}");

    public static string Adopt(Guid draft) => $"{Drafts}/{draft:D}/thong-qua";
}
