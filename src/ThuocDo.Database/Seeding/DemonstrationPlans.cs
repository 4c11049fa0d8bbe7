using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database.Seeding;

/// <summary>
/// Three invented action plans of the demonstration: one in time, one that asks too little, one late; everybody else has none. They
/// take the way of every plan: text, draft, review, adoption, by the account of the Party Office.
/// </summary>
public static class DemonstrationPlans
{
    private const string ResolutionKey = "cchc-2025";
    private const string UserName = "vanphong.tinhuy";

    /// <summary>Adds the plans that are missing; the resolution and the accounts must be there before.</summary>
    public static async Task SeedAsync(IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        foreach (var row in ShippedData.Rows("demonstration/plans.csv"))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
            var higher = await db.Set<Programme>()
                .AsNoTracking()
                .SingleAsync(p => p.Key == ResolutionKey, cancellation);
            var issuer = Unit.IdOf(row.Required("issuer"));
            var isThere = await db.Set<Programme>()
                .AnyAsync(p => p.CarriesOutId == higher.Id && p.IssuerId == issuer, cancellation);
            if (!isThere)
            {
                await AddAsync(scope.ServiceProvider, db, higher, issuer, row, cancellation);
            }
        }
    }

    private static async Task AddAsync(
        IServiceProvider services,
        ThuocDoDb db,
        Programme higher,
        Guid issuer,
        CsvRow row,
        CancellationToken cancellation
    )
    {
        var user = await UserAsync(services, db, cancellation);
        var file = row.Required("file");
        using var reader = ShippedData.Open($"demonstration/plans/{file}");
        var text = System.Text.Encoding.UTF8.GetBytes(await reader.ReadToEndAsync(cancellation));
        var id = Value(
            await ActivatorUtilities
                .CreateInstance<OpenDraft>(services, user)
                .RunAsync(Key(), null, null, file, text, cancellation)
        );
        await ReviewAsync(services, db, user, id, cancellation);
        db.ChangeTracker.Clear();
        var draft = await db.Set<ProgrammeDraft>()
            .AsNoTracking()
            .SingleAsync(d => d.Id == id, cancellation);
        var plans = ActivatorUtilities.CreateInstance<PlanDesk>(services, user);
        Value(
            await ActivatorUtilities
                .CreateInstance<Adopt>(
                    services,
                    user,
                    plans,
                    ActivatorUtilities.CreateInstance<PlanDuties>(services, user),
                    ActivatorUtilities.CreateInstance<LeadDesk>(services, user)
                )
                .RunAsync(
                    new AdoptRequest(
                        Key(),
                        id,
                        draft.Version,
                        AdoptionWay.Plan,
                        0,
                        draft.Title,
                        row.Required("number"),
                        row.Date("issued_on"),
                        issuer,
                        higher.TermEnd,
                        null,
                        higher.Id
                    ),
                    cancellation
                )
        );
    }

    /// <summary>Takes every item as it was drafted.</summary>
    private static async Task ReviewAsync(
        IServiceProvider services,
        ThuocDoDb db,
        CurrentUser user,
        Guid draft,
        CancellationToken cancellation
    )
    {
        var desk = ActivatorUtilities.CreateInstance<DraftDesk>(services, user);
        var items = await db.Set<DraftItem>()
            .Where(i => i.DraftId == draft)
            .Select(i => i.Number)
            .ToListAsync(cancellation);
        foreach (var number in items)
        {
            Done(
                await desk.DecideAsync(Key(), draft, number, DraftItemState.Accepted, cancellation)
            );
        }

        var sentences = await db.Set<DraftSentence>()
            .Where(s => s.DraftId == draft && s.State == SentenceState.NotUnderstood)
            .Select(s => s.Number)
            .ToListAsync(cancellation);
        foreach (var sentence in sentences)
        {
            Done(await desk.SetAsideAsync(Key(), draft, sentence, cancellation));
        }
    }

    private static async Task<CurrentUser> UserAsync(
        IServiceProvider services,
        ThuocDoDb db,
        CancellationToken cancellation
    )
    {
        var id = DemonstrationAccounts.IdOf(UserName);
        var account = await db.Set<Account>()
            .AsNoTracking()
            .SingleAsync(a => a.Id == id, cancellation);
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync(cancellation);
        var today = services.GetRequiredService<Clock>().Today;
        var user = new CurrentUser();
        user.Become(
            account,
            Grants.Of([(Role.PartyOffice, tree.RootsOn(today).First().Id)], tree, today),
            null
        );
        return user;
    }

    private static string Key() => Guid.CreateVersion7().ToString("N");

    private static T Value<T>(Outcome<T> outcome)
    {
        Done(outcome);
        return outcome.Value!;
    }

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(
                $"A plan of the demonstration was refused: {outcome.Key}."
            );
        }
    }
}
