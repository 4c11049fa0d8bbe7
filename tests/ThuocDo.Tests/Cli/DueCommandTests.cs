using System.CommandLine;
using Shouldly;
using ThuocDo.Cli.Commands;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class DueCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thuocdo-due-").FullName;

    private static (int Code, string[] Lines, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = DueCommand
            .Create()
            .Parse(arguments)
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (
            code,
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries),
            error.ToString()
        );
    }

    private string Calendar(string content)
    {
        var path = Path.Combine(folder, "calendar.csv");
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Due_ExampleOfTheContract_PrintsDateThenReasons()
    {
        var (code, lines, error) = Run("--received", "2024-02-07T16:10", "--limit", "5wd");

        code.ShouldBe(0);
        lines[0].ShouldBe("2024-02-21T17:00:00");
        lines.ShouldContain(l => l.Contains("Tết Nguyên đán", StringComparison.Ordinal));
        lines.ShouldContain(l =>
            l.Contains("Điều 18 Nghị định 61/2018/NĐ-CP", StringComparison.Ordinal)
        );
        lines.ShouldContain(
            "Hồ sơ áp dụng Nghị định 61/2018/NĐ-CP được sửa đổi, bổ sung bởi Nghị định 107/2021/NĐ-CP."
        );
        error.ShouldBeEmpty();
    }

    [Fact]
    public void Due_InEnglishUnderANamedRegime_ExplainsByIt()
    {
        var (code, lines, _) = Run(
            "--received",
            "2024-02-07T16:10:00",
            "--limit",
            "5wd",
            "--regime",
            "R118",
            "--lang",
            "en"
        );

        code.ShouldBe(0);
        lines[0].ShouldBe("2024-02-21T17:00:00");
        lines[^1].ShouldBe("The dossier is under Decree 118/2025/NĐ-CP.");
        lines.ShouldContain(l => l.Contains("not yet checked", StringComparison.Ordinal));
    }

    [Fact]
    public void Due_SameTimeWithAHeaderOnlyCalendar_KeepsTheClockAndOnlyWeekends()
    {
        var (code, lines, _) = Run(
            "--received",
            "2018-11-23T17:31:22",
            "--limit",
            "30wd",
            "--rule",
            "same-time",
            "--calendar",
            Calendar("date,kind\n")
        );

        code.ShouldBe(0);
        lines[0].ShouldBe("2019-01-04T17:31:22");
    }

    [Fact]
    public void Due_SamplesOfALiveSystem_AgreeToTheMinute()
    {
        var calendar = Calendar("date,kind\n");
        foreach (var row in ReferenceData.Rows("data/opencps/deadline_samples_2018.csv"))
        {
            var (code, lines, _) = Run(
                "--received",
                row.Required("received_at"),
                "--limit",
                row.Required("duration") + "wd",
                "--rule",
                "same-time",
                "--calendar",
                calendar
            );

            code.ShouldBe(0);
            lines[0][..16].ShouldBe(row.Required("due_at_stored")[..16]);
        }
    }

    [Theory]
    [InlineData("2024-01-31T09:00", "1m", "2024-02-29T17:00:00")]
    [InlineData("2024-03-05T12:30", "8wh", "2024-03-06T11:30:00")]
    [InlineData("2024-03-05T15:01", "day@15:00", "2024-03-06T17:00:00")]
    [InlineData("2024-03-05T09:00", "4d", "2024-03-11T17:00:00")]
    public void Due_OtherUnits_FollowTheContract(string received, string limit, string due)
    {
        var (code, lines, _) = Run("--received", received, "--limit", limit);

        code.ShouldBe(0);
        lines[0].ShouldBe(due);
    }

    [Fact]
    public void Due_CalendarOfTheCaller_ReplacesTheNationalOne()
    {
        var (code, lines, _) = Run(
            "--received",
            "2031-03-07T09:00",
            "--limit",
            "2wd",
            "--calendar",
            Calendar("date,kind,note\n2031-03-08,swapped-working,x\n2031-03-10,swapped-off,y\n")
        );

        code.ShouldBe(0);
        lines[0].ShouldBe("2031-03-11T17:00:00");
    }

    [Theory]
    [InlineData("2018-06-01T09:00", "5wd", null, null, "01/06/2018")]
    [InlineData("2026-12-30T09:00", "5wd", null, null, "31/12/2026")]
    [InlineData("2024-02-30T09:00", "5wd", null, null, "2024-02-30T09:00")]
    [InlineData("2024-02-07 16:10", "5wd", null, null, "2024-02-07 16:10")]
    [InlineData("2024-02-07T16:10+07:00", "5wd", null, null, "+07:00")]
    [InlineData("2024-02-07T16:10", "5w", null, null, "\"5w\"")]
    [InlineData("2024-02-07T16:10", "0wd", null, null, "\"0wd\"")]
    [InlineData("2024-02-07T16:10", "5wd", "--regime", "R99", "\"R99\"")]
    [InlineData("2024-02-07T16:10", "5wd", "--regime", "1", "\"1\"")]
    [InlineData("2024-02-07T16:10", "5wd", "--rule", "noon", "\"noon\"")]
    [InlineData("2024-02-07T16:10", "5wd", "--lang", "fr", "\"fr\"")]
    [InlineData("2024-02-07T16:10", "5wd", "--calendar", "/no/such/file.csv", "/no/such/file.csv")]
    [InlineData("2024-02-07T16:10", null, null, null, "--limit")]
    [InlineData(null, "5wd", null, null, "--received")]
    public void Due_WrongInput_ExitsWithTwoAndNamesTheValue(
        string? received,
        string? limit,
        string? option,
        string? value,
        string named
    )
    {
        string?[] all =
        [
            received is null ? null : "--received",
            received,
            limit is null ? null : "--limit",
            limit,
            option,
            value,
        ];

        var (code, lines, error) = Run([.. all.OfType<string>()]);

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(named);
        error.ShouldNotContain("[due.");
    }

    [Fact]
    public void Due_WrongCalendarFile_NamesTheLine()
    {
        var (code, _, error) = Run(
            "--received",
            "2024-02-07T16:10",
            "--limit",
            "5wd",
            "--calendar",
            Calendar("date,kind\n2024-02-08,feast\n"),
            "--lang",
            "en"
        );

        code.ShouldBe(2);
        error.ShouldContain("line 2");
        error.ShouldContain("feast");
    }
}
