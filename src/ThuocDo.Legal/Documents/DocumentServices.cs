using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Legal.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddLegalDocuments(this IServiceCollection services) =>
        services;
}
