using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Compiling.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Drafts;

/// <summary>Reads the file of a resolution, compiles it and writes the draft down with what can be proposed.</summary>
public sealed class OpenDraft(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    IndicatorChoices indicators,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Far above any resolution; a longer text is no resolution or several.</summary>
    public const int LongestText = 2_000_000;
    public const int MostItems = 3_000;

    public async Task<Outcome<Guid>> RunAsync(
        string key,
        string? title,
        Guid? amends,
        string fileName,
        byte[] content,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.ProgrammeManage))
        {
            return Outcome<Guid>.Refused("draft.refused.not-allowed");
        }

        var (text, refusal) = DocumentFile.Read(fileName, content);
        if (text is null)
        {
            return Outcome<Guid>.Refused(refusal!.Key, [.. refusal.Arguments]);
        }

        text = Storable(text);
        if (text.Length > LongestText)
        {
            return Outcome<Guid>.Refused("draft.refused.too-long", text.Length, LongestText);
        }

        var name = string.IsNullOrWhiteSpace(title)
            ? DraftTitle.Of(text) ?? Path.GetFileNameWithoutExtension(fileName)
            : title.Trim().Normalize();
        // Reading takes its time and needs nothing of the database: it is done before the transaction begins.
        var made = DraftMaker.Make(name, fileName, text, clock.Now, amends);
        if (made.Items.Count > MostItems)
        {
            return Outcome<Guid>.Refused("draft.refused.too-many", made.Items.Count, MostItems);
        }

        await ProposeAsync(made.Items, cancellation);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "draft.open", user.UserId),
            _ => Task.FromResult(Write(made)),
            cancellation
        );
    }

    /// <summary>Owners and measures are proposals: the text names them at best.</summary>
    private async Task ProposeAsync(IReadOnlyList<DraftItem> items, CancellationToken cancellation)
    {
        var bodies = new UnitMatcher(await directory.GetAsync(cancellation), clock.Today);
        var matcher = new IndicatorMatcher(await indicators.AllAsync(cancellation));
        foreach (var item in items)
        {
            item.BodyId = bodies.Find(item.Body);
            item.AsksForPlan = item.Kind == DraftItemKind.Duty && Terms.AsksForPlan(item.Text);
            if (
                item.Kind == DraftItemKind.Target
                && Conditions.Read(item.Operator, item.Value, item.Unit) is { } demand
            )
            {
                var isNamed = demand.Kind switch
                {
                    ConditionKind.Group => Terms.Group(item.Value) is not null,
                    ConditionKind.Rank => Terms.IsAmongAll(item.RankGroup),
                    _ => true,
                };
                item.Indicator =
                    isNamed
                    && matcher.Propose($"{item.Text} {item.Scope}", demand.Kind)
                        is [var likeliest, ..]
                        ? likeliest.Info.Key
                        : null;
            }
        }
    }

    /// <summary>Halves of characters and zeros cannot be stored; one for one, so that every place stays where it is.</summary>
    private static string Storable(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            var isPair =
                char.IsHighSurrogate(characters[i])
                && i + 1 < characters.Length
                && char.IsLowSurrogate(characters[i + 1]);
            if (isPair)
            {
                i++;
            }
            else if (characters[i] == '\0' || char.IsSurrogate(characters[i]))
            {
                characters[i] = '\ufffd';
            }
        }

        return new string(characters);
    }

    private Outcome<Guid> Write(NewDraft made)
    {
        db.Add(made.Draft);
        db.Add(
            new ChainedRow<ProgrammeDraft>(ProgrammeDraft.Fields, made.Draft).Record(
                "compiled",
                clock.Now,
                user.UserId
            )
        );
        db.AddRange(made.Sentences);
        foreach (var item in made.Items)
        {
            db.Add(item);
            db.Add(
                new ChainedRow<DraftItem>(DraftItem.Fields, item).Record(
                    "drafted",
                    clock.Now,
                    user.UserId
                )
            );
        }

        return Outcome<Guid>.Of(made.Draft.Id);
    }
}
