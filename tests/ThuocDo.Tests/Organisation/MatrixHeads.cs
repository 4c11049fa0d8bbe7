using ThuocDo.Programmes.Accountability;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A sample head of each of the two units of the permission matrix, and a proposal about that head.</summary>
public static class MatrixHeads
{
    public static Guid HoldingIn(string unit) => StableId.From($"holding:{unit}:1:0");

    public static Guid ProposalIn(string unit) => StableId.From("matrix-proposal:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var year = ScorePeriod.OfYear(2023);
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new HeadProposal
                    {
                        Id = ProposalIn(unit),
                        HoldingId = HoldingIn(unit),
                        Kind = ProposalKind.Commend,
                        From = year.From,
                        To = year.To,
                        Grounds = FrozenLine.Write([]),
                        Words = "Sample.",
                        At = TestWeb.UsualInstant,
                        AccountId = Guid.Empty,
                    }
                );
            }

            await db.SaveChangesAsync();
        });
}
