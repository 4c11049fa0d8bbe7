using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation;

/// <param name="Unit">Key; with the units it follows. None: all that may be read.</param>
public sealed record CirculationFilter(
    string? Unit,
    int? Year,
    string? Search,
    string? State,
    DocumentDirection? Direction,
    int Page
);

public sealed record Shown<T>(IReadOnlyList<T> Rows, int Total, int Page)
{
    public int Pages =>
        Math.Max(1, (Total + CirculationShelf.PageSize - 1) / CirculationShelf.PageSize);
}

/// <summary>What a person may read of registers, work files and messages.</summary>
public sealed class CirculationShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    CirculationScope scope,
    Clock clock
)
{
    public const int PageSize = 50;
    public const string Overdue = "overdue";
    public const string Open = "open";

    public async Task<Shown<RegisteredDocument>> DocumentsAsync(
        CirculationFilter filter,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var rows = db.Set<RegisteredDocument>().AsNoTracking();
        if (await UnitsAsync(filter.Unit, cancellation) is { } units)
        {
            rows = rows.Where(d => EF.Parameter(units).Contains(d.UnitId));
        }

        if (filter.Direction is { } direction)
        {
            rows = rows.Where(d => d.Direction == direction);
        }

        if (filter.Year is { } year)
        {
            rows = rows.Where(d => d.Year == year);
        }

        if (filter.State is Open or Overdue)
        {
            rows = rows.Where(d =>
                d.Direction == DocumentDirection.Incoming
                && d.HandledOn == null
                && d.CancelledOn == null
            );
        }

        if (filter.State == Overdue)
        {
            rows = rows.Where(d => d.DueOn < today);
        }

        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var words = Folding.Fold(filter.Search).Trim();
            rows = rows.Where(d => d.Folded.Contains(words));
        }

        return await PageAsync(
            rows.OrderByDescending(d => d.Day).ThenByDescending(d => d.Id),
            filter.Page,
            cancellation
        );
    }

    public async Task<Shown<WorkFile>> FilesAsync(
        CirculationFilter filter,
        CancellationToken cancellation
    )
    {
        var today = clock.Today;
        var rows = db.Set<WorkFile>().AsNoTracking();
        if (await UnitsAsync(filter.Unit, cancellation) is { } units)
        {
            rows = rows.Where(f =>
                EF.Parameter(units).Contains(f.UnitId)
                || f.ClosedUnitId != null && EF.Parameter(units).Contains(f.ClosedUnitId.Value)
            );
        }

        if (filter.Year is { } year)
        {
            rows = rows.Where(f => f.Year == year);
        }

        rows = filter.State switch
        {
            Open => rows.Where(f => f.ClosedOn == null && f.CancelledOn == null),
            Overdue => rows.Where(f =>
                f.ClosedOn == null && f.CancelledOn == null && f.DueOn < today
            ),
            nameof(WorkFileState.Closed) => rows.Where(f => f.State == WorkFileState.Closed),
            _ => rows,
        };
        return await PageAsync(
            rows.OrderByDescending(f => f.OpenedOn).ThenByDescending(f => f.Id),
            filter.Page,
            cancellation
        );
    }

    public async Task<Shown<DocumentExchange>> ExchangesAsync(
        CirculationFilter filter,
        CancellationToken cancellation
    )
    {
        var rows = db.Set<DocumentExchange>().AsNoTracking();
        if (await UnitsAsync(filter.Unit, cancellation) is { } units)
        {
            rows = rows.Where(e => EF.Parameter(units).Contains(e.UnitId));
        }

        if (filter.Direction is { } direction)
        {
            var side =
                direction == DocumentDirection.Outgoing
                    ? ExchangeSide.Sender
                    : ExchangeSide.Receiver;
            rows = rows.Where(e => e.Side == side);
        }

        return await PageAsync(
            rows.OrderByDescending(e => e.StartedAt).ThenByDescending(e => e.Id),
            filter.Page,
            cancellation
        );
    }

    /// <summary>Messages of exchanges that wait or were given up, by lane; for the state beside each.</summary>
    public async Task<ILookup<string, OutboxMessage>> WaitingAsync(
        IEnumerable<Guid> exchanges,
        CancellationToken cancellation
    )
    {
        string[] lanes = [.. exchanges.Select(e => $"edxml:{e:N}")];
        return (
            await db.Set<OutboxMessage>()
                .AsNoTracking()
                .Where(m =>
                    m.Lane != null
                    && EF.Parameter(lanes).Contains(m.Lane)
                    && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)
                )
                .OrderBy(m => m.Order)
                .ToListAsync(cancellation)
        ).ToLookup(m => m.Lane!);
    }

    /// <summary>Messages that came, could be read and could not be acted on.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> RefusedAsync(CancellationToken cancellation) =>
        await db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(m => m.Kind == EdxmlInboxHandler.KindName && m.State == OutboxState.Dead)
            .OrderByDescending(m => m.SettledAt)
            .Take(PageSize)
            .ToListAsync(cancellation);

    /// <summary>Units for the choice of a list: those that stand today.</summary>
    public async Task<IReadOnlyList<Unit>> ChoicesAsync(
        string permission,
        CancellationToken cancellation
    )
    {
        var held = await scope.UnitsAsync(permission, cancellation);
        return
        [
            .. (await directory.GetAsync(cancellation))
                .All.Where(u => u.IsValidOn(clock.Today) && u.Kind != UnitKind.Area)
                .Where(u => held?.Contains(u.Id) ?? true)
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    /// <returns>None: of every unit.</returns>
    private async Task<Guid[]?> UnitsAsync(string? key, CancellationToken cancellation)
    {
        var held = await scope.UnitsAsync(Permissions.CirculationView, cancellation);
        var tree = await directory.GetAsync(cancellation);
        if (tree.Find(key) is not { } unit)
        {
            return held is null ? null : [.. held];
        }

        return
        [
            .. tree
                .All.Where(u =>
                    (u.Id == unit.Id || tree.HeirOf(u.Id, clock.Today)?.Id == unit.Id)
                    && (held?.Contains(u.Id) ?? true)
                )
                .Select(u => u.Id),
        ];
    }

    private static async Task<Shown<T>> PageAsync<T>(
        IQueryable<T> rows,
        int page,
        CancellationToken cancellation
    )
    {
        var total = await rows.CountAsync(cancellation);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        return new(
            await rows.Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellation),
            total,
            shown
        );
    }
}
