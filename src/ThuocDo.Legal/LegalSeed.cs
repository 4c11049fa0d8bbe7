using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal;

/// <summary>Legal documents and simplifications of the demonstration, act by act of <c>data/demonstration/legal.csv</c> by the desks of real ones.</summary>
public sealed class LegalSeed : PlayedActs
{
    private readonly SimplificationDesk simplification;
    private readonly DocumentDesk documents;

    private LegalSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "legal")
    {
        var clock = new Clock(Moment);
        var records = new LegalRecords(db, new UnitOfWork(db, clock), Actor, clock);
        var directory = services.GetRequiredService<UnitDirectory>();
        simplification = new SimplificationDesk(
            db,
            records,
            services.GetRequiredService<IProcedureCatalogue>(),
            directory,
            Actor,
            clock
        );
        documents = new DocumentDesk(db, records, directory, Actor, clock);
    }

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(scopes, (services, db, tree) => new LegalSeed(services, db, tree), cancellation);

    protected override Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    ) =>
        row.Required("act") switch
        {
            "base" or "propose" or "price" or "opinion" or "decide" or "effect" => SimplifyAsync(
                row,
                once,
                cancellation
            ),
            "plan" or "enter" or "draft" => EnterAsync(row, once, cancellation),
            "review" or "find" or "close" => ReviewAsync(row, once, cancellation),
            _ => OnDocumentAsync(row, once, cancellation),
        };

    private async Task<Outcome> SimplifyAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        switch (row.Required("act"))
        {
            case "base":
                return await simplification.FixBaseAsync(
                    once,
                    row.Date("day"),
                    row.Required("words"),
                    cancellation
                );
            case "propose":
                return await simplification.ProposeAsync(
                    once,
                    new ProposalFacts
                    {
                        Code = row.Required("on"),
                        Measures = Measures.Read(row.Required("kind")),
                        Decider = row.Enum<Decider>("extra"),
                        UnitId = Unit.IdOf(row.Required("unit")),
                        What = row.Required("words"),
                        Promised = Limit.Parse(row.Required("more"), null),
                    },
                    cancellation
                );
        }

        var code = row.Required("on");
        var proposal = await Db.Set<Proposal>()
            .AsNoTracking()
            .SingleAsync(p => p.Code == code, cancellation);
        var act = new RecordAct(once, proposal.Id, proposal.Version);
        return row["act"] switch
        {
            "price" => await simplification.PriceAsync(act, SheetOf(row), cancellation),
            "opinion" => await simplification.OpineAsync(
                act,
                row.Required("more"),
                row.Enum<OpinionStance>("kind"),
                row.Required("words"),
                cancellation
            ),
            "decide" => await simplification.DecideAsync(
                act,
                new ProposalDecision(
                    row["kind"] == "yes",
                    row.Required("words"),
                    row.Date("day"),
                    row.Required("more"),
                    row["extra"]
                ),
                cancellation
            ),
            _ => await simplification.NoteEffectAsync(act, row.Int("kind"), cancellation),
        };
    }

    private async Task<Outcome> EnterAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        if (row["act"] == "plan")
        {
            return await documents.PlanAsync(
                once,
                new PlanFacts(
                    Today.Year,
                    row.Required("on"),
                    row.Enum<DocumentKind>("kind"),
                    Unit.IdOf(row.Required("unit")),
                    Unit.IdOf(row.Required("until")),
                    row.Date("day"),
                    row.Required("words")
                ),
                cancellation
            );
        }

        var parts = row.Required("kind").Split(' ');
        var title = row["act"] == "draft" ? row.Required("on") : row.Required("words");
        var facts = new DocumentFacts
        {
            Kind = Enum.Parse<DocumentKind>(parts[0]),
            Level = Enum.Parse<IssuerLevel>(parts[1]),
            IssuerId = row["unit"] is { } unit ? Unit.IdOf(unit) : null,
            Title = title,
            ShortName = row["more"],
            PlanId = await Db.Set<DraftingPlan>()
                .Where(p => p.Title == title)
                .Select(p => (Guid?)p.Id)
                .FirstOrDefaultAsync(cancellation),
        };
        return await documents.EnterAsync(
            once,
            facts,
            row["act"] == "draft"
                ? null
                : new IssueFacts(
                    row.Required("on"),
                    row.Date("day"),
                    row.Date("until"),
                    row.OptionalDate("extra")
                ),
            cancellation
        );
    }

    private async Task<Outcome> ReviewAsync(CsvRow row, string once, CancellationToken cancellation)
    {
        if (row["act"] == "review")
        {
            return await documents.OpenReviewAsync(
                once,
                row.Enum<ReviewKind>("kind"),
                row.Required("on"),
                Unit.IdOf(row.Required("unit")),
                row.Date("day"),
                row.Date("until"),
                cancellation
            );
        }

        var round = await Db.Set<ReviewRound>()
            .AsNoTracking()
            .OrderBy(r => r.Cut)
            .FirstAsync(cancellation);
        var act = new RecordAct(once, round.Id, round.Version);
        return row["act"] == "close"
            ? await documents.CloseReviewAsync(act, row.Required("words"), cancellation)
            : await documents.FindAsync(
                act,
                (await DocumentAsync(row.Required("on"), cancellation)).Id,
                row.Enum<ReviewResult>("kind"),
                row["words"],
                cancellation
            );
    }

    private async Task<Outcome> OnDocumentAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var document = await DocumentAsync(row.Required("on"), cancellation);
        var act = new RecordAct(once, document.Id, document.Version);
        switch (row.Required("act"))
        {
            case "text":
                return await documents.WriteAsync(
                    act,
                    row.Required("words").Replace('|', '\n'),
                    null,
                    cancellation
                );
            case "opine":
                return await documents.OpineAsync(
                    act,
                    new OpinionFacts(
                        row.Enum<OpinionKind>("kind"),
                        row.Required("more"),
                        row.Date("day"),
                        row["extra"] is not null,
                        row.Required("words")
                    ),
                    cancellation
                );
            case "issue":
                return await documents.IssueAsync(
                    act,
                    new IssueFacts(row.Required("words"), row.Date("day"), row.Date("until"), null),
                    cancellation
                );
            case "publish":
                return await documents.PublishAsync(
                    act,
                    row.Date("day"),
                    row.Required("words"),
                    cancellation
                );
            case "relate":
                return await documents.RelateAsync(
                    act,
                    new RelationFacts(
                        (await DocumentAsync(row.Required("words"), cancellation)).Id,
                        row.Enum<RelationKind>("kind"),
                        null
                    ),
                    cancellation
                );
            case "check":
                return await documents.CheckAsync(
                    act,
                    new CheckFacts(
                        row.Required("more"),
                        row.Required("extra"),
                        row.Date("day"),
                        row.Enum<CheckConclusion>("kind"),
                        null,
                        row.Required("words")
                    ),
                    cancellation
                );
            case "handle":
                var check = await Db.Set<DocumentCheck>()
                    .AsNoTracking()
                    .SingleAsync(c => c.DocumentId == document.Id, cancellation);
                return await documents.HandleAsync(
                    new RecordAct(once, check.Id, check.Version),
                    row.Enum<CheckHandling>("kind"),
                    row.Date("day"),
                    row.Required("words"),
                    cancellation
                );
            default:
                throw new FormatException($"{File}: no act {row["act"]}.");
        }
    }

    /// <summary>By its number; a draft by its title.</summary>
    private Task<LegalDocument> DocumentAsync(string name, CancellationToken cancellation) =>
        Db.Set<LegalDocument>()
            .AsNoTracking()
            .SingleAsync(d => d.Symbol == name || d.Title == name, cancellation);

    /// <summary>Rate, times and subjects; then kind, name, hours and money before and after of each item.</summary>
    private static CostSheet SheetOf(CsvRow row)
    {
        var numbers = row.Required("more").Split(';');
        return new CostSheet(
            Number(numbers[0]),
            [
                .. row.Required("words")
                    .Split(';')
                    .Select(item => item.Split(':'))
                    .Select(i => new CostLine(
                        Enum.Parse<CostKind>(i[0]),
                        i[1],
                        new CostPart(Number(i[2]), 1, 0, Number(i[4])),
                        new CostPart(Number(i[3]), 1, 0, Number(i[5]))
                    )),
            ],
            Number(numbers[1]),
            (long)Number(numbers[2])
        );

        static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
    }
}
