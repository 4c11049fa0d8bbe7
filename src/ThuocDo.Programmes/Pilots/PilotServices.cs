using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Pilots;

public static class PilotServices
{
    public static IServiceCollection AddPilots(this IServiceCollection services)
    {
        services.AddChained(Pilot.Fields);
        services.AddChained(PilotMeasure.Fields);
        services.AddChained(PilotEvaluation.Fields);
        services.AddChained(PilotAdoption.Fields);
        services.AddScoped<PilotDesk>();
        services.AddScoped<PilotShelf>();
        services.AddScoped<PilotChoices>();
        return services;
    }
}

/// <summary>Addresses of pilots.</summary>
public static class PilotLinks
{
    public const string StateField = "tinh-trang";
    public const string OriginField = "noi";

    public static string List(string programme) => $"/nghi-quyet/{programme}/mo-hinh";

    public static string Create(string programme) => List(programme) + "/them";

    /// <summary>The file of what the page shows.</summary>
    public static string Csv(
        string programme,
        PilotOrigin? origin = null,
        PilotState? state = null
    ) =>
        QueryHelpers.AddQueryString(
            List(programme) + "/so.csv",
            new Dictionary<string, string?>
            {
                [OriginField] = origin?.ToString(),
                [StateField] = state?.ToString(),
            }
        );

    public static string Of(string programme, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{List(programme)}/{id:D}");

    public static string Edit(string programme, Guid id) => Of(programme, id) + "/sua";

    public static string Evaluate(string programme, Guid id) => Of(programme, id) + "/danh-gia";

    public static string Replicate(string programme, Guid id) => Of(programme, id) + "/nhan-rong";
}

/// <summary>Keys of the words of pilots, and their values as text.</summary>
public static class PilotText
{
    public static string Of(PilotOrigin origin) => $"pilot.origin.{Lower(origin)}";

    public static string Of(PilotVerdict verdict) => $"pilot.verdict.{Lower(verdict)}";

    public static string Of(PilotState state) => $"pilot.state.{Lower(state)}";

    public static string Of(AdoptionState state) => $"pilot.adoption.{Lower(state)}";

    public static (string Tone, string Icon) Look(PilotState state) =>
        state switch
        {
            PilotState.Running => ("info", "clock"),
            PilotState.Unjudged => ("warn", "warning"),
            PilotState.Replicated => ("good", "check"),
            _ => ("neutral", "clock"),
        };

    public static (string Tone, string Icon) Look(AdoptionState state) =>
        state switch
        {
            AdoptionState.Done => ("good", "check"),
            AdoptionState.DoneLate => ("warn", "check"),
            AdoptionState.Overdue => ("bad", "warning"),
            AdoptionState.Awaited => ("info", "clock"),
            _ => ("neutral", "clock"),
        };

    /// <summary>A number with a point and no needless zeros, as files and chains hold it.</summary>
    public static string Value(decimal value) =>
        value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
