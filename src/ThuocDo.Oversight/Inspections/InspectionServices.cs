using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.Oversight.Inspections;

public static class InspectionServices
{
    public static IServiceCollection AddInspections(this IServiceCollection services)
    {
        services.AddChained(InspectionPlan.Fields);
        services.AddChained(Inspection.Fields);
        services.AddChained(InspectionPlace.Fields);
        services.AddChained(InspectionDraw.Fields);
        services.AddChained(Checklist.Fields);
        services.AddChained(CheckEntry.Fields);
        services.AddChained(InspectionPhoto.Fields);
        services.AddChained(InspectionFinding.Fields);
        services.AddScoped<IAudit, DrawAudit>();
        services.AddScoped<InspectionDesk>();
        services.AddScoped<VisitDesk>();
        services.AddScoped<InspectionShelf>();
        services.AddScoped<IRegisterSource, InspectionRegister>();
        services.AddSingleton<INavigationSource, InspectionNavigation>();
        return services;
    }
}

public sealed class InspectionNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.InspectionView))
        {
            yield return new("inspection.nav", InspectionLinks.List, 340)
            {
                DescriptionKey = "inspection.nav.description",
                Icon = "search",
            };
        }

        // A commitment that nobody finds binds nobody.
        if (!user.IsSignedIn)
        {
            yield return new("inspection.draws.title", InspectionLinks.Draws, 335)
            {
                DescriptionKey = "inspection.draws.lead",
                Icon = "document",
            };
        }
    }
}

/// <summary>Addresses of inspections.</summary>
public static class InspectionLinks
{
    public const string List = "/kiem-tra";
    public const string Create = "/kiem-tra/them";
    public const string Checklists = "/kiem-tra/bang-kiem";
    public const string Findings = "/kiem-tra/kien-nghi";

    /// <summary>For everybody.</summary>
    public const string Draws = "/kiem-tra/boc-tham";
    public const string YearField = "nam";

    /// <summary>The service worker; it rules over the pages of visits and nothing else.</summary>
    public const string Worker = "/kiem-tra/hien-truong/sw.js";

    public static string Of(Guid inspection) =>
        string.Create(CultureInfo.InvariantCulture, $"/kiem-tra/cuoc/{inspection:D}");

    public static string Report(Guid inspection) => Of(inspection) + "/bao-cao.docx";

    public static string Draw(Guid draw) =>
        string.Create(CultureInfo.InvariantCulture, $"{Draws}/{draw:D}");

    public static string DrawFile(Guid draw) => Draw(draw) + "/boc-tham.json";

    public static string Visit(Guid place) =>
        string.Create(CultureInfo.InvariantCulture, $"/kiem-tra/hien-truong/{place:D}");

    public static string Finding(Guid finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{Findings}/{finding:D}");

    public static string OfYear(int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}?{YearField}={year}");
}

/// <summary>Keys of the words of inspections, and how their states look.</summary>
public static class InspectionText
{
    public static string Of(InspectionKind kind) => $"inspection.kind.{Lower(kind)}";

    public static string Of(InspectionState state) => $"inspection.state.{Lower(state)}";

    public static string Of(Severity severity) => $"inspection.severity.{Lower(severity)}";

    public static string Of(FindingState state) => $"inspection.finding-state.{Lower(state)}";

    public static string Of(CheckAnswer answer) => $"inspection.answer.{Lower(answer)}";

    public static string Of(DrawStage stage) => $"inspection.draw-stage.{Lower(stage)}";

    public static string Of(DrawScope scope) => $"inspection.scope.{Lower(scope)}";

    public static (string Tone, string Icon) Look(InspectionState state) =>
        state switch
        {
            InspectionState.Decided => ("info", "clock"),
            InspectionState.Concluded => ("good", "check"),
            _ => ("neutral", "clock"),
        };

    public static (string Tone, string Icon) Look(InspectionFinding finding, DateOnly today) =>
        finding.State == FindingState.Closed ? ("good", "check")
        : finding.IsOverdue(today) ? ("bad", "warning")
        : ("info", "clock");

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
