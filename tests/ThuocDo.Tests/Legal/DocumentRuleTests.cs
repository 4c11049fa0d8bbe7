using System.Xml.Linq;
using Shouldly;
using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Legal;

public sealed class DocumentRuleTests
{
    private static readonly DateOnly Issued = new(2024, 1, 10);

    private const string Text = """
        Căn cứ Luật Tổ chức chính quyền địa phương;
        QUYẾT ĐỊNH:
        Chương I
        QUY ĐỊNH CHUNG
        Điều 1. Phạm vi
        1. Áp dụng cho xã.
        2. Không áp dụng cho:
        a) Thuế;
        đ) Hải quan.
        Điều 4a. Sửa đổi
        1. Sửa Điều 5 như sau:
        “Điều 5. Mới
        1. Trong ngoặc.”
        2. Sau ngoặc.
        Chương II
        ĐIỀU KHOẢN CUỐI
        Điều 5. Hiệu lực
        Có hiệu lực ngay.
        """;

    [Fact]
    public void Parts_OfAText_AreNamedByTheirNumbers()
    {
        var parts = Structure.Read(Text);
        parts
            .SelectMany(p => p.All())
            .Select(p => p.Id)
            .ShouldBe([
                "preamble",
                "chp_i",
                "art_1",
                "art_1__para_1",
                "art_1__para_2",
                "art_1__para_2__point_a",
                "art_1__para_2__point_dd",
                "art_4a",
                "art_4a__para_1",
                "art_4a__para_2",
                "chp_ii",
                "art_5",
            ]);
        parts[1].Heading.ShouldBe("QUY ĐỊNH CHUNG");
        // What is quoted is text of the clause that quotes it.
        parts[1].Parts[1].Parts[0].Paragraphs.Count.ShouldBe(3);
        // An article put in before changes no other identifier.
        Structure
            .Read("Điều 1. A\nĐiều 1a. B\nĐiều 2. C\nĐiều 2. D")
            .Select(p => p.Id)
            .ShouldBe(["art_1", "art_1a", "art_2", "art_2-2"]);
        Structure.Read("").ShouldBeEmpty();
    }

    [Fact]
    public void Xml_OfADocument_IsAkomaNtosoWithItsIdentifiers()
    {
        var document = Of(IssuerLevel.Province);
        document.Publish(Issued.AddDays(3), "Công báo & tỉnh");
        var xml = XDocument.Parse(
            AkomaNtoso.Write(
                document,
                "vi",
                "UBND <tỉnh>",
                Structure.Read(Text + "\n2. \u0001hỏng"),
                [(RelationKind.BasedOn, "/akn/vn/act/law/2014-11-20/60", "art_1")]
            )
        );
        XNamespace akn = AkomaNtoso.Namespace;
        xml.Root!.Name.ShouldBe(akn + "akomaNtoso");
        var ids = xml.Descendants()
            .Select(e => e.Attribute("eId")?.Value)
            .OfType<string>()
            .ToList();
        ids.ShouldBeUnique();
        ids.ShouldContain("art_1__para_2__point_dd");
        xml.Descendants(akn + "body")
            .Single()
            .Descendants(akn + "article")
            .Select(e => e.Attribute("eId")!.Value)
            .ShouldBe(["art_1", "art_4a", "art_5"]);
        xml.Descendants(akn + "FRBRWork")
            .Single()
            .Element(akn + "FRBRuri")!
            .Attribute("value")!
            .Value.ShouldBe("/akn/vn/act/decision/2024-01-10/01-2024-QĐ-UBND");
        xml.Descendants(akn + "alternativeReference")
            .Single()
            .Attribute("href")!
            .Value.ShouldEndWith("#art_1");
    }

    [Fact]
    public void Lawful_OnADay_FollowsTheConclusionsThatHoldThen()
    {
        var lawful = Check(CheckConclusion.Lawful, 10);
        var against = Check(CheckConclusion.Unlawful, 20);
        against.Handle(CheckHandling.Amended, Issued.AddDays(25), "02");
        Found(5).ShouldBe(Lawfulness.NotChecked);
        Found(10).ShouldBe(Lawfulness.Lawful);
        // Handled or not, it was issued against the law.
        Found(30).ShouldBe(Lawfulness.Unlawful);
        against.Lift(Issued.AddDays(40), "x");
        Found(39).ShouldBe(Lawfulness.Unlawful);
        Found(40).ShouldBe(Lawfulness.Lawful);

        Lawfulness Found(int day) =>
            DocumentRules.LawfulnessOn([lawful, against], Issued.AddDays(day));
    }

