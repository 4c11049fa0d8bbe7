using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Indicators.Surveys;

public static class SurveyServices
{
    public static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddChained(Questionnaire.Fields);
        services.AddChained(SurveyRound.Fields);
        services.AddChained(SurveyBox.Fields);
        services.AddScoped<IAudit, SurveyAudit>();
        services.AddSingleton<SurveyKeys>();
        services.AddSingleton<FragilityMemo>();
        services.AddScoped<SurveyDesk>();
        services.AddScoped<AnswerDesk>();
        services.AddScoped<SurveyReader>();
        services.AddSingleton<SurveyShelf>();
        services.AddScoped<ISurveyInvitations>(p => p.GetRequiredService<AnswerDesk>());
        services.AddScoped<IOutboxHandler, SurveyMails>();
        services.AddScoped<IPeriodicJob, CloseSurveysJob>();
        return services;
    }
}

/// <summary>Addresses of surveys.</summary>
public static class SurveyLinks
{
    /// <summary>The index that a satisfaction survey reads beside the ministry.</summary>
    public const string ComparedIndex = "SIPAS";

    public const string Rounds = "/khao-sat";
    public const string NewRound = "/khao-sat/dot/them";
    public const string Questionnaires = "/khao-sat/bo-phieu";

    public static string Answer(string token) => "/khao-sat/" + token;

    public static string Questionnaire(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Questionnaires}/{id:D}");

    public static string Round(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"/khao-sat/dot/{id:D}");

    public static string Run(Guid id) => Round(id) + "/dieu-hanh";

    public static string Csv(Guid id) => Round(id) + "/ket-qua.csv";
}
