using ThuocDo.Shared.Access;

namespace ThuocDo.Shared.Contracts;

/// <summary>What a module puts into the main navigation and, with a description, on the home page.</summary>
/// <param name="TextKey">The short name, for instance <c>board.nav</c>.</param>
/// <param name="Url">A local address; the entry is marked as current on it and below it.</param>
/// <param name="Order">Small numbers first: 100 board, 200 one-stop shop, 300 programme, 400 organisation.</param>
public sealed record NavigationEntry(string TextKey, string Url, int Order)
{
    /// <summary>One sentence; entries that have one are also offered on the home page.</summary>
    public string? DescriptionKey { get; init; }

    /// <summary>Name of the drawing on the home page, one of <see cref="Web.Elements.Icons"/>.</summary>
    public string Icon { get; init; } = "arrow";
}

/// <summary>Registered by each module; offers only what this person may open.</summary>
public interface INavigationSource
{
    IEnumerable<NavigationEntry> Entries(ICurrentUser user);
}
