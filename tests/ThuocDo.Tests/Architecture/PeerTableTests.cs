using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

/// <summary>The table of known defects says of each which test would notice it, and that test says the same of itself.</summary>
public sealed partial class PeerTableTests
{
    private const string Page = "docs/guide/peer-defects.md";

    [Fact]
    public void Table_OfKnownDefects_NamesTestsThatCarryTheCode()
    {
        var rows = Repository
            .Read(Page)
            .Split('\n')
            .Select(l => Row().Match(l))
            .Where(m => m.Success)
            .ToDictionary(
                m => m.Groups["code"].Value,
                m => Name().Matches(m.Groups["tests"].Value).Select(t => t.Groups[1].Value).ToList()
            );
        var carried = typeof(PeerTableTests)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .SelectMany(m =>
                m.GetCustomAttributes(typeof(TraitAttribute), false)
                    .Cast<TraitAttribute>()
                    .Where(t => t.Name == "Peer")
                    .Select(t => (Code: t.Value, Test: m.Name))
            )
            .ToList();

        rows.Keys.ShouldBe([
            .. Enumerable.Range(1, 30).Select(i => $"D{i}"),
            .. Enumerable.Range(1, 16).Select(i => $"S{i}"),
        ]);
        rows.SelectMany(r => r.Value.Select(test => (Code: r.Key, Test: test)))
            .ShouldBe(carried, ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| (?<code>[DS]\d+) \|.*\| (?<tests>[^|]+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
