using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Folding;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

public static class SealingServices
{
    /// <summary>
    /// Closing, receipts, adjustments and the audits of cells and figures. The host adds the keys folder, whether this
    /// is the demonstration, and the definitions.
    /// </summary>
    public static IServiceCollection AddSealing(this IServiceCollection services) =>
        services
            .AddSingleton<SealKeys>()
            .AddScoped<SealMonths>()
            .AddScoped<Receipts>()
            .AddScoped<Adjustments>()
            .AddScoped<IAudit, CellAudit>()
            .AddScoped<IAudit, FigureAudit>();
}
