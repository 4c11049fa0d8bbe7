using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.Oversight.Inspections;

/// <summary>
/// T09: surprise rounds of the year, from the day of their first visit. A round is one however many places it visits, one that
/// was planned and not carried out is none, and inspections of the Party are in no register of the State.
/// </summary>
/// <param name="users">Whoever asks; none where a program does.</param>
public sealed class InspectionRegister(ThuocDoDb db, IEnumerable<ICurrentUser> users)
    : IRegisterSource
{
    public const string Rounds = "inspection-rounds";

    public IReadOnlyCollection<string> Registers => [Rounds];

    public bool IsOfProvince(string register) => true;

    public async Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var (from, to) = (question.YearBegin, question.Day);
        return
        [
            .. (
                await db.Set<Inspection>()
                    .AsNoTracking()
                    .Where(i =>
                        i.Kind == InspectionKind.Surprise && i.BegunOn >= from && i.BegunOn <= to
                    )
                    .OrderBy(i => i.Year)
                    .ThenBy(i => i.Number)
                    .ToListAsync(cancellation)
            ).Select(i => new RegisterItem(
                i.Name,
                null,
                "",
                i.Code,
                i.Id,
                i.BegunOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                1,
                0,
                users.FirstOrDefault()?.Can(Permissions.InspectionView) == true
                    ? InspectionLinks.Of(i.Id)
                    : null
            )),
        ];
    }
}
