using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Simplification;

public static class SimplificationServices
{
    public static IServiceCollection AddSimplification(this IServiceCollection services)
    {
        services.AddScoped<SimplificationDesk>();
        services.AddScoped<PublishProposal>();
        services.AddScoped<SimplificationShelf>();
        services.AddScoped<IRegisterSource, SimplificationRegister>();
        services.AddSingleton<INavigationSource, SimplificationNavigation>();
        services.AddChained(Proposal.Fields);
        services.AddChained(ProposalOpinion.Fields);
        services.AddChained(BaseList.Fields);
        return services;
    }
}

public sealed class SimplificationNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.LegalView))
        {
            yield return new("simplify.nav", SimplificationLinks.List, 345)
            {
                DescriptionKey = "simplify.nav.description",
                Icon = "check",
            };
        }
    }
}
