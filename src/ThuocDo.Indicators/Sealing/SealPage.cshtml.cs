using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>One closed month: its seal, whether it still holds, and what came after it.</summary>
[Requires(Permissions.MonthClose)]
public sealed class SealPageModel(
    ThuocDoDb db,
    FigureAudit audit,
    Adjustments adjustments,
    DefinitionBook definitions,
    UnitDirectory directory,
    IRecordSource records,
    ICurrentUser user
) : PageModel
{
    /// <summary>Causes that are listed; the rest is counted by the adjusted figures.</summary>
    public const int MostCauses = 100;

    /// <summary>Findings that are listed; all of them are printed by <c>thuocdo verify</c>.</summary>
    public const int MostFindings = 50;

    public Seal Seal { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<AdjustedFigure> Figures { get; private set; } = [];
    public IReadOnlyList<AdjustingFact> Causes { get; private set; } = [];
    public IReadOnlyDictionary<Guid, RecordLine> Records { get; private set; } =
        new Dictionary<Guid, RecordLine>();
    public UnitTree Tree { get; private set; } = null!;

    public string NameOf(AdjustedFigure figure) =>
        definitions.Find(figure.Indicator, figure.Reading, Seal.Month).Name.ToString();

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancellation)
    {
        var seal = await db.Set<Seal>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.Number == number, cancellation);
        if (seal is null)
        {
            return NotFound();
        }

        Seal = seal;
        Tree = await directory.GetAsync(cancellation);
        var findings = new List<Finding>();
        await foreach (var finding in audit.FindAsync(new AuditScope(seal.Month), cancellation))
        {
            findings.Add(finding);
            if (findings.Count == MostFindings)
            {
                break;
            }
        }

        Findings = findings;
        Figures = await adjustments.FiguresAsync(seal, cancellation);
        Causes = await adjustments.CausesAsync(seal, MostCauses, cancellation);
        Records = (
            await records.DescribeAsync(
                [.. Causes.Select(c => c.SubjectId).Distinct()],
                user,
                cancellation
            )
        ).ToDictionary(r => r.Id);
        return Page();
    }
}
