using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Programmes;

/// <summary>The shipped resolution in a test's database.</summary>
public static class ProgrammeData
{
    public static Clock Clock { get; } =
        TestDatabase.ClockAt(new DateTime(2024, 3, 6, 3, 0, 0, DateTimeKind.Utc)).Clock;

    public static Task SeedProgrammeAsync(this ThuocDoDb db) =>
        ProgrammeSeed.SeedAsync(db, Clock, CancellationToken.None);
}
