using Microsoft.AspNetCore.Http;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Web;

/// <summary>Whose installation this is; section <c>Site</c> of the configuration.</summary>
public sealed class SiteIdentity
{
    public LocalName Province { get; init; } = new();

    /// <summary>The body that answers for the content.</summary>
    public LocalName ResponsibleUnit { get; init; } = new();

    /// <summary>
    /// The address of this installation as citizens open it, scheme and host. What is printed or sent leads there, whatever
    /// name the officer's own browser reached the program by.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>Where the source text of this installation can be had.</summary>
    public Uri? SourceUrl { get; init; }

    public string Version { get; set; } = "";

    /// <summary>A path of this product as it is printed or sent; without <see cref="Address"/> under that of the request.</summary>
    public string AddressOf(HttpRequest request, string path) =>
        (Address?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}")
        + request.PathBase
        + path;
}

/// <summary>A name from the configuration in both languages.</summary>
public sealed class LocalName
{
    public string Vi { get; init; } = "";

    public string En { get; init; } = "";

    public override string ToString() => Texts.CurrentLanguage == "en" && En.Length > 0 ? En : Vi;
}
