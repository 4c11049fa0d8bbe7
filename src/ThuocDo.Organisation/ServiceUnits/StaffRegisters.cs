using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.ServiceUnits;

/// <summary>
/// T13, T14 and T15 for the board: job-position schemes, service units and their people against 2021, and autonomy. One item is one body, so that
/// lists name no person.
/// </summary>
/// <param name="users">Whoever asks; none where a program does.</param>
public sealed class StaffRegisters(ThuocDoDb db, ActShelf shelf, IEnumerable<ICurrentUser> users)
    : IRegisterSource
{
    public const string Schemes = "job-positions";
    public const string Units = "service-units";
    public const string Quota = "staff-quota";
    public const string Present = "staff-present";
    public const string Autonomy = "autonomy";

    public IReadOnlyCollection<string> Registers { get; } =
    [Schemes, Units, Quota, Present, Autonomy];

    public async Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var book = await shelf.ReadAsync(
            question.Register switch
            {
                Quota => [ActKind.Quota],
                Present => [ActKind.Appointed, ActKind.Departed],
                Autonomy => [ActKind.Autonomy],
                _ => [],
            },
            cancellation
        );
        var (scope, day) = (question.Units, question.Day);
        return question.Register switch
        {
            Schemes => await SchemesAsync(book, scope, day, cancellation),
            Units => Reduced(book, book.Reduction.OfUnits(scope, day)),
            Quota => Reduced(book, book.Reduction.OfQuota(book.Staff, scope, day)),
            Present => Reduced(book, book.Reduction.OfPeople(book.Staff, scope, day)),
            Autonomy => SelfFinancing(book, scope, day),
            var other => throw new ArgumentOutOfRangeException(nameof(question), other, null),
        };
    }

    private async Task<IReadOnlyList<RegisterItem>> SchemesAsync(
        ActBook book,
        IReadOnlySet<Guid> scope,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var schemes = await db.Set<JobScheme>()
            .AsNoTracking()
            .Where(s => s.From != null && s.RankFrom != null)
            .ToListAsync(cancellation);
        return
        [
            .. SchemeRules
                .On(book, schemes, scope, day)
                .Select(l => new RegisterItem(
                    l.ServiceUnit?.NameIn(Texts.CurrentLanguage)
                        ?? l.Place.NameIn(Texts.CurrentLanguage),
                    l.Place.Id,
                    l.Place.NameIn(Texts.CurrentLanguage),
                    CodeOf(l.Scheme),
                    l.Body.Id,
                    l.Scheme?.Id.ToString("N") ?? "",
                    l.Scheme is null ? 0 : 1,
                    1,
                    l.ServiceUnit is null
                        ? May(l.Place.Id)
                            ? StaffLinks.Of(l.Place)
                            : null
                        : UrlOf(l.ServiceUnit.Id, l.Place.Id)
                )),
        ];
    }

    private List<RegisterItem> SelfFinancing(
        ActBook book,
        IReadOnlySet<Guid> scope,
        DateOnly day
    ) =>
        [
            .. book
                .Reduction.Standing(scope, day)
                .Select(x =>
                    (
                        x.Unit,
                        x.Place,
                        Act: book.Fold.AutonomyOn(
                            x.Unit.Id,
                            Reduction.Within(scope, day, book.Tree)
                        )
                    )
                )
                .Select(x => new RegisterItem(
                    x.Unit.NameIn(Texts.CurrentLanguage),
                    x.Place.Id,
                    x.Place.NameIn(Texts.CurrentLanguage),
                    x.Act?.Code ?? "",
                    x.Unit.Id,
                    x.Act?.Number.ToString(CultureInfo.InvariantCulture) ?? "",
                    StaffLaw.IsSelfFinancing(x.Act?.Code) ? 1 : 0,
                    1,
                    UrlOf(x.Unit.Id, x.Place.Id)
                )),
        ];

    private List<RegisterItem> Reduced(ActBook book, IReadOnlyList<ReductionLine> lines) =>
        [
            .. lines.Select(l => new RegisterItem(
                book.Find(l.ServiceUnit)!.NameIn(Texts.CurrentLanguage),
                l.Place,
                book.Tree[l.Place].NameIn(Texts.CurrentLanguage),
                // What stood and what stands: the two numbers of the line, in figures.
                string.Create(CultureInfo.InvariantCulture, $"{l.Base}>{l.Now}"),
                l.ServiceUnit,
                "",
                l.Less,
                l.Base,
                UrlOf(l.ServiceUnit, l.Place)
            )),
        ];

    private static string CodeOf(JobScheme? scheme) =>
        scheme?.Number.ToString(CultureInfo.InvariantCulture) ?? "";

    private string? UrlOf(Guid serviceUnit, Guid place) =>
        May(place) ? ServiceUnitLinks.Of(serviceUnit) : null;

    private bool May(Guid unit) => users.FirstOrDefault()?.Can(Permissions.StaffView, unit) == true;
}
