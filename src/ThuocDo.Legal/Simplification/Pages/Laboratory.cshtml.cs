using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Legal.Simplification.Laboratory;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Simplification.Pages;

/// <param name="Key">Of its name.</param>
/// <param name="Cost">Of all its dossiers for those who brought them, in đồng; none where the proposal has no cost yet.</param>
public sealed record LabColumn(string Key, LabResult Result, decimal? Cost);

public sealed record LabOffice(string Name, OfficeLoad Now, OfficeLoad Then);

/// <summary>Replays a year of the procedure's dossiers under the proposal, and shows what came after it once it holds.</summary>
[Requires(Permissions.LegalView)]
public sealed class LaboratoryModel(
    SimplificationShelf shelf,
    IProcedureCatalogue catalogue,
    IReplayRecords traces,
    UnitDirectory directory,
    Clock clock
) : PageModel
{
    private const int ShownOffices = 12;
    private const int ShownYears = 5;

    [FromQuery(Name = "nam")]
    public int? Year { get; set; }

    [FromQuery(Name = "han")]
    public string? Limit { get; set; }

    [FromQuery(Name = "viec")]
    public int? Work { get; set; }

    [FromQuery(Name = "nguoi")]
    public int? People { get; set; }

    [FromQuery(Name = "giay")]
    public int? Papers { get; set; }

    public Proposal Proposal { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>The year that is replayed.</summary>
    public int Shown { get; private set; }
    public string LimitText { get; private set; } = "";
    public bool ReadsLimit { get; private set; } = true;
    public int WorkSaved { get; private set; }
    public int Officers { get; private set; }
    public int Dropped { get; private set; }
    public int Read { get; private set; }
    public int LeftOut { get; private set; }
    public int Share { get; private set; } = 1;
    public IReadOnlyList<LabColumn> Columns { get; private set; } = [];
    public IReadOnlyList<LabOffice> Offices { get; private set; } = [];

    /// <summary>Points between the recorded late share and that of the unchanged replay.</summary>
    public decimal Difference { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid simplification, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(simplification, cancellation) is not { } proposal)
        {
            return NotFound();
        }

        Proposal = proposal;
        var procedure = (await catalogue.AllAsync(cancellation)).FirstOrDefault(p =>
            p.Code == proposal.Code
        );
        Name = procedure?.Name.ToString() ?? proposal.Code;
        var last = (proposal.EffectiveOn ?? clock.Today).Year - 1;
        Years = [.. Enumerable.Range(0, ShownYears).Select(i => clock.Today.Year - i)];
        Shown = Year is { } year && Years.Contains(year) ? year : last;
        if (!Years.Contains(Shown))
        {
            Years = [.. Years, Shown];
        }

        Choose(proposal);
        var book = await traces.ReadAsync(
            proposal.Code,
            new DateOnly(Shown, 1, 1),
            new DateOnly(Shown, 12, 31),
            cancellation
        );
        (Read, LeftOut, Share) = (book.Traces.Count, book.Open, book.Share);
        if (Read == 0)
        {
            return Page();
        }

        var plan = new LabPlan
        {
            Limit = Shared.Time.Limit.TryParse(LimitText, out var limit) ? limit : null,
            Papers = procedure?.On(new DateOnly(Shown, 12, 31))?.Papers.Count ?? 0,
            DroppedPapers = Dropped,
            Work = 1 - WorkSaved / 100m,
            Officers = Officers,
        };
        await ReplayAsync(book, plan, cancellation);
        return Page();
    }

    private async Task ReplayAsync(ReplayBook book, LabPlan plan, CancellationToken cancellation)
    {
        var sheet = Proposal.CostSheet;
        var (recorded, unchanged, asWorked, byLimit) = (
            Replay.Recorded(book),
            Replay.Run(book, LabPlan.Unchanged),
            Replay.Run(book, plan),
            Replay.Run(book, plan with { Pace = Pace.ByLimit })
        );
        Difference = Math.Abs(recorded.LateShare - unchanged.LateShare) * 100;
        var dossiers = (long)book.Traces.Count * book.Share;
        var before = sheet?.For(dossiers).YearBefore;
        var after = sheet?.For(dossiers).YearAfter;
        var columns = new List<LabColumn>
        {
            new("laboratory.recorded", recorded, before),
            new("laboratory.unchanged", unchanged, before),
            new("laboratory.as-worked", asWorked, after),
            new("laboratory.by-limit", byLimit, after),
        };
        if (Proposal.EffectiveOn is { } effective && effective <= clock.Today)
        {
            var fact = await traces.ReadAsync(
                Proposal.Code,
                effective,
                Earlier(effective.AddYears(1).AddDays(-1), clock.Today),
                cancellation
            );
            if (fact.Traces.Count > 0)
            {
                columns.Add(
                    new(
                        "laboratory.fact",
                        Replay.Recorded(fact),
                        sheet?.For((long)fact.Traces.Count * fact.Share).YearAfter
                    )
                );
            }
        }

        Columns = columns;
        var tree = await directory.GetAsync(cancellation);
        var now = unchanged.Offices.ToDictionary(o => o.UnitId);
        Offices =
        [
            .. asWorked
                .Offices.Take(ShownOffices)
                .Select(o => new LabOffice(
                    tree.Find(o.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–",
                    now[o.UnitId],
                    o
                )),
        ];
    }

    /// <summary>What the address asks for, else what is proposed.</summary>
    private void Choose(Proposal proposal)
    {
        var isAsked = Request.Query.Count > 0;
        LimitText = (isAsked ? Limit : proposal.Promised ?? proposal.Statutory)?.Trim() ?? "";
        ReadsLimit = LimitText.Length == 0 || Shared.Time.Limit.TryParse(LimitText, out _);
        WorkSaved = Math.Clamp(isAsked ? Work ?? 0 : proposal.WorkSaved, 0, 95);
        Officers = Math.Clamp(
            isAsked ? People ?? 0 : proposal.Officers,
            -SimplificationRules.MostOfficers,
            SimplificationRules.MostOfficers
        );
        Dropped = Math.Clamp(isAsked ? Papers ?? 0 : proposal.Dropped.Count, 0, 100);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
