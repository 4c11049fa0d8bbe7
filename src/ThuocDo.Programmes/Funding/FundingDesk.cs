using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Funding;

/// <summary>A document about money, as it is typed; texts are trimmed, an empty one is none.</summary>
/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewFunding(
    string Key,
    Guid ProgrammeId,
    int Year,
    FundingKind Kind,
    Guid UnitId,
    Guid? TaskId,
    string? Product,
    int? Axis,
    string Source,
    decimal Amount,
    string Document,
    DateOnly DocumentOn,
    string? Reason
);

/// <summary>Writes the ledger of the reform's money.</summary>
public sealed class FundingDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "funding.refused.not-allowed";

    public Task<Outcome> EnterAsync(NewFunding request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "funding.enter", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    !MayManage(request.UnitId, tree)
                    || !await db.Set<Programme>()
                        .AnyAsync(p => p.Id == request.ProgrammeId && p.CarriesOutId == null, token)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (
                    request.TaskId is { } task
                    && !await db.Set<AssignedTask>()
                        .AnyAsync(t => t.Id == task && t.ProgrammeId == request.ProgrammeId, token)
                )
                {
                    return Outcome.Refused("funding.refused.task");
                }

                if (
                    request is { TaskId: null, Axis: { } axis }
                    && !await db.Set<Axis>()
                        .AnyAsync(
                            a => a.ProgrammeId == request.ProgrammeId && a.Number == axis,
                            token
                        )
                )
                {
                    return Outcome.Refused("funding.refused.axis");
                }

                var entries = await EntriesAsync(request.ProgrammeId, token);
                return Add(
                    new FundingEntry
                    {
                        Id = NewId(),
                        ProgrammeId = request.ProgrammeId,
                        Number = entries.Count + 1,
                        Year = request.Year,
                        Kind = request.Kind,
                        UnitId = request.UnitId,
                        TaskId = request.TaskId,
                        Product = request.Product,
                        Axis = request.TaskId is null ? request.Axis : null,
                        Source = request.Source,
                        Amount = request.Amount,
                        Document = request.Document,
                        DocumentOn = request.DocumentOn,
                        Reason = request.Reason,
                    },
                    entries,
                    tree,
                    "entered"
                );
            },
            cancellation
        );

    /// <summary>Cancels an entry that was wrong by its opposite; both stay in the ledger.</summary>
    public Task<Outcome> CounterAsync(
        string key,
        Guid id,
        string? reason,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "funding.counter", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    await db.Set<FundingEntry>()
                        .AsNoTracking()
                        .FirstOrDefaultAsync(e => e.Id == id, token)
                        is not { } wrong
                    || !MayManage(wrong.UnitId, tree)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                var entries = await EntriesAsync(wrong.ProgrammeId, token);
                if (wrong.CounterOf is not null || entries.Any(e => e.CounterOf == id))
                {
                    return Outcome.Refused("funding.refused.countered");
                }

                return Add(
                    new FundingEntry
                    {
                        Id = NewId(),
                        ProgrammeId = wrong.ProgrammeId,
                        Number = entries.Count + 1,
                        Year = wrong.Year,
                        Kind = wrong.Kind,
                        UnitId = wrong.UnitId,
                        TaskId = wrong.TaskId,
                        Product = wrong.Product,
                        Axis = wrong.Axis,
                        Source = wrong.Source,
                        Amount = -wrong.Amount,
                        Document = wrong.Document,
                        DocumentOn = wrong.DocumentOn,
                        Reason = reason,
                        CounterOf = id,
                    },
                    entries,
                    tree,
                    "countered"
                );
            },
            cancellation
        );

    private Outcome Add(
        FundingEntry entry,
        IReadOnlyList<FundingEntry> entries,
        UnitTree tree,
        string type
    )
    {
        var sheet = new FundingSheet(entries, tree, clock.Today);
        var key = sheet.KeyOf(entry);
        var before = sheet.Lines.FirstOrDefault(l => l.Key == key)?.Sum ?? default;
        if (
            FundingRules.FaultOf(
                entry,
                before,
                tree,
                clock.Today,
                isCounter: entry.CounterOf is not null
            ) is
            { } fault
        )
        {
            return fault;
        }

        db.AddRecorded(FundingEntry.Fields, entry, type, clock.Now, user.UserId);
        return Outcome.Done;
    }

    /// <summary>For the body of the entry, or for the one that goes on with its work.</summary>
    private bool MayManage(Guid unit, UnitTree tree) =>
        user.Can(Permissions.FundingManage, unit)
        || tree.HeirOf(unit, clock.Today) is { } heir
            && user.Can(Permissions.FundingManage, heir.Id);

    private Task<List<FundingEntry>> EntriesAsync(Guid programme, CancellationToken token) =>
        db.Set<FundingEntry>()
            .AsNoTracking()
            .Where(e => e.ProgrammeId == programme)
            .ToListAsync(token);

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}

