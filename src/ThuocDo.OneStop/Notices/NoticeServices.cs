using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ThuocDo.OneStop.Exchange;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Notices;

public static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            NoticeSettings.Read(provider.GetService<IConfiguration>())
        );
        services.TryAddSingleton<Shared.Web.SiteIdentity>();
        services.AddScoped<NoticeDispatch>();
        services.AddScoped<NoticeWriter>();
        services.AddScoped<NoticeReader>();
        services.AddScoped<Shared.Contracts.IMailer, Mailer>();
        services.AddSingleton<SmtpSender>();
        services.TryAddSingleton<ISmsGateway, SmsFolder>();
        services.AddScoped<IDossierListener, DossierNotices>();
        services.AddScoped<IOutboxHandler, DossierEventHandler>();
        services.AddScoped<IOutboxHandler, EmailHandler>();
        services.AddScoped<IOutboxHandler, SmsHandler>();
        services.AddScoped<IPeriodicJob, DigestJob>();
        return services;
    }
}
