using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter;

/// <summary>The offices with a counter at which somebody may do something today.</summary>
public sealed class CounterOffices(UnitDirectory directory, ICurrentUser user, Clock clock)
{
    public async Task<IReadOnlyList<Unit>> OfAsync(
        string permission,
        CancellationToken cancellation
    ) =>
        Sorted((await directory.GetAsync(cancellation)).All.Where(u => user.Can(permission, u.Id)));

    /// <summary>Every office in the province, for citizens.</summary>
    public async Task<IReadOnlyList<Unit>> AllAsync(CancellationToken cancellation) =>
        Sorted((await directory.GetAsync(cancellation)).All);

    /// <summary>The one named, else the only or first one.</summary>
    public static Unit? Choose(IReadOnlyList<Unit> offices, string? key) =>
        offices.FirstOrDefault(o => o.Key == key) ?? (offices.Count > 0 ? offices[0] : null);

    private List<Unit> Sorted(IEnumerable<Unit> units) =>
        [
            .. units
                .Where(u => u.Identifier is not null && u.IsValidOn(clock.Today))
                .OrderBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false)),
        ];
}