/// <summary>Reads the ledger as far as a person may: of the bodies for which the right is held, or of their heirs.</summary>
public sealed class FundingShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<IReadOnlyList<FundingEntry>> EntriesAsync(
        Guid programme,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return [.. (await AllAsync(programme, cancellation)).Where(e => MaySee(e.UnitId, tree))];
    }

    /// <summary>
    /// Tasks of a year that no money was assigned to, of the bodies whose money a person may see. Whether there is money is the same for everybody:
    /// it may have been assigned to another body, or to a whole that another body leads.
    /// </summary>
    public async Task<IReadOnlyList<AssignedTask>> WithoutMoneyAsync(
        Guid programme,
        int year,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var sheet = new FundingSheet(await AllAsync(programme, cancellation), tree, clock.Today);
        return
        [
            .. FundingSheet
                .WithoutMoney(
                    (await TasksAsync(programme, cancellation)).Values,
                    sheet.Lines,
                    year,
                    clock.Today
                )
                .Where(t => MaySee(t.UnitId, tree)),
        ];
    }

    /// <summary>Who wrote each of the entries, and when (UTC).</summary>
    public async Task<Dictionary<Guid, (string? Name, DateTime At)>> WritersAsync(
        IReadOnlyCollection<FundingEntry> entries,
        CancellationToken cancellation
    )
    {
        var ids = entries.Select(e => e.Id).ToArray();
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            // An entry is written once.
            .Where(e =>
                e.Chain == FundingEntry.Fields.Chain
                && e.Sequence == 1
                && EF.Parameter(ids).Contains(e.SubjectId)
            )
            .Select(e => new
            {
                e.SubjectId,
                e.ActorId,
                e.At,
            })
            .ToListAsync(cancellation);
        var people = events.Select(e => e.ActorId).OfType<Guid>().Distinct().ToArray();
        var names = await db.Set<Account>()
            .Where(a => EF.Parameter(people).Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        return events.ToDictionary(
            e => e.SubjectId,
            e => (e.ActorId is { } who ? names.GetValueOrDefault(who) : null, e.At)
        );
    }

    /// <summary>All tasks of the programme: whoever reads an entry reads what it is for.</summary>
    public Task<Dictionary<Guid, AssignedTask>> TasksAsync(
        Guid programme,
        CancellationToken cancellation
    ) =>
        db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => t.ProgrammeId == programme)
            .ToDictionaryAsync(t => t.Id, cancellation);

    /// <summary>Those of the bodies whose money a person may see.</summary>
    public async Task<IReadOnlyList<AssignedTask>> OwnAsync(
        IEnumerable<AssignedTask> tasks,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return [.. tasks.Where(t => MaySee(t.UnitId, tree)).OrderBy(t => t.Number)];
    }

    private Task<List<FundingEntry>> AllAsync(Guid programme, CancellationToken cancellation) =>
        db.Set<FundingEntry>()
            .AsNoTracking()
            .Where(e => e.ProgrammeId == programme)
            .OrderBy(e => e.Number)
            .ToListAsync(cancellation);

    private bool MaySee(Guid unit, UnitTree tree) =>
        user.Can(Permissions.FundingView, unit)
        || tree.HeirOf(unit, clock.Today) is { } heir && user.Can(Permissions.FundingView, heir.Id);
}

public static class FundingServices
{
    public static IServiceCollection AddFunding(this IServiceCollection services)
    {
        services.AddChained(FundingEntry.Fields);
        services.AddScoped<FundingDesk>();
        services.AddScoped<FundingShelf>();
        services.AddScoped<Shared.Contracts.IReformMoney, ReformMoneyReader>();
        return services;
    }
}

/// <summary>Addresses of the reform's money.</summary>
public static class FundingLinks
{
    public const string YearField = "nam";

    public static string Of(string programme, int? year = null) =>
        $"/nghi-quyet/{programme}/kinh-phi" + Query(year);

    public static string Ledger(string programme, int? year = null) =>
        $"/nghi-quyet/{programme}/kinh-phi/so" + Query(year);

    public static string Enter(string programme) => $"/nghi-quyet/{programme}/kinh-phi/ghi";

    public static string Csv(string programme, int? year = null) =>
        $"/nghi-quyet/{programme}/kinh-phi/so.csv" + Query(year);

    private static string Query(int? year) =>
        year is { } of
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"?{YearField}={of}")
            : "";
}
