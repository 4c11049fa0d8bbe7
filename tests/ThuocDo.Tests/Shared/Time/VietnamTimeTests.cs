using Shouldly;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Shared.Time;

public sealed class VietnamTimeTests
{
    private static readonly DateTime Evening = new(2024, 12, 31, 17, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void DayOf_EveningUtc_IsTheNextDayInVietNam()
    {
        VietnamTime.DayOf(Evening).ShouldBe(new DateOnly(2025, 1, 1));
    }

    [Fact]
    public void ToUtc_OfToLocal_IsTheSameInstant()
    {
        var local = VietnamTime.ToLocal(Evening);

        local.ShouldBe(new DateTime(2025, 1, 1, 0, 30, 0));
        local.Kind.ShouldBe(DateTimeKind.Unspecified);
        VietnamTime.ToUtc(local).ShouldBe(Evening);
        VietnamTime.ToUtc(local).Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public void Conversions_WrongKind_Throw()
    {
        Should.Throw<ArgumentException>(() => VietnamTime.ToUtc(Evening));
        Should.Throw<ArgumentException>(() =>
            VietnamTime.ToLocal(DateTime.SpecifyKind(Evening, DateTimeKind.Unspecified))
        );
    }
}
