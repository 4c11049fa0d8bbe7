using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Accountability;

/// <summary>
/// The cards of a period as a spreadsheet, with answers and proposals: evidence for the authority that classifies heads and for
/// emulation. In the order of units; it adds nothing up and ranks nobody.
/// </summary>
public sealed class EvidencePack(
    ThuocDoDb db,
    HeadShelf shelf,
    CardReader cards,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
)
{
    /// <summary>Vietnamese, like every paper that goes to the authority.</summary>
    private const string Language = "vi";

    public async Task<byte[]> WriteAsync(ScorePeriod period, CancellationToken cancellation)
    {
        var held = await shelf.ListAsync(period, cancellation);
        var read = await cards.ReadAsync(held, cancellation);
        var byHolding = held.ToDictionary(h => h.Term.Id);
        var readable = new List<Guid>();
        foreach (var one in held)
        {
            if (await shelf.MayReadPapersAsync(one.Term, cancellation))
            {
                readable.Add(one.Term.Id);
            }
        }

        Guid[] holdings = [.. readable];
        var replies = await db.Set<ScoreReply>()
            .AsNoTracking()
            .Where(r =>
                EF.Parameter(holdings).Contains(r.HoldingId)
                && r.From < period.To
                && period.From < r.To
            )
            .OrderBy(r => r.At)
            .ThenBy(r => r.Id)
            .ToListAsync(cancellation);
        var proposals = await db.Set<HeadProposal>()
            .AsNoTracking()
            .Where(p =>
                EF.Parameter(holdings).Contains(p.HoldingId)
                && p.From < period.To
                && period.From < p.To
            )
            .OrderBy(p => p.At)
            .ThenBy(p => p.Id)
            .ToListAsync(cancellation);
        using var stream = new MemoryStream();
        stream.SaveAs(
            new Dictionary<string, object>
            {
                [T("head.sheet.about")] = About(period).ToList(),
                [T("head.sheet.cards")] = read.SelectMany(Rows).ToList(),
                [T("head.sheet.replies")] = replies
                    .Select(r => Row(byHolding[r.HoldingId], r))
                    .ToList(),
                [T("head.sheet.proposals")] = proposals
                    .SelectMany(p => Rows(byHolding[p.HoldingId], p))
                    .ToList(),
            }
        );
        return stream.ToArray();
    }

    private IEnumerable<Dictionary<string, object?>> About(ScorePeriod period)
    {
        if (demonstration.IsOn)
        {
            yield return Line("head.column.mark", T("layout.demonstration"));
        }

        yield return Line("head.column.period", period.InWords(texts, Language));
        yield return Line("head.column.made", Formats.Instant(clock.Now));
        yield return Line("head.column.use", T("head.evidence"));

        Dictionary<string, object?> Line(string name, string value) =>
            new() { [T("head.column.name")] = T(name), [T("head.column.value")] = value };
    }

    private IEnumerable<Dictionary<string, object?>> Rows(HeadCard card) =>
        card.Lines.Select(line =>
        {
            var row = Start(card.Held, card.Held.Days.From, card.Held.Days.Last);
            row[T("head.column.line")] = T(line.NameKey);
            row[T("head.column.numerator")] = line.Numerator;
            row[T("head.column.denominator")] = line.Denominator;
            row[T("head.column.share")] = Percent(line.Share);
            row[T("head.column.unit-of")] = T(line.UnitKey);
            row[T("head.column.records")] = line.NumeratorRecords;
            return Marked(row);
        });

    private Dictionary<string, object?> Row(HeldTerm held, ScoreReply reply)
    {
        var figure = FrozenLine.Read(reply.Figure)[0];
        var row = Start(held, reply.From, reply.To.AddDays(-1));
        row[T("head.column.line")] = figure.Name.In(Language);
        row[T("head.column.numerator")] = figure.Numerator;
        row[T("head.column.denominator")] = figure.Denominator;
        row[T("head.column.reply")] = reply.Text;
        row[T("head.column.at")] = Formats.Instant(reply.At);
        return Marked(row);
    }

    /// <summary>One row for each ground.</summary>
    private IEnumerable<Dictionary<string, object?>> Rows(HeldTerm held, HeadProposal proposal) =>
        FrozenLine
            .Read(proposal.Grounds)
            .Select(ground =>
            {
                var row = Start(held, proposal.From, proposal.To.AddDays(-1));
                row[T("head.column.proposal")] = T(AccountabilityTexts.Of(proposal.Kind));
                row[T("head.column.words")] = proposal.Words;
                row[T("head.column.line")] = ground.Name.In(Language);
                row[T("head.column.numerator")] = ground.Numerator;
                row[T("head.column.denominator")] = ground.Denominator;
                row[T("head.column.at")] = Formats.Instant(proposal.At);
                row[T("head.column.state")] = T(AccountabilityTexts.Of(proposal.State));
                row[T("head.column.number")] = proposal.Number;
                row[T("head.column.decided")] = Formats.Day(proposal.DecidedOn);
                row[T("head.column.authority")] = proposal.Authority;
                row[T("head.column.ruling")] = proposal.Ruling;
                return Marked(row);
            });

    private Dictionary<string, object?> Start(HeldTerm held, DateOnly first, DateOnly last) =>
        new()
        {
            [T("head.column.unit")] = held.Unit.NameIn(Language),
            [T("head.column.post")] = held.Term.Post.TitleIn(Language),
            [T("head.column.head")] = held.Term.PersonName,
            [T("head.column.from")] = Formats.Day(first),
            [T("head.column.to")] = Formats.Day(last),
        };

    /// <summary>Rows are copied out of their sheet: each says that it is of a demonstration.</summary>
    private Dictionary<string, object?> Marked(Dictionary<string, object?> row)
    {
        if (demonstration.IsOn)
        {
            row[T("head.column.mark")] = T("layout.demonstration");
        }

        return row;
    }

    private static decimal? Percent(decimal? share) =>
        share is { } value ? Math.Round(100 * value, 2, MidpointRounding.AwayFromZero) : null;

    private string T(string key) => texts.In(Language, key);
}
