using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Targets;
using ThuocDo.Programmes.Compiling.Tasks;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling;

/// <summary>
/// Drafts the monitored programme from the text of a resolution, plan or programme. Pure and deterministic: the same text
/// gives the same draft, without database, network or language model.
/// </summary>
public sealed class ResolutionCompiler
{
    private readonly Outline outline;
    private readonly DocumentFacts facts;
    private readonly IReadOnlyList<Table> tables;
    private readonly bool isPlanAlone;
    private readonly Dictionary<Block, Table> tableOf = [];
    private readonly List<Target> targets = [];
    private readonly List<Duty> duties = [];
    private readonly List<(
        Placed Placed,
        Sentence? Sentence,
        Place Place,
        string Text,
        int FirstTarget,
        int TargetCount,
        int Duty
    )> sentences = [];

    private ResolutionCompiler(string text)
    {
        outline = Outline.Of(BlockBuilder.Build(LineCleaner.Read(text)));
        facts = DocumentFacts.Of(outline);
        tables = TableFinder.Find(outline.Blocks);
        isPlanAlone = PlanAlone.Is(outline);
        foreach (var table in tables)
        {
            foreach (var row in table.Rows)
            {
                tableOf[row.Block] = table;
            }
        }
    }

    public static CompiledDraft Compile(string text) => new ResolutionCompiler(text).Draft();

    private CompiledDraft Draft()
    {
        foreach (var placed in outline.Blocks)
        {
            if (placed.Block.IsRow)
            {
                ReadRow(placed);
            }
            else
            {
                ReadSentences(placed);
            }
        }

        var ofTables = tables.Where(t => t.IsOfTasks).SelectMany(TaskTableReader.Read).ToList();
        var tasks = ofTables.Count > 0 ? ofTables : WithDuties(TaskOutline.Read(outline));
        var (merged, became) = TargetMerger.Merge(targets);
        return new CompiledDraft
        {
            Facts = facts,
            Sections = outline.Sections,
            Targets = merged,
            Tasks = tasks,
            Duties = duties,
            Sentences = Coverage(tasks, became),
        };
    }

    private void ReadRow(Placed placed)
    {
        var first = targets.Count;
        var block = placed.Block;
        var place = block.PlaceOf(0, block.Text.Length);
        if (
            tableOf.GetValueOrDefault(block) is { } table
            && table.IsOfTargets(placed.Section?.Role)
        )
        {
            targets.AddRange(
                TargetTableReader
                    .Read(table, placed, Around(placed))
                    .Select(t => t with { Place = place })
            );
        }

        sentences.Add(
            (
                placed,
                null,
                place,
                string.Join(" | ", block.Cells!),
                first,
                targets.Count - first,
                -1
            )
        );
    }

    private void ReadSentences(Placed placed)
    {
        var around = Around(placed);
        var subject = "";
        foreach (var (start, end) in SentenceSplitter.Split(placed.Block.Text))
        {
            var text = placed.Block.Text[start..end];
            var place = placed.Block.PlaceOf(start, end);
            var first = targets.Count;
            var duty = -1;
            Sentence? sentence = null;
            if (placed.Zone == Zone.Body)
            {
                sentence = new Sentence(text);
                targets.AddRange(
                    TargetReader
                        .Read(sentence, isPlanAlone ? PlanAlone.In(around, sentence) : around)
                        .Select(t =>
                            t with
                            {
                                // "… giảm 15%. Đến năm 2050, giảm 30%.": the subject is that of the sentence before.
                                Name = t.Name.Length > 0 ? t.Name : subject,
                                Place = place,
                            }
                        )
                );
                subject = targets.Count > first ? targets[^1].Name : subject;
                if (
                    placed.Section
                        is {
                            Role: SectionRole.Task
                                or SectionRole.Implementation
                                or SectionRole.Reporting
                                or SectionRole.None
                        } section
                    && DutyReader.Read(
                        sentence,
                        section.Path,
                        () => TaskOutline.AddresseeOf(section),
                        place
                    )
                        is { } read
                )
                {
                    duty = duties.Count;
                    duties.Add(read);
                }
            }

            sentences.Add((placed, sentence, place, text, first, targets.Count - first, duty));
        }
    }

    private Surroundings Around(Placed placed)
    {
        var section = placed.Section;
        var opening = section is { Label.IsBullet: true } ? section.Parent : null;
        return new Surroundings
        {
            Section = section?.Path ?? "",
            Role =
                placed.Zone == Zone.Body
                    ? section?.Role ?? SectionRole.None
                    : SectionRole.Background,
            Opening =
                opening is { OwnRole: null } && opening.Opening.EndsWith(':')
                    ? opening.Opening
                    : "",
            Deadline = section?.Date?.Deadline is { Length: > 0 } date ? date : facts.Deadline,
            IssueYear = facts.IssueYear,
            InAnnex = section is { InAnnex: true },
            Place = facts.Place,
        };
    }

    /// <summary>Without a table, a dated duty inside an item stands beside the item as a task of its own.</summary>
    private IReadOnlyList<ProgrammeTask> WithDuties(IReadOnlyList<ProgrammeTask> tasks)
    {
        var all = tasks.ToList();
        var dated = tasks.Select(t => (t.Section, t.DeadlineText)).ToHashSet();
        foreach (var duty in duties)
        {
            if (!dated.Contains((duty.Section, duty.DeadlineText)))
            {
                all.Add(
                    new ProgrammeTask
                    {
                        Section = duty.Section,
                        Text = duty.Text,
                        LeadBody = duty.Addressee,
                        DeadlineText = duty.DeadlineText,
                        DeadlineNorm = duty.DeadlineNorm,
                        Sentence = duty.Text,
                        Place = duty.Place,
                    }
                );
            }
        }

        return [.. all.OrderBy(t => t.Place.Line).ThenBy(t => t.Place.Start)];
    }

    private List<CoveredSentence> Coverage(
        IReadOnlyList<ProgrammeTask> tasks,
        IReadOnlyList<int> became
    )
    {
        var tasksAt = new TaskPlaces(tasks);
        var covered = new List<CoveredSentence>(sentences.Count);
        foreach (var s in sentences)
        {
            var items = new List<string>();
            for (var t = 0; t < s.TargetCount; t++)
            {
                if (targets[s.FirstTarget + t].Kind != TargetKind.Limit)
                {
                    items.Add($"T{became[s.FirstTarget + t] + 1}");
                }
            }

            if (s.Duty >= 0)
            {
                items.Add($"D{s.Duty + 1}");
            }

            items.AddRange(tasksAt.Of(s.Placed, s.Place));
            covered.Add(
                new CoveredSentence(
                    s.Place,
                    s.Text,
                    items.Count > 0 ? SentenceState.Compiled : StateOf(s.Placed, s.Sentence),
                    items
                )
            );
        }

        return covered;
    }

    /// <summary>
    /// Among objectives every number should have led to something; elsewhere a sentence without an item is context.
    /// </summary>
    private static SentenceState StateOf(Placed placed, Sentence? sentence) =>
        sentence is not null
        && placed is { Zone: Zone.Body, IsHeading: false, Section.Role: SectionRole.Objective }
        && QuantityReader.Read(sentence).Count > 0
            ? SentenceState.NotUnderstood
            : SentenceState.Context;
}
