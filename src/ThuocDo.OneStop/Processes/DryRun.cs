using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Processes;

/// <summary>What a step would have seen of recorded dossiers.</summary>
/// <param name="Choice">At this step the officer would have had to choose.</param>
/// <param name="Stuck">At this step no way would have been open.</param>
/// <param name="Recorded">Dossiers that really went through a step of this code.</param>
/// <param name="Over">Of these, those that took longer than the process gives.</param>
public sealed record DryStep(
    StepDefinition Step,
    int Passed,
    int Choice,
    int Stuck,
    int Recorded,
    int Over,
    long? TypicalMinutes
);

public sealed record DryResult(int Dossiers, IReadOnlyList<DryStep> Steps);

/// <summary>
/// Sends closed dossiers through a process as if it had been theirs, in memory: which way they would have gone by their
/// own facts, and where the time of a step would not have been enough.
/// </summary>
public sealed class DryRun(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    DossierStore store,
    ICurrentUser user
)
{
    public const int Dossiers = 200;

    public async Task<DryResult> RunAsync(ProcessDefinition process, CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var procedures = process
            .Procedures.Select(catalogue.Find)
            .OfType<Procedure>()
            .Select(p => p.Id)
            .ToList();
        var versions = catalogue
            .Versions.Where(v => v.Process == process.Code)
            .Select(v => v.Id)
            .ToList();
        var dossiers = await db.Set<Dossier>()
            .AsNoTracking()
            .VisibleTo(user)
            .Where(d => d.ClosedOn != null && d.ParentId == null)
            .Where(d =>
                procedures.Contains(d.ProcedureId)
                || procedures.Count == 0
                    && (versions.Contains(d.ProcedureVersionId) || versions.Count == 0)
            )
            .OrderByDescending(d => d.ClosedAt)
            .ThenBy(d => d.Id)
            .Take(Dossiers)
            .ToListAsync(cancellation);
        var ids = dossiers.Select(d => d.Id).ToList();
        var events = (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => ids.Contains(e.SubjectId) && e.Chain == DossierWork.Chain)
                .OrderBy(e => e.Sequence)
                .ToListAsync(cancellation)
        ).ToLookup(e => e.SubjectId);
        var tally = new Tally(process.Main);
        var works = await store.ReadAsync(
            [.. dossiers.Where(d => d.ProcessVersionId is null)],
            cancellation
        );
        foreach (var work in works)
        {
            var dossier = work.Dossier;
            tally.Walk(Known(work, process));
            tally.Measure(
                work,
                StepUse.Of(
                    work,
                    [
                        .. events[dossier.Id]
                            .Select(e => new DossierEvent(e, EventPayload.Read(e.Payload))),
                    ],
                    dossier.ClosedAt!.Value
                )
            );
        }

        return new DryResult(tally.Dossiers, tally.Steps());
    }

    /// <summary>The dossier's facts; what never happened to it is taken as agreed.</summary>
    private static Dictionary<string, string> Known(DossierWork work, ProcessDefinition process)
    {
        var facts = new Dictionary<string, string>(work.Facts);
        foreach (var step in process.Parts.SelectMany(p => p.Steps))
        {
            foreach (var slot in step.Opinions)
            {
                facts.TryAdd(KnownFacts.OpinionPrefix + slot.Code, "agree");
            }

            if (step.Kind == StepKind.SubCase)
            {
                facts.TryAdd(KnownFacts.CasePrefix + step.Code, "granted");
            }
        }

        return facts;
    }

    private sealed class Tally(ProcessPart part)
    {
        private readonly Dictionary<string, int> passed = [];
        private readonly Dictionary<string, int> choice = [];
        private readonly Dictionary<string, int> stuck = [];
        private readonly Dictionary<string, List<(long Used, long? Planned)>> used = [];

        public int Dossiers { get; private set; }

        public void Walk(Dictionary<string, string> facts)
        {
            Dossiers++;
            var seen = new HashSet<string>();
            var step = part.Steps.Count > 0 ? part.Steps[0].Code : null;
            while (step is not null && seen.Add(step))
            {
                Add(passed, step);
                var ways = ProcessRun.Open(part, step, facts);
                if (ways.Count == 0)
                {
                    Add(stuck, step);
                    return;
                }

                if (ways.Count > 1)
                {
                    Add(choice, step);
                }

                // Where the officer chooses, the first way on is followed, as for a dossier that is granted.
                step = ways.FirstOrDefault(w => w.To != Transition.Refused) is { IsEnd: false } way
                    ? way.To
                    : null;
            }
        }

        public void Measure(DossierWork work, IReadOnlyList<StepUse> uses)
        {
            foreach (var use in uses.Where(u => u.UsedMinutes > 0))
            {
                if (part.Find(use.Step.Code) is not { } step)
                {
                    continue;
                }

                var planned = step.Budget switch
                {
                    { Limit: { } own } => LinearProcess.Minutes(own),
                    { Share: { } share } => (long)(share * use.WholeMinutes),
                    _ => (long?)null,
                };
                if (!used.TryGetValue(step.Code, out var list))
                {
                    used[step.Code] = list = [];
                }

                list.Add((use.UsedMinutes, planned));
            }
        }

        public IReadOnlyList<DryStep> Steps() =>
            [
                .. part.Steps.Select(step =>
                {
                    var recorded = used.GetValueOrDefault(step.Code, []);
                    var sorted = recorded.Select(r => r.Used).Order().ToList();
                    return new DryStep(
                        step,
                        passed.GetValueOrDefault(step.Code),
                        choice.GetValueOrDefault(step.Code),
                        stuck.GetValueOrDefault(step.Code),
                        recorded.Count,
                        recorded.Count(r => r.Planned is { } most && r.Used > most),
                        sorted.Count == 0 ? null : sorted[sorted.Count / 2]
                    );
                }),
            ];

        private static void Add(Dictionary<string, int> counts, string step) =>
            counts[step] = counts.GetValueOrDefault(step) + 1;
    }
}
