using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Dossiers.Acts;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Notices;
using ThuocDo.OneStop.Payments;
using ThuocDo.OneStop.Portal;
using ThuocDo.OneStop.Privacy;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.Tracking;
using ThuocDo.OneStop.Webhooks;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop;

public static class OneStopServices
{
    /// <summary>The one-stop shop: use cases, readers and what it offers to the other modules.</summary>
    public static IServiceCollection AddOneStop(this IServiceCollection services)
    {
        services.AddCatalogue();
        services.AddSingleton<Calendars>();
        services.AddSingleton<INationalCalendar>(p => p.GetRequiredService<Calendars>());
        services.AddChained(CalendarDecision.Fields);
        services.AddScoped<CalendarEffects>();
        services.AddScoped<DecideCalendar>();
        services.AddScoped<ApplyCalendars>();
        services.AddScoped<IPeriodicJob>(provider => provider.GetRequiredService<ApplyCalendars>());
        services.AddScoped<Dossiers.Takeover.TakeOver>();
        services.AddProcesses();
        services.AddScoped<DossierStore>();
        services.AddScoped<ReceiveDossier>();
        services.AddSingleton<PersonKeys>();
        services.AddScoped<ActOnDossier>();
        services.AddSingleton<Dossiers.Receive.SecretSeal>();
        services.AddScoped<AccessLog>();
        services.AddScoped<DossierReader>();
        services.AddSingleton<Dossiers.Search.KnownCounts>();
        services.AddScoped<Dossiers.Search.DossierSearch>();
        services.AddScoped<DossierFiles>();
        services.AddSingleton<Dossiers.Results.SigningIdentities>();
        services.AddScoped<Dossiers.Results.ResultFiles>();
        services.AddScoped<Dossiers.Papers.FormVersions>();
        services.AddScoped<DigitisePaper>();
        services.AddScoped<AttachPaper>();
        services.AddScoped<AttachServices>();
        services.AddScoped<IFileWitness, AttachmentWitness>();
        services.AddAbsences();
        services.AddScoped<Candidates>();
        services.AddScoped<Dossiers.Reassignment.Reassign>();
        services.AddScoped<ActPageServices>();
        services.AddScoped<Dossiers.Papers.PaperServices>();
        services.AddScoped<TrackDossier>();
        services.AddScoped<TrackingGuard>();
        services.AddScoped<IRecordSource, DossierRecordSource>();
        services.AddScoped<Attribution.AttributeDossier>();
        services.AddScoped<IRegisterSource, CatalogueFigures>();
        services.AddScoped<IServiceRecords, ServiceRecords>();
        services.AddScoped<ISurveyFrame, Ratings.SurveyFrame>();
        services.AddSingleton<INavigationSource, OneStopNavigation>();
        services.AddPayments();
        Filing.FilingServices.AddFiling(services);
        services.AddNotices();
        services.AddPortal();
        services.AddWebhooks();
        services.AddScoped<Import.DossierImport>();
        services.AddPrivacy();
        Counter.CounterServices.AddCounter(services);
        Post.PostServices.AddPost(services);
        Licences.LicenceServices.AddLicences(services);
        return services;
    }
}
