using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Programmes.Accountability;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Bloc;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Funding;
using ThuocDo.Programmes.GrassRoots;
using ThuocDo.Programmes.Milestones;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Programmes.Tasks.Pages;
using ThuocDo.Programmes.Year;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.Programmes;

public static class ProgrammesServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services)
    {
        services.AddScoped<IConditionSource, ConditionSource>();
        services.AddScoped<IMilestoneSource, MilestoneSource>();
        services.AddScoped<MilestoneDesk>();
        services.AddChained(SetMilestone.Fields);
        services.AddScoped<IndicatorChoices>();
        services.AddScoped<OpenDraft>();
        services.AddScoped<DraftDesk>();
        services.AddScoped<Adopt>();
        services.AddScoped<LeadDesk>();
        services.AddScoped<IAudit, ProgrammeAudit>();
        services.AddChained(ProgrammeVersion.Fields);
        services.AddChained(ProgrammeDraft.Fields);
        services.AddChained(DraftItem.Fields);
        services.AddSingleton<INavigationSource, ProgrammesNavigation>();
        services.AddScoped<TaskDesk>();
        services.AddScoped<TaskShelf>();
        services.AddScoped<AssignServices>();
        services.AddScoped<PlanDuties>();
        services.AddScoped<IDueWork, TaskDueWork>();
        services.AddScoped<IPeriodicJob, TaskLadderJob>();
        services.AddChained(AssignedTask.Fields);
        services.AddChained(MissedDay.Fields);
        services.AddChained(TaskProgress.Fields);
        services.AddChained(TaskEvidence.Fields);
        services.AddChained(Obstacle.Fields);
        services.AddPlans();
        services.AddScoped<IScoreSource, TaskScores>();
        services.AddScoped<PackReader>();
        services.AddScoped<MeetingDesk>();
        services.AddScoped<MeetingShelf>();
        services.AddChained(Meeting.Fields);
        services.AddChained(Conclusion.Fields);
        services.AddScoped<YearShelf>();
        services.AddScoped<YearDesk>();
        services.AddChained(YearMark.Fields);
        services.AddScoped<CommuneReader>();
        services.AddScoped<IUnitGlance, CommuneGlance>();
        services.AddScoped<DialogueDesk>();
        services.AddScoped<DialogueShelf>();
        services.AddChained(Dialogue.Fields);
        services.AddChained(DialogueQuestion.Fields);
        return services
            .AddReports()
            .AddCycle()
            .AddDissemination()
            .AddAccountability()
            .AddPilots()
            .AddFunding()
            .AddBloc();
    }
}
