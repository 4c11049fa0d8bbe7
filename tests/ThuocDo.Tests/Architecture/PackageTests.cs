using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

public sealed class PackageTests
{
    private static readonly List<string> Packages = XDocument
        .Parse(Repository.Read("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .Select(e => e.Attribute("Include")!.Value)
        .ToList();

    [Fact]
    public void Packages_WithAVersion_AreUsed()
    {
        var locks = Repository
            .Files.Where(f => f.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .Select(Repository.Read)
            .ToList();

        Packages
            .Where(p => !locks.Any(l => l.Contains($"\"{p}\": {{", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Packages_InTheTableOfLicences_AreTheSame()
    {
        var rows = Repository
            .Read("docs/decisions/0007-dependencies-and-licences.md")
            .Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Skip(2)
            .SelectMany(l => l.Split('|')[1].Split(','))
            .Select(p => p.Trim());

        rows.Order().ShouldBe(Packages.Order());
    }
}
