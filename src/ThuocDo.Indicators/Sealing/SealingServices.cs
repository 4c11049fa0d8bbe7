using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

public static class SealingServices
{
    /// <summary>
    /// Closing, proofs, adjustments and the audits of cells and figures. The host says whether this is the
    /// demonstration.
    /// </summary>
    public static IServiceCollection AddSealing(this IServiceCollection services) =>
        services
            .AddSingleton(DefinitionBook.Shipped)
            .AddSingleton<SealKeys>()
            .AddScoped<SealMonths>()
            .AddScoped<Adjustments>()
            .AddScoped<FigureAudit>()
            .AddScoped<ReceiptCounter>()
            .AddScoped<InclusionProofs>()
            .AddSingleton<SealLeaves>()
            .AddScoped<IAudit, CellAudit>()
            .AddScoped<IAudit>(provider => provider.GetRequiredService<FigureAudit>());
}
