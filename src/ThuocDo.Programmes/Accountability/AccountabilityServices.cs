using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Accountability;

public static class AccountabilityServices
{
    public static IServiceCollection AddAccountability(this IServiceCollection services)
    {
        services.AddChained(ScoreReply.Fields);
        services.AddChained(HeadProposal.Fields);
        services.AddScoped<HeadShelf>();
        services.AddScoped<CardReader>();
        services.AddScoped<AccountabilityDesk>();
        services.AddScoped<EvidencePack>();
        return services;
    }
}
