using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.Legal.Simplification;

/// <summary>T07 on a day.</summary>
public sealed record SimplifiedShare(BaseList Base, int All, int Province, int Centre)
{
    public int Of => Base.List.Count;
}

/// <summary>Reads proposals and the base list.</summary>
public sealed class SimplificationShelf(ThuocDoDb db)
{
    public async Task<IReadOnlyList<Proposal>> ListAsync(CancellationToken cancellation) =>
        await db.Set<Proposal>()
            .AsNoTracking()
            .OrderByDescending(p => p.Number)
            .ToListAsync(cancellation);

    public Task<Proposal?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Proposal>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);

    public async Task<IReadOnlyList<ProposalOpinion>> OpinionsAsync(
        Guid proposal,
        CancellationToken cancellation
    ) =>
        await db.Set<ProposalOpinion>()
            .AsNoTracking()
            .Where(o => o.ProposalId == proposal)
            .OrderBy(o => o.Number)
            .ToListAsync(cancellation);

    public Task<BaseList?> BaseAsync(CancellationToken cancellation) =>
        db.Set<BaseList>().AsNoTracking().OrderBy(b => b.Day).FirstOrDefaultAsync(cancellation);

    /// <returns>None before the list is fixed.</returns>
    public async Task<SimplifiedShare?> ShareAsync(DateOnly day, CancellationToken cancellation)
    {
        if (await BaseAsync(cancellation) is not { } list)
        {
            return null;
        }

        var proposals = await ListAsync(cancellation);
        return new SimplifiedShare(
            list,
            Count(null),
            Count(Decider.Province),
            Count(Decider.Centre)
        );

        int Count(Decider? credit) =>
            SimplificationRules
                .Count(list.List, list.Day, proposals, day, credit)
                .Count(c => c.By is not null);
    }
}

/// <summary>T07 for the board: the base list with what was simplified, in all and by whose decision.</summary>
public sealed class SimplificationRegister(SimplificationShelf shelf, IProcedureCatalogue catalogue)
    : IRegisterSource
{
    public const string All = "simplification";
    public const string OfProvince = "simplification-provincial";
    public const string OfCentre = "simplification-central";

    public IReadOnlyCollection<string> Registers { get; } = [All, OfProvince, OfCentre];

    /// <summary>A procedure of many offices belongs to none of them.</summary>
    public bool IsOfProvince(string register) => true;

    public async Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        // Before its day there was no list to take a share of.
        if (await shelf.BaseAsync(cancellation) is not { } list || list.Day > question.Day)
        {
            return [];
        }

        var procedures = (await catalogue.AllAsync(cancellation)).ToDictionary(p => p.Code);
        Decider? credit = question.Register switch
        {
            OfProvince => Decider.Province,
            OfCentre => Decider.Centre,
            _ => null,
        };
        return
        [
            .. SimplificationRules
                .Count(
                    list.List,
                    list.Day,
                    await shelf.ListAsync(cancellation),
                    question.Day,
                    credit
                )
                .Select(c => new RegisterItem(
                    procedures.GetValueOrDefault(c.Code)?.Name.In(Texts.CurrentLanguage) ?? c.Code,
                    null,
                    "",
                    c.Code,
                    c.By?.Id ?? list.Id,
                    c.By is { } by
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"{by.Number} {by.EffectiveOn:yyyy-MM-dd}"
                        )
                        : "",
                    c.By is null ? 0 : 1,
                    1,
                    c.By is { } shown ? SimplificationLinks.Of(shown.Id) : null
                )),
        ];
    }
}

/// <summary>Addresses of the pages.</summary>
public static class SimplificationLinks
{
    public const string List = "/don-gian-hoa";
    public const string Create = List + "/them";

    public static string Of(Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/{id:D}");

    public static string Edit(Guid id) => Of(id) + "/sua";

    public static string Laboratory(Guid id) => Of(id) + "/thu-nghiem";
}

/// <summary>Keys of the words.</summary>
public static class SimplificationText
{
    public static string Of(Measure measure) => $"simplify.measure.{Key(measure)}";

    public static string Of(Decider decider) => $"simplify.decider.{Key(decider)}";

    public static string Of(ProposalState state) => $"simplify.state.{Key(state)}";

    public static string Of(OpinionStance stance) => $"simplify.stance.{Key(stance)}";

    public static string Of(Cost.CostKind kind) => $"simplify.cost.kind.{Key(kind)}";

    public static (string Tone, string Icon) Look(ProposalState state) =>
        state switch
        {
            ProposalState.Effective => ("good", "check"),
            ProposalState.Approved => ("info", "clock"),
            ProposalState.Rejected => ("bad", "cross"),
            ProposalState.Withdrawn => ("neutral", "dash"),
            _ => ("open", "question"),
        };

    private static string Key<T>(T value)
        where T : struct, Enum => Words.Key(value.ToString());
}
