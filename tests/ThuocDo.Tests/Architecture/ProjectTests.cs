using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

public sealed class ProjectTests
{
    private static readonly string[] Modules =
    [
        "ThuocDo.OneStop",
        "ThuocDo.Programmes",
        "ThuocDo.Indicators",
        "ThuocDo.Oversight",
        "ThuocDo.Legal",
    ];

    /// <summary>Who may know whom; modules do not know each other and meet in the contracts of Shared.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ThuocDo.Shared"] = [],
        ["ThuocDo.Organisation"] = ["ThuocDo.Shared"],
        ["ThuocDo.OneStop"] = ["ThuocDo.Shared", "ThuocDo.Organisation"],
        ["ThuocDo.Programmes"] = ["ThuocDo.Shared", "ThuocDo.Organisation"],
        ["ThuocDo.Indicators"] = ["ThuocDo.Shared", "ThuocDo.Organisation"],
        ["ThuocDo.Oversight"] = ["ThuocDo.Shared", "ThuocDo.Organisation"],
        ["ThuocDo.Legal"] = ["ThuocDo.Shared", "ThuocDo.Organisation"],
        ["ThuocDo.Database"] = ["ThuocDo.Shared", "ThuocDo.Organisation", .. Modules],
        ["ThuocDo.Web"] =
        [
            "ThuocDo.Shared",
            "ThuocDo.Organisation",
            .. Modules,
            "ThuocDo.Database",
        ],
        ["ThuocDo.Cli"] =
        [
            "ThuocDo.Shared",
            "ThuocDo.Organisation",
            .. Modules,
            "ThuocDo.Database",
        ],
    };

    /// <summary>What only the project Database may use: the two engines.</summary>
    private static readonly string[] Engines =
    [
        "Npgsql",
        "Microsoft.Data.Sqlite",
        "Microsoft.EntityFrameworkCore.Sqlite",
        "SQLitePCLRaw",
    ];

    public static TheoryData<string> Projects =>
        new(
            Repository
                .Files.Where(f =>
                    f.StartsWith("src/", StringComparison.Ordinal)
                    && f.EndsWith(".csproj", StringComparison.Ordinal)
                )
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
        );

    [Fact]
    public void Table_ComparedWithSources_NamesEveryProject() =>
        Projects.Select(p => p.Data).Order().ShouldBe(Allowed.Keys.Order());

    [Theory, MemberData(nameof(Projects))]
    public void References_OfProject_AreAllowed(string project) =>
        Declared(project, "ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r)!)
            .Concat(References(project).Select(ProjectOf).OfType<string>())
            .Distinct()
            .Except(Allowed[project])
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(Projects))]
    public void Engines_OutsideDatabase_AreUnknown(string project)
    {
        var used = Declared(project, "PackageReference")
            .Concat(References(project))
            .Where(name => Engines.Any(e => name.StartsWith(e, StringComparison.Ordinal)));

        if (project == "ThuocDo.Database")
        {
            used.ShouldNotBeEmpty();
        }
        else
        {
            used.ShouldBeEmpty();
        }
    }

    private static IEnumerable<string> Declared(string project, string item) =>
        XDocument
            .Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants(item)
            .Select(e => e.Attribute("Include")!.Value);

    private static IEnumerable<string> References(string project) =>
        ProductTypes.Load(project).GetReferencedAssemblies().Select(a => a.Name!);

    private static string? ProjectOf(string assembly) =>
        assembly == "thuocdo" ? "ThuocDo.Cli"
        : assembly.StartsWith("ThuocDo.", StringComparison.Ordinal) ? assembly
        : null;
}
