using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Circulation;
using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;

namespace ThuocDo.Legal;

public static class LegalServices
{
    public static IServiceCollection AddLegal(this IServiceCollection services) =>
        services.AddLegalDocuments().AddSimplification().AddCirculation();
}
