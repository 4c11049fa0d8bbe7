using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Cascade.Words;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Plans;

/// <summary>Who owes a plan for a programme and who has issued it; what the plans leave out, ask too little of, or do not add up to.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class PlansModel(
    PlanShelf shelf,
    UnitDirectory directory,
    CascadeMemo memo,
    Clock clock,
    Texts texts
) : PageModel
{
    /// <summary>
    /// What one condition may cost on a page: a few hundredths of a second, and only where plans or ties have changed. What is not decided with it is said to be so; the
    /// command <c>thuocdo cascade</c> gives it more.
    /// </summary>
    public const long Effort = 400_000;

    private IReadOnlyList<CascadeStatement> statements = [];

    public Programme Programme { get; private set; } = null!;
    public PlanBook Book { get; private set; } = null!;

    /// <summary>Bodies with and without a plan: those that are late first.</summary>
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];

    /// <summary>None while there is no plan to check.</summary>
    public CascadeReport? Report { get; private set; }

    /// <summary>What is not checked, or not by sums.</summary>
    public IReadOnlyList<Explanation> Left { get; private set; } = [];

    /// <summary>The verdict of each condition and its explanation, in the order of the programme.</summary>
    public IReadOnlyList<(CascadeStatement Verdict, IReadOnlyList<CascadeStatement> Why)> Verdicts
    {
        get;
        private set;
    } = [];

    public IEnumerable<CascadeStatement> Of(string finding) =>
        statements.Where(s => s.Finding == finding);

    public int Count(params PlanState[] states) =>
        Lines.Count(l => l.IsBound && states.Contains(l.State));

    /// <summary>Ties that were proposed by likeness and that nobody has looked at.</summary>
    public int Undecided => Book.Plans.Sum(p => p.Ties.Count(t => !t.IsDecided));

    public DateOnly Today => clock.Today;

    public static string NameOf(Unit unit) => unit.NameIn(Texts.CurrentLanguage);

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(programme, cancellation) is not { } found)
        {
            return NotFound();
        }

        if (found.CarriesOutId is not null)
        {
            return NotFound();
        }

        Programme = found;
        Book = await shelf.ReadAsync(found, cancellation);
        var tree = await directory.GetAsync(cancellation);
        var lines = new PlanLines(tree, clock.Today).Of(Book.Bound, Book.Plans);
        Lines =
        [
            .. lines
                .OrderBy(l => OrderOf(l.State))
                .ThenBy(l => NameOf(l.Body), StringComparer.Create(Formats.Sorting, false)),
        ];
        if (Book.Plans.Count > 0)
        {
            Check(tree, lines);
        }

        return Page();
    }

    private void Check(UnitTree tree, IReadOnlyList<PlanLine> lines)
    {
        var reader = new PlanCascade(
            tree,
            Texts.CurrentLanguage,
            (body, level) => texts["plan.unit", body, texts[LevelKey(level)]]
        );
        Report = memo.Run(reader.Read(Book, lines), Effort);
        Left = reader.Left;
        statements = CascadeWords.Of(Report);
        var keys = Report.Conditions.Select(c => c.Condition.Key).ToHashSet();
        Verdicts =
        [
            .. statements
                .Where(s => s.Finding is not ("weaker" or "late" or "orphan" or "untied"))
                .Where(s => keys.Contains(s.About) && s.Finding != "contradiction")
                .GroupBy(s => s.About)
                .Select(g => (g.First(), (IReadOnlyList<CascadeStatement>)[.. g.Skip(1)])),
        ];
    }

    /// <summary>What needs somebody to act comes first.</summary>
    private static int OrderOf(PlanState state) =>
        state switch
        {
            PlanState.Overdue => 0,
            PlanState.Late => 1,
            PlanState.Awaited => 2,
            PlanState.Missing => 3,
            _ => 4,
        };

    private static string LevelKey(Level level) =>
        level switch
        {
            Level.Province => "plan.level.province",
            Level.District => "plan.level.district",
            _ => "plan.level.commune",
        };
}
