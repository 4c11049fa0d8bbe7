using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.Programmes.Plans;

/// <summary>Action plans for the shipped resolution, made in memory.</summary>
internal static class PlanSample
{
    public static readonly UnitTree Tree = UnitFacts.Tree();
    public static readonly ProgrammeFacts Facts = ProgrammeFacts.Read();
    public static readonly DateOnly DueOn = new(2021, 10, 29);

    public static readonly string[] Districts =
    [
        "thanh-uy-prtc",
        "huyen-uy-bac-ai",
        "huyen-uy-ninh-son",
        "huyen-uy-ninh-hai",
        "huyen-uy-ninh-phuoc",
        "huyen-uy-thuan-bac",
        "huyen-uy-thuan-nam",
    ];

    public static Unit Unit(string key) => Tree.Find(key)!;

    public static BoundBody Bound(string body) => new(Unit(body), DueOn);

    /// <summary>The bodies of item IV.1.</summary>
    public static IReadOnlyList<BoundBody> AllBound { get; } =
    [
        .. Facts
            .AddresseeUnits.Where(u => u.AddresseeId == Facts.Addressees[0].Id)
            .Select(u => new BoundBody(Tree[u.UnitId], DueOn)),
    ];

    /// <param name="targets">Condition, value and scope; it is tied to the condition.</param>
    /// <param name="tasks">The tasks it takes up.</param>
    public static ActionPlan Plan(
        string issuer,
        DateOnly? issuedOn = null,
        IEnumerable<(string Key, decimal Value, string Scope)>? targets = null,
        IEnumerable<int>? tasks = null,
        Func<Condition, Condition>? change = null
    )
    {
        var programme = new Programme
        {
            Id = Guid.CreateVersion7(),
            Key = $"ke-hoach-{issuer}-{issuedOn:yyyyMMdd}",
            TitleVi = "Kế hoạch",
            IssuerId = Unit(issuer).Id,
            TermEnd = new(2025, 12, 31),
            CarriesOutId = Facts.Programme.Id,
        };
        var conditions = (targets ?? [])
            .Select(t =>
            {
                var higher = Facts.Conditions.Single(c => c.Key == t.Key);
                var own = Copy(higher, t.Value, t.Scope);
                return change is null ? own : change(own);
            })
            .ToList();
        var taken = (tasks ?? []).ToList();
        var version = new ProgrammeVersion
        {
            Id = Guid.CreateVersion7(),
            ProgrammeId = programme.Id,
            Number = 1,
            Act = "Kế hoạch",
            // Of another year every body may have this number again.
            ActNumber = "01-KH",
            AdoptedOn = issuedOn,
            TermEnd = programme.TermEnd,
            Digest = "",
        };
        return new(
            programme,
            Unit(issuer),
            version,
            ProgrammeItems.None with
            {
                Conditions = conditions,
                Tasks =
                [
                    .. taken.Select(
                        (n, i) =>
                            new ProgrammeTask
                            {
                                Id = Guid.CreateVersion7(),
                                FromVersion = 1,
                                ProgrammeId = programme.Id,
                                Number = i + 1,
                                NameVi = "Nhiệm vụ",
                            }
                    ),
                ],
            },
            [
                .. conditions.Select(c => Tie(programme.Id, TieKind.Condition, c.Key, c.Key)),
                .. taken.Select((n, i) => Tie(programme.Id, TieKind.Task, $"{i + 1}", $"{n}")),
            ]
        );
    }

    public static (CascadeReport Report, IReadOnlyList<Explanation> Left) Check(
        IReadOnlyList<BoundBody> bound,
        IReadOnlyList<ActionPlan> plans,
        ProgrammeItems? items = null
    )
    {
        var (reader, input) = Read(bound, plans, items);
        return (CascadeCheck.Run(input, PlansModel.Effort), reader.Left);
    }

    public static (PlanCascade Reader, CascadeInput Input) Read(
        IReadOnlyList<BoundBody> bound,
        IReadOnlyList<ActionPlan> plans,
        ProgrammeItems? items = null
    )
    {
        var lines = new PlanLines(Tree, new DateOnly(2024, 3, 6)).Of(bound, plans);
        var reader = new PlanCascade(Tree, "vi", (body, level) => $"{body} {level}");
        return (
            reader,
            reader.Read(new(Facts.Programme, items ?? Facts.Items, bound, plans), lines)
        );
    }

    public static Condition Copy(
        Condition c,
        decimal? limit,
        string scope,
        ConditionOperator? direction = null,
        ConditionKind? kind = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FromVersion = 1,
            TargetId = c.TargetId,
            Key = c.Key,
            Order = c.Order,
            Kind = kind ?? c.Kind,
            NameVi = c.NameVi,
            Operator = direction ?? c.Operator,
            Limit = limit,
            Unit = c.Unit,
            BaseYear = c.BaseYear,
            Scope = scope,
            Deadline = c.Deadline,
            Indicator = c.Indicator,
            Readings = c.Readings,
            Index = c.Index,
            IsConfirmed = true,
        };

    private static PlanTie Tie(Guid plan, TieKind kind, string item, string tiedTo) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PlanId = plan,
            Kind = kind,
            Item = item,
            TiedTo = tiedTo,
        };
}
