using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens;

/// <summary>
/// Lets in whom an identity provider vouches for: knows the citizen by issuer and subject or makes the record, takes over
/// what the provider says now, and begins a new session. A session never outlives the sign-in of somebody else in the same browser.
/// </summary>
public sealed class CitizenSignIn(
    ThuocDoDb db,
    UnitOfWork work,
    CitizenHistory history,
    Clock clock,
    DemonstrationMode demonstration,
    CurrentCitizen current
)
{
    public const int SaltLength = 16;

    /// <param name="key">Of this one answer of the provider: the same answer never begins a second session.</param>
    /// <param name="device">What the browser calls itself.</param>
    public async Task<Outcome<Guid>> RunAsync(
        string key,
        IdentityAssertion assertion,
        string? device,
        CancellationToken cancellation
    )
    {
        var outcome = await work.RunAsync(
            new ActionKey(key, "citizen.sign-in", null),
            token => OnceAsync(assertion, device, token),
            cancellation
        );
        return outcome is { Succeeded: true, IsRepeat: true }
            ? Outcome<Guid>.Refused("citizen.refused.used")
            : outcome;
    }

    /// <summary>Gives the browser the cookie of the session.</summary>
    public async Task EnterAsync(
        HttpContext http,
        Guid session,
        AuthenticationProperties properties,
        CancellationToken cancellation
    )
    {
        var row = await db.Set<CitizenSession>()
            .AsNoTracking()
            .SingleAsync(s => s.Id == session, cancellation);
        await http.SignInAsync(CitizenScheme.Name, CitizenScheme.Principal(row), properties);
    }

    private async Task<Outcome<Guid>> OnceAsync(
        IdentityAssertion assertion,
        string? device,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        var citizen = await db.Set<Citizen>()
            .FirstOrDefaultAsync(
                c => c.Issuer == assertion.Issuer && c.Subject == assertion.Subject,
                cancellation
            );
        if (citizen is null)
        {
            citizen = Citizen.Register(
                Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                assertion,
                RandomNumberGenerator.GetBytes(SaltLength),
                now
            );
            db.Add(citizen);
            await history.AppendAsync(
                citizen,
                CitizenEvents.Registered,
                citizen.Id,
                CitizenHistory.State(citizen),
                cancellation
            );
        }
        else if (citizen.Kind != assertion.Kind)
        {
            // A subject is one somebody for ever: a person does not turn into a company.
            return Outcome<Guid>.Refused("citizen.refused.kind");
        }
        else if (citizen.IsDemonstration && !demonstration.IsOn)
        {
            return Outcome<Guid>.Refused("citizen.refused.demonstration");
        }
        else if (citizen.Take(assertion))
        {
            await history.AppendAsync(
                citizen,
                CitizenEvents.Changed,
                citizen.Id,
                CitizenHistory.State(citizen),
                cancellation
            );
        }

        await EndAsync(current.SessionId, now, cancellation);
        var session = new CitizenSession
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            CitizenId = citizen.Id,
            StartedAt = now,
            SeenAt = now,
            Device = device is { Length: > CitizenSession.DeviceMaxLength }
                ? device[..CitizenSession.DeviceMaxLength]
                : device,
            ActingPerson = assertion.ActingPerson,
        };
        db.Add(session);
        return Outcome<Guid>.Of(session.Id);
    }

    private async Task EndAsync(Guid? session, DateTime now, CancellationToken cancellation)
    {
        if (
            session is { } id
            && await db.Set<CitizenSession>().FirstOrDefaultAsync(s => s.Id == id, cancellation)
                is { EndedAt: null } open
        )
        {
            open.EndedAt = now;
        }
    }
}
