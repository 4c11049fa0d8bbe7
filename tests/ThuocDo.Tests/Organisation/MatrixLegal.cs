using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;

namespace ThuocDo.Tests.Organisation;

/// <summary>A legal document, a review and a proposal of the permission matrix: read by everybody who may open the register.</summary>
public static class MatrixLegal
{
    public static Guid DocumentId { get; } = StableId.From("matrix-legal-document");

    public static Guid ReviewId { get; } = StableId.From("matrix-legal-review");

    public static Guid ProposalId { get; } = StableId.From("matrix-simplification");

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var day = new DateOnly(2024, 1, 5);
            var unit = Unit.IdOf(RouteRecords.OwnUnit);
            var document = LegalDocument.Enter(
                DocumentId,
                1,
                new DocumentFacts
                {
                    Kind = DocumentKind.Decision,
                    Level = IssuerLevel.District,
                    IssuerId = unit,
                    Title = "Sample",
                }
            );
            document.Issue(new IssueFacts("01/2024/SAMPLE", day, day, null));
            db.Add(document);
            db.Add(
                new DocumentText
                {
                    Id = StableId.From("matrix-legal-text"),
                    DocumentId = DocumentId,
                    Number = 1,
                    Day = day,
                    Words = "Sample",
                }
            );
            db.Add(
                new ReviewRound
                {
                    Id = ReviewId,
                    Kind = ReviewKind.Review,
                    Name = "Sample",
                    UnitId = unit,
                    From = day,
                    Cut = day,
                }
            );
            db.Add(
                Proposal.Make(
                    ProposalId,
                    1,
                    day,
                    new ProposalFacts
                    {
                        Code = Shop.MaritalStatus,
                        Measures = [Measure.ShorterTime],
                        Decider = Decider.Province,
                        UnitId = unit,
                        What = "Sample",
                        Promised = Limit.Parse("1wd", null),
                    }
                )
            );
            await db.SaveChangesAsync();
        });
}
