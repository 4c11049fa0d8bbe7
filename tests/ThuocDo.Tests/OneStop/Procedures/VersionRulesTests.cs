using Shouldly;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.Editing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed class VersionRulesTests
{
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static readonly UnitTree Tree = new(UnitFacts.Units(), UnitFacts.Successions());

    private static readonly ProcedureVersion Present = ProcedureFacts
        .Versions()
        .First(v => v.Level == Level.Commune && v.IsValidOn(Today));

    private static readonly VersionDraft Good = new()
    {
        ValidFrom = Today.AddDays(1),
        Level = Level.Commune,
        StatutoryLimit = Limit.Parse("5wd", null),
        PromisedLimit = Limit.Parse("3wd", null),
        Process = "commune",
        Steps = Present.Steps,
        Papers = [new RequiredPaper(1, "Tờ khai", "", 1, 0, true)],
        DecisionNumber = "12/QĐ-UBND",
        DecisionDate = Today,
    };

    [Fact]
    public void Check_GoodDraft_HasNoFault() => Faults(Good).ShouldBeEmpty();

    public static TheoryData<string, Func<VersionDraft, VersionDraft>> Broken =>
        new()
        {
            { "procedure.valid-from.missing", d => d with { ValidFrom = null } },
            { "procedure.valid-from.early", d => d with { ValidFrom = Today } },
            { "procedure.decision.missing", d => d with { DecisionNumber = " " } },
            { "procedure.decision-date.missing", d => d with { DecisionDate = null } },
            { "procedure.decision-date.late", d => d with { DecisionDate = Today.AddDays(2) } },
            { "procedure.limit.wrong", d => d with { StatutoryLimit = null } },
            {
                "procedure.promise.longer",
                d => d with { PromisedLimit = Limit.Parse("6wd", null) }
            },
            {
                "procedure.promise.longer",
                d => d with { PromisedLimit = Limit.Parse("41wh", null) }
            },
            { "procedure.promise.longer", d => d with { PromisedLimit = Limit.Parse("1m", null) } },
            { "procedure.competent.missing", d => d with { Level = Level.Province } },
            { "procedure.competent.gone", d => d with { CompetentUnitId = Guid.CreateVersion7() } },
            { "procedure.online-from.missing", d => d with { OnlineLevel = OnlineLevel.Full } },
            {
                "procedure.place.not-online",
                d => d with { ReceivingPlace = ReceivingPlace.OnlineOnly }
            },
            { "procedure.process.missing", d => d with { Process = null } },
            { "procedure.process.no-end", d => d with { Steps = [.. d.Steps.SkipLast(1)] } },
            {
                "procedure.process.budget",
                d => d with { Steps = [d.Steps[0] with { BudgetShare = 0.9m }, .. d.Steps] }
            },
            {
                "procedure.paper.number",
                d => d with { Papers = [d.Papers[0] with { Number = 2 }] }
            },
            {
                "procedure.paper.copies",
                d => d with { Papers = [d.Papers[0] with { Originals = 0 }] }
            },
            {
                "procedure.paper.none-required",
                d => d with { Papers = [d.Papers[0] with { IsRequired = false }] }
            },
            { "procedure.fee.amount", d => d with { FeeItems = [Fee(-1)] } },
            { "procedure.fee.most", d => d with { FeeItems = [Fee(5000) with { Most = 4000 }] } },
            { "procedure.fee.basis", d => d with { FeeItems = [Fee(5000) with { Basis = null }] } },
            { "procedure.fee.code-twice", d => d with { FeeItems = [Fee(1000), Fee(2000)] } },
            {
                "procedure.fee.share",
                d =>
                    d with
                    {
                        FeeItems =
                        [
                            Fee(1000) with
                            {
                                Exemptions = [new FeeExemption("Hộ nghèo", "", 1.5m, "x")],
                            },
                        ],
                    }
            },
            {
                "procedure.fee.nothing-to-pay",
                d => d with { PayableOnlineFrom = Today.AddDays(1) }
            },
        };

    [Theory, MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Check_BrokenDraft_NamesTheFault(
        string key,
        Func<VersionDraft, VersionDraft> breaking
    ) => Faults(breaking(Good)).ShouldBe([key]);

    [Fact]
    public void Check_FirstVersion_MayBeginToday() =>
        VersionRules.Check(Good with { ValidFrom = Today }, null, Tree, Today).ShouldBeEmpty();

    [Theory]
    [InlineData(2000, null, 3, 6000)]
    [InlineData(2000, 5000, 3, 5000)]
    [InlineData(2000, null, 0, 0)]
    public void Fee_CountedItem_IsAmountTimesNumberUpToTheMost(
        int amount,
        int? most,
        int count,
        int due
    ) => (Fee(amount) with { PerVi = "trang", Most = most }).For(count).ShouldBe(due);

    [Fact]
    public void Version_FieldsOfHistory_CoverEveryProperty()
    {
        // What is no content: keys, the end that the next version sets, and what is derived from another field.
        string[] other = ["Id", "ProcedureId", "ValidTo", "Steps", "IsSameDay", "IsConfirmed"];
        VersionFields
            .Of(Present)
            .Count.ShouldBe(typeof(ProcedureVersion).GetProperties().Length - other.Length);
    }

    private static FeeItem Fee(decimal amount) =>
        new("le-phi", "Lệ phí", "", amount, "Nghị quyết mẫu", []);

    private static IEnumerable<string> Faults(VersionDraft draft) =>
        VersionRules.Check(draft, Present, Tree, Today).Select(f => f.Key);
}
