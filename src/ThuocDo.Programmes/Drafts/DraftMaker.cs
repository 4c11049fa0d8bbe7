using System.Security.Cryptography;
using System.Text;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Targets;

namespace ThuocDo.Programmes.Drafts;

/// <summary>A draft as it is first written down.</summary>
public sealed record NewDraft(
    ProgrammeDraft Draft,
    IReadOnlyList<DraftSentence> Sentences,
    IReadOnlyList<DraftItem> Items
);

/// <summary>Turns what the compiler read into rows that people decide on. Pure; proposals come afterwards.</summary>
public sealed class DraftMaker
{
    private readonly ProgrammeDraft draft;
    private readonly CompiledDraft compiled;
    private readonly IReadOnlyList<SourceLine> lines;
    private readonly Dictionary<string, int> sentenceOf = [];
    private readonly List<DraftItem> items = [];

    private DraftMaker(ProgrammeDraft draft, CompiledDraft compiled)
    {
        (this.draft, this.compiled) = (draft, compiled);
        lines = LineCleaner.Read(draft.Text);
        for (var i = compiled.Sentences.Count - 1; i >= 0; i--)
        {
            foreach (var item in compiled.Sentences[i].Items)
            {
                sentenceOf[item] = i + 1;
            }
        }
    }

    /// <param name="amends">The programme that the act changes; none: it is one of its own.</param>
    public static NewDraft Make(
        string title,
        string fileName,
        string text,
        DateTime now,
        Guid? amends = null
    )
    {
        var compiled = ResolutionCompiler.Compile(text);
        var draft = new ProgrammeDraft
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            Title = title,
            FileName = fileName,
            Text = text,
            TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            ReachYear = Deadlines.LastDay(compiled.Facts.Deadline)?.Year,
            CreatedAt = now,
            AmendsId = amends,
        };
        var maker = new DraftMaker(draft, compiled);
        maker.AddTargets();
        maker.AddTasks();
        maker.AddDuties();
        return new NewDraft(draft, maker.Sentences(), maker.items);
    }

    /// <summary>Conditions of one sentence begin on one line; people part and join them.</summary>
    private void AddTargets()
    {
        var lineOf = new Dictionary<int, int>();
        for (var i = 0; i < compiled.Targets.Count; i++)
        {
            var target = compiled.Targets[i];
            if (target.Kind == TargetKind.Limit)
            {
                continue;
            }

            var sentence = SentenceOf($"T{i + 1}", target.Place);
            if (!lineOf.TryGetValue(sentence, out var line))
            {
                lineOf[sentence] = line = lineOf.Count + 1;
            }

            Add(
                DraftItemKind.Target,
                sentence,
                target.Section,
                target.Name,
                item =>
                {
                    item.State =
                        target.Kind == TargetKind.Target
                            ? DraftItemState.Open
                            : DraftItemState.LeftOut;
                    item.Line = line;
                    item.Operator = target.Operator;
                    item.Value = target.Value;
                    item.Unit = Given(target.Unit);
                    item.Scope = Given(target.Scope);
                    item.RankGroup = Given(target.RankGroup);
                    item.BaseYear = Given(target.BaseYear);
                    item.Deadline = Given(target.Deadline);
                    item.Body = Given(target.LeadBody);
                },
                string.Join('|', target.Doubts)
            );
        }
    }

    private void AddTasks()
    {
        for (var i = 0; i < compiled.Tasks.Count; i++)
        {
            var task = compiled.Tasks[i];
            Add(
                DraftItemKind.Task,
                SentenceOf($"N{i + 1}", task.Place),
                task.Section,
                task.Text,
                item =>
                {
                    item.Deadline = Given(task.DeadlineNorm);
                    item.DeadlineText = Given(task.DeadlineText);
                    item.Body = Given(task.LeadBody);
                    item.Coordinating = Given(task.CoordinatingBodies);
                    item.Product = Given(task.Deliverable);
                }
            );
        }
    }

    private void AddDuties()
    {
        for (var i = 0; i < compiled.Duties.Count; i++)
        {
            var duty = compiled.Duties[i];
            Add(
                DraftItemKind.Duty,
                SentenceOf($"D{i + 1}", duty.Place),
                duty.Section,
                duty.Text,
                item =>
                {
                    item.Deadline = Given(duty.DeadlineNorm);
                    item.DeadlineText = Given(duty.DeadlineText);
                    item.Body = Given(duty.Addressee);
                }
            );
        }
    }

    private void Add(
        DraftItemKind kind,
        int sentence,
        string section,
        string text,
        Action<DraftItem> fill,
        string doubts = ""
    )
    {
        var item = new DraftItem
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(draft.CreatedAt, TimeSpan.Zero)),
            DraftId = draft.Id,
            Number = items.Count + 1,
            Kind = kind,
            Sentence = sentence,
            Section = Cut(section, DraftItem.ShortMaxLength),
            Text = Cut(text, DraftItem.TextMaxLength),
            Doubts = doubts,
        };
        fill(item);
        item.Body = item.Body is { } body ? Cut(body, DraftItem.BodyMaxLength) : null;
        item.Coordinating = item.Coordinating is { } all ? Cut(all, DraftItem.TextMaxLength) : null;
        item.Product = item.Product is { } product ? Cut(product, DraftItem.TextMaxLength) : null;
        items.Add(item);
    }

    private List<DraftSentence> Sentences() =>
        [
            .. compiled.Sentences.Select(
                (sentence, i) =>
                    new DraftSentence
                    {
                        Id = Guid.CreateVersion7(
                            new DateTimeOffset(draft.CreatedAt, TimeSpan.Zero)
                        ),
                        DraftId = draft.Id,
                        Number = i + 1,
                        Start = Offset(sentence.Place, sentence.Place.Start),
                        End = Offset(sentence.Place, sentence.Place.End),
                        Text = sentence.Text,
                        State = sentence.State,
                    }
            ),
        ];

    private int Offset(Place place, int character) =>
        Math.Min(draft.Text.Length, lines[place.Line - 1].Offset + character);

    /// <summary>The sentence that names the item, else the last one that begins before it.</summary>
    private int SentenceOf(string item, Place place)
    {
        if (sentenceOf.TryGetValue(item, out var number))
        {
            return number;
        }

        var before = compiled.Sentences.Count(s =>
            s.Place.Line < place.Line
            || (s.Place.Line == place.Line && s.Place.Start <= place.Start)
        );
        return Math.Max(1, before);
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string Cut(string text, int length) =>
        text.Length <= length
            ? text
            : string.Concat(
                text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1),
                "…"
            );
}
