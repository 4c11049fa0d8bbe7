using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Registers;

/// <summary>Asks the registers of the modules for the figures that a definition takes from them.</summary>
public sealed class RegisterReader(IEnumerable<IRegisterSource> sources)
{
    private readonly Dictionary<string, IRegisterSource> byName = sources
        .SelectMany(s => s.Registers.Select(name => (Name: name, Source: s)))
        .ToDictionary(x => x.Name, x => x.Source);

    /// <summary>Whether anybody keeps the register of a definition.</summary>
    public bool Keeps(Definition definition) =>
        definition is { Source: FigureSource.Register, Register: { } name }
        && byName.ContainsKey(name);

    /// <summary>The figure is one of the province as a whole and has no parts by unit.</summary>
    public bool IsOfProvince(Definition definition) => IsOfProvince(definition.Register!);

    public bool IsOfProvince(string register) => byName[register].IsOfProvince(register);

    /// <summary>The two numbers of a figure at the end of a day.</summary>
    public async Task<Share> CountAsync(
        Definition definition,
        Scope scope,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var count = await byName[definition.Register!]
            .CountAsync(Question(definition.Register!, definition.Level, scope, day), cancellation);
        return new(count.Above, count.Below);
    }

    /// <summary>Every record that the figure counts.</summary>
    public Task<IReadOnlyList<RegisterItem>> ListAsync(
        Definition definition,
        Scope scope,
        DateOnly day,
        CancellationToken cancellation
    ) => ListAsync(definition.Register!, definition.Level, scope, day, cancellation);

    public Task<IReadOnlyList<RegisterItem>> ListAsync(
        string register,
        Organisation.Units.Level? level,
        Scope scope,
        DateOnly day,
        CancellationToken cancellation
    ) =>
        byName[register].ListAsync(Question(register, level, scope, day), cancellation);

    private RegisterQuestion Question(
        string register,
        Organisation.Units.Level? level,
        Scope scope,
        DateOnly day
    ) =>
        new()
        {
            Register = register,
            Day = day,
            Units = scope
                .Units.Where(u => level is null || u.Level == level || IsOfProvince(register))
                .Select(u => u.Id)
                .ToHashSet(),
        };

    /// <summary>The sums of some records.</summary>
    public static Share Sum(IEnumerable<RegisterItem> items) =>
        items.Aggregate(new Share(0, 0), (sum, i) => sum + new Share(i.Above, i.Below));
}
