using Microsoft.AspNetCore.Razor.Hosting;
using Shouldly;
using ThuocDo.Database;
using Xunit;

namespace ThuocDo.Tests.Web;

public sealed class PagePathTests
{
    private static IEnumerable<RazorCompiledItem> Items =>
        ProductModules
            .All.Append(typeof(ThuocDo.Web.Hosting.HostSetup).Assembly)
            .SelectMany(new RazorCompiledItemLoader().LoadItems);

    /// <summary>Of two views with one path, the one in the module that is loaded later is never shown.</summary>
    [Fact]
    public void Views_OverAllModules_HaveTheirOwnPaths()
    {
        var views = Items
            .Select(i => i.Identifier)
            .Where(path => !path.EndsWith("/_ViewImports.cshtml", StringComparison.Ordinal))
            .ToList();

        views.ShouldContain("/Home/Home.cshtml");
        views.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    /// <summary>Two pages at one address answer nobody.</summary>
    [Fact]
    public void Pages_OverAllModules_HaveTheirOwnAddresses()
    {
        var routes = Items
            .SelectMany(i => i.Metadata.OfType<RazorCompiledItemMetadataAttribute>())
            .Where(m => m.Key == "RouteTemplate")
            .Select(m => m.Value)
            .ToList();

        routes.ShouldContain("/mot-cua/tiep-nhan");
        routes.GroupBy(r => r).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }
}
