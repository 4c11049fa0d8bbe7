using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;
using ThuocDo.OneStop.Tracking;

namespace ThuocDo.OneStop.Ratings;

public static class RatingLinks
{
    public const string Page = "/danh-gia";

    /// <summary>Query value: the pass.</summary>
    public const string Pass = "the";

    public static string With(string pass) =>
        Page + new QueryBuilder { { Pass, pass } }.ToQueryString();
}

/// <summary>
/// Who may rate a dossier: whoever was shown it by an own account or by the tracking secret gets a pass, so that the page of the
/// rating asks for no secret a second time and can be guessed by nobody.
/// </summary>
public sealed class RatingPasses(IDataProtectionProvider protection)
    : DossierPasses(protection, "onestop.rating/1");
