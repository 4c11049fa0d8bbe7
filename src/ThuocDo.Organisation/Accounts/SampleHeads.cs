using System.Globalization;
using System.Text;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// Sample heads for every unit version. In 2023 every third unit, and each that has a demonstration head, changes its
/// head, so that one sees results put down to whoever held the post on the day.
/// </summary>
public sealed record SampleHeads(
    IReadOnlyList<Person> People,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<PostHolding> Holdings
)
{
    private sealed record Title(UnitKind Kind, string? Start, int Rank, string Vi, string En);

    private static readonly DateOnly YearOfChange = new(2023, 1, 1);

    private static readonly CompositeFormat NamePattern = CompositeFormat.Parse(
        ShippedData
            .Rows("demonstration/names.csv")
            .Single(row => row["of"] == "head")
            .Required("pattern")
    );

    /// <param name="units">All versions of all units.</param>
    /// <param name="known">People who are to be the last head of a unit.</param>
    public static SampleHeads Of(IReadOnlyList<Unit> units, IReadOnlyDictionary<Guid, Guid> known)
    {
        var titles = Titles();
        var (people, posts, holdings) = (
            new List<Person>(),
            new List<Post>(),
            new List<PostHolding>()
        );
        foreach (var unit in units)
        {
            var ofUnit = titles
                .Where(t =>
                    t.Kind == unit.Kind
                    && (t.Start is null || unit.Name.StartsWith(t.Start, StringComparison.Ordinal))
                )
                .GroupBy(t => t.Rank)
                .OrderBy(g => g.Key)
                .Select(g => g.First())
                .ToList();
            foreach (var title in ofUnit)
            {
                var post = new Post
                {
                    Id = StableId.From($"post:{unit.Key}:{title.Rank}"),
                    UnitId = unit.Id,
                    Title = title.Vi,
                    TitleEn = title.En,
                    IsHead = true,
                    Rank = title.Rank,
                };
                posts.Add(post);
                var changes = ReferenceEquals(title, ofUnit[^1]);
                var terms = Terms(unit, changes, known.ContainsKey(unit.Id)).ToList();
                for (var i = 0; i < terms.Count; i++)
                {
                    var key = $"{unit.Key}:{title.Rank}:{i}";
                    var isKnown = changes && i == terms.Count - 1;
                    var personId =
                        isKnown && known.TryGetValue(unit.Id, out var given)
                            ? given
                            : NewPerson(people, key);
                    holdings.Add(
                        new PostHolding
                        {
                            Id = StableId.From($"holding:{key}"),
                            PersonId = personId,
                            PostId = post.Id,
                            From = terms[i].From,
                            To = terms[i].To,
                        }
                    );
                }
            }
        }

        return new SampleHeads(people, posts, holdings);
    }

    private static Guid NewPerson(List<Person> people, string key)
    {
        var number = people.Count + 1;
        var person = Person.Sample(
            StableId.From($"person:sample:{key}"),
            string.Format(CultureInfo.InvariantCulture, NamePattern, number),
            number % 2 == 0 ? Gender.Female : Gender.Male
        );
        people.Add(person);
        return person.Id;
    }

    private static IEnumerable<(DateOnly From, DateOnly? To)> Terms(
        Unit unit,
        bool mayChange,
        bool mustChange
    )
    {
        var start =
            unit.ValidFrom > DemonstrationAccounts.From
                ? unit.ValidFrom
                : DemonstrationAccounts.From;
        if (unit.ValidTo <= start)
        {
            yield break;
        }

        var draw = BitConverter.ToUInt16(StableId.From("head:" + unit.Key).ToByteArray());
        var day = YearOfChange.AddDays(31 + draw % 300);
        if (
            mayChange
            && (mustChange || draw % 3 == 0)
            && start < day
            && (unit.ValidTo is null || day < unit.ValidTo)
        )
        {
            yield return (start, day);
            yield return (day, unit.ValidTo);
        }
        else
        {
            yield return (start, unit.ValidTo);
        }
    }

    private static List<Title> Titles() =>
        [
            .. ShippedData
                .Rows("demonstration/head_posts.csv")
                .Select(row => new Title(
                    row.Enum<UnitKind>("kind"),
                    row["name_starts_with"],
                    row.Int("rank"),
                    row.Required("title"),
                    row.Required("title_en")
                )),
        ];
}
