using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

/// <summary>The checkout means the same on every machine.</summary>
public sealed partial class RepositoryTests
{
    private const long LargestFile = 1 << 20;
    private static readonly string[] Binary = [".png", ".woff2", ".ico"];

    public static IEnumerable<string> TextFileNames =>
        Repository.Files.Where(f => !Binary.Contains(Path.GetExtension(f)));

    [Fact]
    public void Files_OfAllKinds_NameNoPathOfAMachine() =>
        TextFileNames.Where(f => MachinePath().IsMatch(Repository.Read(f))).ShouldBeEmpty();

    [Fact]
    public void LockFiles_OfAllProjects_NameNoServer()
    {
        var locks = Repository
            .Files.Where(f => f.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .ToList();

        locks.Count.ShouldBe(
            Repository.Files.Count(f => f.EndsWith(".csproj", StringComparison.Ordinal))
        );
        locks
            .Where(f => Repository.Read(f).Contains("://", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void PackageSources_WhereNamed_AreThePublicOne() =>
        Repository
            .Files.Where(f =>
                Path.GetFileName(f).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)
            )
            .SelectMany(f =>
                XDocument.Parse(Repository.Read(f)).Descendants("packageSources").Elements("add")
            )
            .Select(e => e.Attribute("value")!.Value)
            .Where(v => v != "https://api.nuget.org/v3/index.json")
            .ShouldBeEmpty();

    [Fact]
    public void Files_OfAllKinds_AreSmallAndNoDatabase() =>
        Repository
            .Files.Where(f =>
                new FileInfo(Path.Combine(Repository.Root, f)).Length > LargestFile
                || Path.GetExtension(f) is ".db" or ".pem" or ".key" or ".pfx"
            )
            .ShouldBeEmpty();

    /// <summary>The hash of a data file is part of what a build shows, so its bytes must be the same everywhere.</summary>
    [Fact]
    public void Files_OfText_AreUtf8WithLineFeeds()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        TextFileNames
            // The migration tool writes a byte order mark.
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f =>
            {
                var bytes = File.ReadAllBytes(Path.Combine(Repository.Root, f));
                var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
                return mark || strict.GetString(bytes).Contains('\r', StringComparison.Ordinal);
            })
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("in /" + "home/somebody/project", true)]
    [InlineData("in /" + "root/.nuget", true)]
    [InlineData("C:\\" + "Users\\somebody", true)]
    [InlineData("see https://example.org/home/page and <a href=\"/home\">", false)]
    public void MachinePath_InText_IsFound(string text, bool found) =>
        MachinePath().IsMatch(text).ShouldBe(found);

    [GeneratedRegex(@"(?<![\w./~-])/(root|home|work|Users)/[\w.]|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
