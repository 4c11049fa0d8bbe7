using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Papers;
using ThuocDo.Programmes.Reports.Restating;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Reports;

public static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddChained(Report.Fields);
        services.AddSingleton<NumberWords>();
        services.AddScoped<NumberReader>();
        services.AddSingleton<ReportNames>();
        services.AddScoped<ReportShelf>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<PaperMaker>();
        services.AddScoped<Restater>();
        return services;
    }
}
