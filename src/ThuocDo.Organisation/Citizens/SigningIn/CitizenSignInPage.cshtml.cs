using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens.SigningIn;

/// <summary>Where citizens and businesses choose how to come in; there is nothing to type here, least of all a password.</summary>
[PublicPage]
public sealed class CitizenSignInPageModel(
    DemonstrationMode demonstration,
    IdentityOffers providers
) : PageModel
{
    /// <summary>The name of the identity provider; none if there is none.</summary>
    public string? Provider => providers.Citizens;

    public string? ProblemKey => IdentityProblemTexts.KeyOf(Problem);

    [BindProperty(Name = CitizenLinks.ProblemParameter, SupportsGet = true)]
    public string? Problem { get; set; }

    [BindProperty(Name = AccountLinks.ReturnParameter, SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>Empty outside demonstration mode.</summary>
    public IReadOnlyList<IdentityAssertion> Offers { get; } =
        demonstration.IsOn ? DemonstrationCitizens.All() : [];
}