    [Theory]
    [InlineData(IssuerLevel.Province, 10, PublicationState.InTime)]
    [InlineData(IssuerLevel.Province, 11, PublicationState.Late)]
    [InlineData(IssuerLevel.Commune, 3, PublicationState.Late)]
    [InlineData(IssuerLevel.District, 3, PublicationState.InTime)]
    [InlineData(IssuerLevel.Centre, 3, PublicationState.Unknown)]
    public void Publication_OfALevel_HasItsLimit(
        IssuerLevel level,
        int after,
        PublicationState state
    )
    {
        var document = Of(level);
        document.Publish(Issued.AddDays(after), "x");

        DocumentRules.PublicationOf(document, Issued.AddDays(100)).ShouldBe(state);
        DocumentRules
            .PublicationOf(Of(IssuerLevel.Province), Issued.AddDays(11))
            .ShouldBe(PublicationState.Overdue);
        LegalLimit
            .For(LegalLimit.Publication, IssuerLevel.Province, Issued)!
            .IsConfirmed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Nghị định 61/2018/NĐ-CP Điều 5", true)]
    [InlineData("161/2018/NĐ-CP", false)]
    [InlineData("61/2018/NĐ-CPX", false)]
    [InlineData("theo luật hộ tịch 2014 Điều 16", true)]
    public void Name_InAnotherText_IsFoundWhole(string text, bool isNamed)
    {
        var document = LegalDocument.Enter(
            Guid.CreateVersion7(),
            1,
            new DocumentFacts
            {
                Kind = DocumentKind.Decree,
                Level = IssuerLevel.Centre,
                Title = "x",
                ShortName = "Luật Hộ tịch 2014",
            }
        );
        document.Issue(new IssueFacts("61/2018/NĐ-CP", Issued, Issued, null));

        BaseNames.IsNamed(document, text).ShouldBe(isNamed);
    }

    [Theory]
    [InlineData(Measure.ShorterTime, true)]
    [InlineData(Measure.FewerPapers, true)]
    [InlineData(Measure.Cheaper, true)]
    [InlineData(Measure.HigherService, false)]
    [InlineData(Measure.LowerTier, false)]
    [InlineData(Measure.Abolished, false)]
    [InlineData(Measure.Interlinked, true)]
    public void Measure_InAVersion_IsShownOrNot(Measure measure, bool isShown)
    {
        var after = Before with { PromisedHours = 8, Papers = [Before.Papers[0]], Fee = 0 };

        Measures.IsShown(measure, Before, after).ShouldBe(isShown);
        Measures.IsShown(measure, Before, Before).ShouldBe(measure == Measure.Interlinked);
        Measures.IsShown(measure, Before, null).ShouldBe(measure == Measure.Abolished);
    }

    /// <summary>A procedure counts once, in the whole and for each who decided; from the day of effect, and only of the list.</summary>
    [Fact]
    public void Share_OfTheList_CountsEachProcedureOnce()
    {
        var day = new DateOnly(2024, 1, 1);
        Proposal[] proposals =
        [
            Effective(1, "a", Decider.Province, day),
            Effective(2, "a", Decider.Centre, day.AddDays(5)),
            Effective(3, "x", Decider.Province, day),
            Proposal.Make(Guid.CreateVersion7(), 4, day, Facts("b", Decider.Province)),
        ];
        string[] list = ["a", "b", "c"];
        (Count(day, null), Count(day.AddDays(-1), null)).ShouldBe((1, 0));
        (Count(day, Decider.Centre), Count(day.AddDays(5), Decider.Centre)).ShouldBe((0, 1));
        Count(day.AddDays(5), Decider.Province).ShouldBe(1);
        SimplificationRules
            .Count(list, day.AddYears(-1), proposals, day)
            .Count.ShouldBe(3, "what is abolished stays");

        int Count(DateOnly on, Decider? credit) =>
            SimplificationRules
                .Count(list, day.AddYears(-1), proposals, on, credit)
                .Count(c => c.By is not null);
    }

    /// <summary>The list begins with what was in effect on its day.</summary>
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Share_OfTheList_CountsFromTheDayBehindIt(int after, int counted)
    {
        var list = new DateOnly(2024, 1, 1);
        SimplificationRules
            .Count(
                ["a"],
                list,
                [Effective(1, "a", Decider.Province, list.AddDays(after))],
                list.AddYears(1)
            )
            .Count(c => c.By is not null)
            .ShouldBe(counted);
    }

    /// <summary>Before anything is published: it must show a measure, and take nothing back that was promised since.</summary>
    [Theory]
    [InlineData(Measure.ShorterTime, 8, 1000, null)]
    [InlineData(Measure.ShorterTime, 40, 1000, "simplify.refused.not-shown")]
    [InlineData(Measure.ShorterTime, 48, 1000, "simplify.refused.not-shown")]
    [InlineData(Measure.Interlinked, 48, 1000, "simplify.refused.worse")]
    [InlineData(Measure.Cheaper, 40, 2000, "simplify.refused.not-shown")]
    [InlineData(Measure.ShorterTime, 8, 2000, "simplify.refused.worse")]
    [InlineData(Measure.LowerTier, 40, 1000, "simplify.refused.not-shown")]
    [InlineData(Measure.DataForPaper, 40, 1000, "simplify.refused.not-shown")]
    public void Version_ToCome_ShowsTheMeasureAndIsNotWorse(
        Measure measure,
        int hours,
        int fee,
        string? refusal
    )
    {
        var proposal = Proposal.Make(
            Guid.CreateVersion7(),
            1,
            new DateOnly(2024, 1, 1),
            Facts("a", Decider.Province) with
            {
                Measures = [measure],
            }
        );

        var coming = Before with { Number = 2, PromisedHours = hours, Fee = fee };

        var fault = SimplificationRules.FaultOf(proposal, Before, coming);

        fault?.Key.ShouldBe(refusal);
        (fault is null).ShouldBe(refusal is null);
    }

    /// <summary>A second proposal took the first paper away, so the number two is another paper now.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Papers_ThatFallAway_AreThoseOfTheProposal(int number, bool areKept)
    {
        var proposal = Proposal.Make(
            Guid.CreateVersion7(),
            1,
            new DateOnly(2024, 1, 1),
            Facts("a", Decider.Province) with
            {
                Measures = [Measure.FewerPapers],
                DroppedPapers = [number],
            }
        );
        var next = Before with
        {
            Number = 2,
            From = new DateOnly(2024, 6, 1),
            Papers = [Before.Papers[0]],
        };
        var procedure = new CatalogueProcedure(
            Guid.CreateVersion7(),
            "a",
            new Bilingual("a", null),
            [Before with { To = next.From }, next]
        );

        SimplificationRules.KeepsPapers(proposal, procedure).ShouldBe(areKept);
    }

    private static CatalogueVersion Before { get; } =
        new()
        {
            Number = 1,
            From = new DateOnly(2020, 1, 1),
            Statutory = Limit.Parse("5wd", null),
            Promised = Limit.Parse("5wd", null),
            StatutoryHours = 40,
            PromisedHours = 40,
            Papers = [new Bilingual("a", null), new Bilingual("b", null)],
            Fee = 1000,
            Steps = 3,
            Online = 1,
            Tier = 1,
            Bases = [],
        };

    private static ProposalFacts Facts(string code, Decider decider) =>
        new()
        {
            Code = code,
            Measures = [Measure.ShorterTime],
            Decider = decider,
            UnitId = Guid.CreateVersion7(),
            What = "x",
            Promised = Limit.Parse("1wd", null),
        };

    private static Proposal Effective(int number, string code, Decider decider, DateOnly day)
    {
        var proposal = Proposal.Make(
            Guid.CreateVersion7(),
            number,
            day.AddDays(-30),
            Facts(code, decider)
        );
        proposal.Decide(true, "1", day.AddDays(-10), "x", null);
        proposal.TakeEffect(day, 2);
        return proposal;
    }

    private static LegalDocument Of(IssuerLevel level)
    {
        var document = LegalDocument.Enter(
            Guid.CreateVersion7(),
            1,
            new DocumentFacts
            {
                Kind = DocumentKind.Decision,
                Level = level,
                Title = "Quyết định",
            }
        );
        document.Issue(new IssueFacts("01/2024/QĐ-UBND", Issued, Issued.AddDays(10), null));
        return document;
    }

    private static DocumentCheck Check(CheckConclusion conclusion, int after) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            DocumentId = Guid.CreateVersion7(),
            Number = 1,
            By = "x",
            Paper = "1",
            ConcludedOn = Issued.AddDays(after),
            Conclusion = conclusion,
            Words = "x",
        };
}
