using Shouldly;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Plans;

public sealed class TieProposerTests
{
    private static readonly TieProposer Proposer = new(
        PlanSample.Facts.Items,
        PlanSample.Facts.Axes
    );

    [Theory]
    [InlineData("Người đứng đầu cấp ủy chịu trách nhiệm lãnh đạo cải cách hành chính", "1")]
    [InlineData("Nâng cao chất lượng ban hành văn bản quy phạm pháp luật", "2")]
    [InlineData("Rà soát, cắt giảm thủ tục hành chính tại bộ phận một cửa", "3")]
    [InlineData("Sắp xếp tinh gọn tổ chức bộ máy, đơn vị sự nghiệp công lập", "4")]
    [InlineData("Bồi dưỡng đội ngũ cán bộ, công chức theo vị trí việc làm", "5")]
    [InlineData("Phân bổ ngân sách gắn với sản phẩm đầu ra", "6")]
    [InlineData("Đẩy mạnh chuyển đổi số, nhân rộng mô hình tốt", "7")]
    [InlineData("Bố trí kinh phí thực hiện hằng năm", "8")]
    [InlineData("Trồng cây xanh ven đường", null)]
    public void Propose_ATask_IsTiedByItsWords(string words, string? tiedTo)
    {
        var plan = ProgrammeItems.None with
        {
            Tasks =
            [
                new ProgrammeTask
                {
                    Id = Guid.CreateVersion7(),
                    FromVersion = 1,
                    ProgrammeId = Guid.Empty,
                    Number = 1,
                    NameVi = words,
                },
            ],
        };

        Proposer.Propose(plan).ShouldHaveSingleItem().TiedTo?.Key.ShouldBe(tiedTo);
        (Proposer.Propose(plan)[0].TiedTo?.Key).ShouldBe(tiedTo);
    }

    /// <summary>The indicator says more than the words.</summary>
    [Theory]
    [InlineData("Hồ sơ trực tuyến", "T10", "T10")]
    [InlineData("Thủ tục được đơn giản hóa", IndicatorChoice.Unmeasured, "T07")]
    [InlineData("Cây xanh ven đường", IndicatorChoice.Unmeasured, null)]
    [InlineData("Cây xanh ven đường", "T13", "T13")]
    public void Propose_ACondition_IsTiedByItsIndicatorElseByItsWords(
        string words,
        string indicator,
        string? tiedTo
    )
    {
        var share = PlanSample.Facts.Conditions.Single(c => c.Key == "T10");
        var plan = ProgrammeItems.None with
        {
            Conditions =
            [
                new Condition
                {
                    Id = Guid.CreateVersion7(),
                    FromVersion = 1,
                    TargetId = Guid.Empty,
                    Key = "T01",
                    Order = 0,
                    Kind = ConditionKind.Share,
                    NameVi = words,
                    Operator = share.Operator,
                    Limit = 80,
                    Unit = share.Unit,
                    Scope = share.Scope,
                    Deadline = share.Deadline,
                    Indicator = indicator,
                    Readings = share.Readings,
                    IsConfirmed = true,
                },
            ],
        };

        (Proposer.Propose(plan).ShouldHaveSingleItem().TiedTo?.Key).ShouldBe(tiedTo);
    }
}
