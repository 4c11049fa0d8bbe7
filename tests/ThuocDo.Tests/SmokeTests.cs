using Xunit;

namespace ThuocDo.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Culture_IsKnown() =>
        Assert.Equal("vi", new System.Globalization.CultureInfo("vi").Name);
}
