using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;
using ThuocDo.Shared.Data;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A document with articles and opinions, a review, and a proposal with costs, as the demonstration has them.</content>
public sealed partial class Scenario
{
    public string LegalDocument { get; private set; } = "";

    public string LegalReview { get; private set; } = "";

    public string Simplification { get; private set; } = "";

    private async Task LegalAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        LegalDocument = $"{await db.Set<DocumentText>().Select(t => t.DocumentId).FirstAsync():D}";
        LegalReview = $"{await db.Set<ReviewRound>().Select(r => r.Id).FirstAsync():D}";
        Simplification =
            $"{await db.Set<Proposal>().Where(p => p.State == ProposalState.Proposed && p.Cost != null).Select(p => p.Id).FirstAsync():D}";
    }
}
