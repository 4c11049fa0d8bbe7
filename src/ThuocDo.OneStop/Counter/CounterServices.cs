using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Counter.Appointments;
using ThuocDo.OneStop.Counter.Queue;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Counter;

public static class CounterServices
{
    /// <summary>The day at the counter: queue and bookings.</summary>
    public static IServiceCollection AddCounter(this IServiceCollection services)
    {
        services.AddScoped<CounterOffices>();
        services.AddScoped<QueueDesk>();
        services.AddSingleton<KioskPasses>();
        services.AddScoped<BookAppointment>();
        services.AddScoped<PlanBooking>();
        services.AddScoped<HandOvers.HandOverDesk>();
        services.AddChained(HandOvers.HandOverSheet.Fields);
        services.AddScoped<Uncollected.RemindCollect>();
        services.AddChained(QueueTicket.Fields);
        services.AddChained(Appointment.Fields);
        services.AddChained(BookingPlan.Fields);
        services.AddScoped<Outages.OutageRegister>();
        services.AddChained(Outages.Outage.Fields);
        services.AddSingleton<INavigationSource, CounterNavigation>();
        return services;
    }
}

public sealed class CounterNavigation : INavigationSource
{
    public IEnumerable<NavigationEntry> Entries(ICurrentUser user)
    {
        if (user.Can(Permissions.DossierReceive))
        {
            yield return new NavigationEntry("queue.nav", CounterLinks.Queue, 201)
            {
                DescriptionKey = "queue.nav.description",
                Icon = "people",
            };
        }
        else if (user.Can(Permissions.CounterManage))
        {
            yield return new NavigationEntry("booking.title", CounterLinks.BookingPlan, 201)
            {
                DescriptionKey = "booking.nav.description",
                Icon = "clock",
            };
        }

        if (
            user.Can(Permissions.DossierReceive)
            || HandOvers.HandOverDesk.Takers.Any(p => user.Can(p))
        )
        {
            yield return new NavigationEntry("hand-over.nav", CounterLinks.HandOvers, 209)
            {
                DescriptionKey = "hand-over.nav.description",
                Icon = "arrow",
            };
        }

        if (user.Can(Permissions.DossierReturn))
        {
            yield return new NavigationEntry("uncollected.nav", CounterLinks.Uncollected, 212)
            {
                DescriptionKey = "uncollected.nav.description",
                Icon = "clock",
            };
        }

        if (user.Can(Permissions.CounterManage))
        {
            yield return new NavigationEntry("outage.title", CounterLinks.Outages, 214)
            {
                DescriptionKey = "outage.nav.description",
                Icon = "clock",
            };
        }

        // Of citizens; the staff sees bookings at the counter.
        if (!user.IsSignedIn)
        {
            yield return new NavigationEntry("book.title", CounterLinks.Book, 216)
            {
                DescriptionKey = "book.nav.description",
                Icon = "clock",
            };
        }
    }
}
