using Shouldly;
using ThuocDo.Legal.Documents;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using Xunit;

namespace ThuocDo.Tests.Legal;

/// <summary>Two provinces become one on 1 July 2025, and of each one commune goes into a new one.</summary>
public sealed class DocumentRightsTests
{
    private static readonly DateOnly Merger = new(2025, 7, 1);
    private static readonly DateOnly After = new(2026, 3, 2);
    private static readonly UnitTree Tree = Make();

    [Theory]
    [InlineData("old", "old", true)]
    [InlineData("old", "old-x", true)]
    [InlineData("old-x", "old-y", false)]
    [InlineData("old-x", "old", false)]
    [InlineData("new", "old", true)]
    [InlineData("new", "old-x", true)]
    [InlineData("new-z", "old-x", true)]
    [InlineData("new-z", "old-y", false)]
    [InlineData("new-z", "old", false)]
    [InlineData("old", "new", false)]
    // A council stands below its province.
    [InlineData("council", "new", true)]
    [InlineData("council", "new-z", true)]
    public void Document_OfABody_ReachesItsOwnAndThoseBelow(
        string own,
        string theirs,
        bool reaches
    ) =>
        DocumentRights
            .Reaches(
                Tree,
                Of(own, own == "council" ? DocumentKind.Resolution : DocumentKind.Decision),
                Of(theirs, DocumentKind.Decision),
                After
            )
            .ShouldBe(reaches);

    [Fact]
    public void Document_OfABody_DoesNotReachTheCentre()
    {
        DocumentRights
            .Reaches(Tree, Of("new", DocumentKind.Decision), Of(null, DocumentKind.Decision), After)
            .ShouldBeFalse();
        // A decision of a province stays one where a council stands below it.
        DocumentRights
            .Reaches(
                Tree,
                Of("council", DocumentKind.Decision),
                Of("new", DocumentKind.Decision),
                After
            )
            .ShouldBeFalse();
    }

    [Theory]
    [InlineData("old", 0, true)]
    [InlineData("old-x", 0, true)]
    [InlineData("old-x", -1, false)]
    [InlineData("new-z", 0, true)]
    public void Body_ThatEnded_IsUnderTheNewProvinceFromItsDay(
        string body,
        int days,
        bool isUnder
    ) =>
        DocumentRights
            .IsUnder(Tree, Unit.IdOf(body), Unit.IdOf("new"), Merger.AddDays(days))
            .ShouldBe(isUnder);

    private static LegalDocument Of(string? issuer, DocumentKind kind) =>
        LegalDocument.Enter(
            Guid.CreateVersion7(),
            1,
            new DocumentFacts
            {
                Kind = kind,
                Level = issuer is null ? IssuerLevel.Centre : IssuerLevel.Province,
                IssuerId = issuer is null ? null : Unit.IdOf(issuer),
                Title = "x",
            }
        );

    private static UnitTree Make()
    {
        var begin = new DateOnly(2000, 1, 1);
        return new UnitTree(
            [
                UnitOf("old", null, Level.Province, begin, Merger),
                UnitOf("old-x", "old", Level.Commune, begin, Merger),
                UnitOf("old-y", "old", Level.Commune, begin, Merger),
                UnitOf("new", null, Level.Province, Merger, null),
                UnitOf("council", "new", Level.Province, Merger, null),
                UnitOf("new-z", "new", Level.Commune, Merger, null),
                UnitOf("new-w", "new", Level.Commune, Merger, null),
            ],
            [Edge("old", "new"), Edge("old-x", "new-z"), Edge("old-y", "new-w")]
        );
    }

    private static Unit UnitOf(
        string key,
        string? parent,
        Level level,
        DateOnly from,
        DateOnly? to
    ) =>
        new()
        {
            Id = Unit.IdOf(key),
            Key = key,
            Name = key,
            ShortName = key,
            NameEn = key,
            Kind = parent is null ? UnitKind.Province : UnitKind.Department,
            Level = level,
            ParentId = parent is null ? null : Unit.IdOf(parent),
            ValidFrom = from,
            ValidTo = to,
        };

    private static Succession Edge(string from, string to) =>
        new()
        {
            Id = StableId.From($"{from}>{to}"),
            FromUnitId = Unit.IdOf(from),
            ToUnitId = Unit.IdOf(to),
            EffectiveOn = Merger,
            Kind = SuccessionKind.Merged,
            Share = 1,
        };
}
