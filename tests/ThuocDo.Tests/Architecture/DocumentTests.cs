using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Architecture;

public sealed class DocumentTests
{
    [Fact]
    public void Links_InDocuments_LeadToFiles() =>
        Repository
            .Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(f => Links(f).Select(l => (File: f, Link: l)))
            .Where(x => !Exists(x.File, x.Link))
            .Select(x => $"{x.File}: {x.Link}")
            .ShouldBeEmpty();

    private static IEnumerable<string> Links(string file) =>
        Repository
            .Read(file)
            .Split("](")
            .Skip(1)
            .Select(part => part.Split(')')[0].Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal));

    private static bool Exists(string file, string link) =>
        Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, link));
}
