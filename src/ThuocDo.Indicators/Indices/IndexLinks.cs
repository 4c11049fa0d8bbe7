using ThuocDo.Indicators.Board;

namespace ThuocDo.Indicators.Indices;

/// <summary>Addresses of the pages of published indices.</summary>
public static class IndexLinks
{
    /// <summary>Takes printed figures in; the one address below the indices that names none.</summary>
    public const string Prints = BoardLinks.Indices + "/so-lieu-in";

    public static string Of(string index) => $"{BoardLinks.Indices}/{Slug(index)}";

    public static string Of(string index, int year) => $"{Of(index)}?nam={year}";

    public static PublishedIndex? Find(string slug) =>
        IndexBook.Shipped.Indices.FirstOrDefault(i => Slug(i.Key) == slug);

    private static string Slug(string index) => index.ToLowerInvariant().Replace(' ', '-');
}
