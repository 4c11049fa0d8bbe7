using Xunit;

namespace ThuocDo.BrowserTests;

public sealed class SmokeTests
{
    [Fact]
    public void Culture_IsKnown() =>
        Assert.Equal("vi", new System.Globalization.CultureInfo("vi").Name);
}
