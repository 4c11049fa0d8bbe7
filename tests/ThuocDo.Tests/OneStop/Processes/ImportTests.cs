using Shouldly;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.OneStop.Processes.Import;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Processes;

public sealed class ImportTests
{
    [Fact]
    public void OpenCps_DemoTables_NamesEveryOrphan()
    {
        var found = OpenCpsImport
            .Read(
                Rows("opencps/process_steps_2016_demo.csv"),
                Rows("opencps/process_transitions_2016_demo.csv")
            )
            .ToList();

        var orphans = found.Single(p => p.Process is null).Findings;
        orphans.Count(f => f.Code == "orphan-step").ShouldBe(3);
        orphans.Count(f => f.Code == "orphan-transition").ShouldBe(5);
        orphans.Count(f => f.Code == "unknown-source").ShouldBe(2);
        // Thirteen in the database of that year; two have neither steps nor actions in these tables.
        found.Count(p => p.Process is not null).ShouldBe(11);
        // Roles are not in these tables: each step says so, and none is invented.
        found
            .Where(p => p.Process is not null && p.Process.Main.Steps.Count > 0)
            .ShouldAllBe(p => p.Findings.Any(f => f.Code == "missing-role"));
    }

    [Fact]
    public void OpenCps_TrainingSample_IsAccepted()
    {
        var only = OpenCpsImport
            .Read(
                Rows("opencps/training_process_steps_2016.csv"),
                Rows("opencps/training_process_transitions_2016.csv")
            )
            .ShouldHaveSingleItem();

        only.Findings.Select(f => $"{f.Code} {f.Place} {f.What}").ShouldBeEmpty();
        only.Process!.Main.Steps.Count.ShouldBe(6);
        only.Process.Main.Transitions.Count.ShouldBe(10);
        only.Process.HasFee.ShouldBeTrue();
    }

    [Fact]
    public void InternalSteps_OfThreeProvinces_AreExpressible()
    {
        var found = InternalStepsImport.Read(Rows("procedures/internal_process_steps_sample.csv"));

        found.Count.ShouldBe(13);
        found.Sum(p => p.Process!.Main.Steps.Count).ShouldBe(104);
        found
            .SelectMany(p => p.Findings.Where(f => f.Severity == FindingSeverity.Error))
            .Select(f => $"{f.Code} {f.Place} {f.What}")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0,5 ngày", "4wh")]
    [InlineData("05 ngày làm việc", "5wd")]
    [InlineData("1/4 ngày", "2wh")]
    [InlineData("7.5 ngày làm việc", "60wh")]
    [InlineData("8,25", "66wh")]
    [InlineData("Không tính thời gian", null)]
    public void LimitOf_TextOfDecision_IsRead(string text, string? expected) =>
        (InternalStepsImport.LimitOf(text)?.ToString()).ShouldBe(expected);

    private static List<(string File, CsvRow Row)> Rows(string path)
    {
        using var reader = new StreamReader(ReferenceData.File("data/" + path));
        return [.. Csv.Read(reader, path).Select(r => (path, r))];
    }
}
