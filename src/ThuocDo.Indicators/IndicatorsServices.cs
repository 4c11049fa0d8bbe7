using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Book;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Indicators.SelfScoring;
using ThuocDo.Indicators.Surveys;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators;

public static class IndicatorsServices
{
    public static IServiceCollection AddIndicators(this IServiceCollection services)
    {
        services.AddScoped<FigureReader>();
        services.AddScoped<CountedRecords>();
        services.AddScoped<MovedRecords>();
        services.AddScoped<Registers.RegisterReader>();
        services.AddScoped<BoardReader>();
        services.AddScoped<Handling.HandlingReader>();
        services.AddScoped<Handling.HandlingDesk>();
        services.AddScoped<Focus.FocusReader>();
        services.AddScoped<SliceReader>();
        services.AddSingleton<OpenData.OpenDataShelf>();
        services.AddScoped<GapReader>();
        services.AddScoped<GapDesk>();
        services.AddScoped<ServiceIndex.ServiceReader>();
        services.AddScoped<ServiceIndex.ServiceDesk>();
        services.AddScoped<IndexLibrary>();
        services.AddScoped<PrintDesk>();
        services.AddChained(IndexPrint.Fields);
        services.AddScoped<BalanceReader>();
        services.AddScoped<BoardFrames>();
        services.AddScoped<ICountBook, Counts.CountBook>();
        services.AddScoped<PathReader>();
        services.AddScoped<IConditionSeries>(p => p.GetRequiredService<PathReader>());
        services.AddSingleton<IIndicatorCatalogue, IndicatorCatalogue>();
        services.AddScoped<SealedFigures>();
        services.AddScoped<Known.KnownFigures>();
        services.AddScoped<Known.KnownDesk>();
        services.AddScoped<ReceiptWords>();
        services.AddSingleton<ReceiptPasses>();
        services.AddScoped<ReceiptMaker>();
        services.AddScoped<ReceiptDesk>();
        services.AddScoped<ReceiptCheck>();
        services.AddScoped<IInclusionProofs>(p => p.GetRequiredService<InclusionProofs>());
        services.AddScoped<IFigureBook, FigureBook>();
        services.AddScoped<IUnitFigures, UnitFigureBook>();
        services.AddScoped<IScoreSource, Scores.DossierScores>();
        services.AddSingleton<INavigationSource, IndicatorsNavigation>();
        return services.AddFolding().AddSealing().AddSelfScoring().AddSurveys();
    }
}
