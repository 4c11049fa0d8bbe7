using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Accountability;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A head of the commune, with an answer in the last year and a proposal.</content>
public sealed partial class Scenario
{
    public string Holding { get; private set; } = "";

    public string Proposal { get; private set; } = "";

    private async Task HeadsAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var unit = Unit.IdOf(Commune);
        var head = await db.Set<PostHolding>()
            .Where(h => db.Set<Post>().Any(p => p.Id == h.PostId && p.UnitId == unit && p.IsHead))
            .OrderByDescending(h => h.From)
            .ThenBy(h => h.Id)
            .FirstAsync();
        var days = new ScorePeriod(head.From, new DateOnly(clock.Today.Year + 1, 1, 1));
        var line = FrozenLine.Write([
            new("late", new Bilingual("Mẫu", "Sample"), new Bilingual("hồ sơ", "dossiers"), 1, 4),
        ]);
        var reply = new ScoreReply
        {
            Id = Guid.CreateVersion7(),
            HoldingId = head.Id,
            From =
                new DateOnly(clock.Today.Year, 1, 1) is var first && first > head.From
                    ? first
                    : head.From,
            To = days.To,
            Line = "late",
            Figure = line,
            Text = "Mẫu",
            AccountId = officer,
            At = clock.Now,
        };
        var proposal = new HeadProposal
        {
            Id = Guid.CreateVersion7(),
            HoldingId = head.Id,
            Kind = ProposalKind.Commend,
            From = days.From,
            To = days.To,
            Grounds = line,
            Words = "Mẫu",
            At = clock.Now,
            AccountId = officer,
        };
        db.AddRange(reply, proposal);
        db.Add(
            new ChainedRow<ScoreReply>(ScoreReply.Fields, reply).Record("given", clock.Now, officer)
        );
        db.Add(
            new ChainedRow<HeadProposal>(HeadProposal.Fields, proposal).Record(
                "proposed",
                clock.Now,
                officer
            )
        );
        await db.SaveChangesAsync();
        (Holding, Proposal) = ($"{head.Id:D}", $"{proposal.Id:D}");
    }
}
