using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Circulation;

/// <summary>
/// T10, second reading: documents an agency sent to agencies in the year, and those of them that went to every one electronically. T17, first
/// reading: work files closed in the year, and those without a step on paper. State secrets are in neither. A line counts from its day until the day
/// it was struck out, so that a past day keeps its answer.
/// </summary>
public sealed class CirculationSource(
    ThuocDoDb db,
    UnitDirectory directory,
    IServiceProvider services
) : IRegisterSource
{
    public const string SentDocuments = "sent-documents";
    public const string WorkFileRegister = "work-files";

    public IReadOnlyCollection<string> Registers { get; } = [SentDocuments, WorkFileRegister];

    public async Task<RegisterCount> CountAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var counted =
            question.Register == SentDocuments
                ? Documents(question).Select(d => d.IsElectronic)
                : Files(question).Select(f => f.PaperSteps == 0);
        var sums = await counted
            .GroupBy(_ => 1)
            .Select(g => new { Above = g.Count(x => x), Below = g.Count() })
            .FirstOrDefaultAsync(cancellation);
        return new(sums?.Above ?? 0, sums?.Below ?? 0);
    }

    public async Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        // The check of receipts on the command line has nobody signed in: it needs no names.
        var readable = services.GetService<ICurrentUser>() is null
            ? new HashSet<Guid>()
            : await services
                .GetRequiredService<CirculationScope>()
                .UnitsAsync(Permissions.CirculationView, cancellation);
        if (question.Register == SentDocuments)
        {
            var documents = await Documents(question)
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Id)
                .ToListAsync(cancellation);
            return
            [
                .. documents.Select(d => new RegisterItem(
                    Says(d.UnitId) ? $"{d.Notation}: {d.Subject}" : d.Notation ?? "",
                    d.UnitId,
                    tree.Find(d.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–",
                    Code(tree, d.UnitId, d.Year, d.Number),
                    d.Id,
                    $"{Canonical.Day(d.Day)} {(d.IsElectronic ? "electronic" : "paper")}",
                    d.IsElectronic ? 1 : 0,
                    1,
                    Says(d.UnitId) ? CirculationLinks.Document(d.Id) : null
                )),
            ];
        }

        var files = await Files(question)
            .OrderBy(f => f.ClosedOn)
            .ThenBy(f => f.Id)
            .ToListAsync(cancellation);
        return
        [
            .. files.Select(f => new RegisterItem(
                Says(f.ClosedUnitId!.Value)
                    ? f.Title ?? ""
                    : Code(tree, f.UnitId, f.Year, f.Number),
                f.ClosedUnitId,
                tree.Find(f.ClosedUnitId!.Value)?.NameIn(Texts.CurrentLanguage) ?? "–",
                Code(tree, f.UnitId, f.Year, f.Number),
                f.Id,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Canonical.Day(f.ClosedOn!.Value)} paper-steps:{f.PaperSteps}"
                ),
                f.IsOnline ? 1 : 0,
                1,
                Says(f.ClosedUnitId!.Value) ? CirculationLinks.WorkFile(f.Id) : null
            )),
        ];

        bool Says(Guid unit) => readable?.Contains(unit) ?? true;
    }

    private static string Code(UnitTree tree, Guid unit, int year, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{tree.Find(unit)?.Key ?? unit.ToString("N")}-{year}-{number}"
        );

    private IQueryable<RegisteredDocument> Documents(RegisterQuestion question)
    {
        var (from, to, units) = Parts(question);
        return db.Set<RegisteredDocument>()
            .AsNoTracking()
            .Where(d =>
                d.Direction == DocumentDirection.Outgoing
                && d.Day >= from
                && d.Day <= to
                && d.IsBetweenAgencies
                && d.Secrecy == Secrecy.None
                && (d.CancelledOn == null || d.CancelledOn > to)
                && EF.Parameter(units).Contains(d.UnitId)
            );
    }

    private IQueryable<WorkFile> Files(RegisterQuestion question)
    {
        var (from, to, units) = Parts(question);
        return db.Set<WorkFile>()
            .AsNoTracking()
            .Where(f =>
                f.ClosedOn >= from
                && f.ClosedOn <= to
                && f.Secrecy == Secrecy.None
                && (f.CancelledOn == null || f.CancelledOn > to)
                && EF.Parameter(units).Contains(f.ClosedUnitId!.Value)
            );
    }

    private static (DateOnly From, DateOnly To, Guid[] Units) Parts(RegisterQuestion question) =>
        (question.YearBegin, question.Day, [.. question.Units]);
}
