using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Legal.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddLegalDocuments(this IServiceCollection services)
    {
        services.AddScoped<LegalRecords>();
        services.AddScoped<DocumentDesk>();
        services.AddScoped<DocumentShelf>();
        services.AddScoped<Pages.DocumentChoices>();
        services.AddScoped<ILegalBases>(p => p.GetRequiredService<DocumentShelf>());
        services.AddScoped<IRegisterSource, DocumentRegister>();
        services.AddSingleton<INavigationSource, DocumentNavigation>();
        services.AddChained(LegalDocument.Fields);
        services.AddChained(DocumentText.Fields);
        services.AddChained(DocumentOpinion.Fields);
        services.AddChained(DocumentRelation.Fields);
        services.AddChained(DocumentCheck.Fields);
        services.AddChained(DraftingPlan.Fields);
        services.AddChained(ReviewRound.Fields);
        services.AddChained(ReviewFinding.Fields);
        return services;
    }
}

public sealed class DocumentNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.LegalView))
        {
            yield return new("legal.nav", DocumentLinks.List, 340)
            {
                DescriptionKey = "legal.nav.description",
                Icon = "document",
            };
        }
    }
}
