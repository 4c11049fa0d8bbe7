using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Import;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Import;

public sealed class ImportTests : IDisposable
{
    private const string Heading =
        "dossierNo,serviceCode,govAgencyCode,dossierName,applicantName,dossierStatus,receiveDate,processDate,dueDate,releaseDate,finishDate,online,applicantNote\n";

    private readonly string folder = Directory.CreateTempSubdirectory("thuocdo-import-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, Engines]
    public async Task Import_OpenCpsExportOfTwoDays_MovesOnAndWritesNothingTwice(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var monday = Write(
            "monday.csv",
            Row("A-1", "processing", "2024-03-04 08:00:00", process: "2024-03-04 09:00:00"),
            Row("A-2", "waiting", "2024-03-04 08:30:00", process: "2024-03-04 10:00:00"),
            Row("A-3", "denied", "2024-03-04 08:40:00"),
            Row("A-4", "cancelled", "2024-03-04 09:00:00", release: "2024-03-04 11:00:00")
        );
        var tuesday = Write(
            "tuesday.csv",
            Row(
                "A-1",
                "done",
                "2024-03-04 08:00:00",
                process: "2024-03-04 09:00:00",
                release: "2024-03-05 10:00:00",
                finish: "2024-03-05 15:00:00"
            ),
            Row(
                "A-2",
                "unresolved",
                "2024-03-04 08:30:00",
                process: "2024-03-04 10:00:00",
                release: "2024-03-05 16:00:00"
            ),
            Row("A-3", "denied", "2024-03-04 08:40:00"),
            Row("A-4", "cancelled", "2024-03-04 09:00:00", release: "2024-03-04 11:00:00")
        );

        (await RunAsync(database, monday, "opencps")).Differences.ShouldBeEmpty();
        var moved = await RunAsync(database, tuesday, "opencps");
        var events = await EventsAsync(database);
        var again = await RunAsync(database, tuesday, "opencps");

        moved.Differences.ShouldBeEmpty();
        moved.Received.ShouldBe(0);
        moved.Unchanged.ShouldBe(1);
        again.Acts.ShouldBe(0);
        again.Unchanged.ShouldBe(3);
        (await EventsAsync(database)).ShouldBe(events);
        var done = await database.UseAsync(db =>
            db.Set<Dossier>().SingleAsync(d => d.Code == "A-1")
        );
        done.State.ShouldBe(DossierState.Returned);
        done.ClosedAt.ShouldBe(new DateTime(2024, 3, 5, 3, 0, 0, DateTimeKind.Utc));
        done.ReturnedAt.ShouldBe(new DateTime(2024, 3, 5, 8, 0, 0, DateTimeKind.Utc));
        // Figures come from the same facts as those of dossiers handled here; nobody is told of old events.
        (
            await database.UseAsync(db =>
                db.Set<Fact>().Where(f => f.Kind == FactKind.Closed).SumAsync(f => f.Count)
            )
        ).ShouldBe(3);
        (await database.UseAsync(db => db.Set<OutboxMessage>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Import_RowsThatDoNotFit_AreListedAndTheOthersTaken(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var file = Write(
            "rows.csv",
            Row("B-1", "processing", "2024-03-04 08:00:00", due: "2024-03-06 17:00:00"),
            Row("B-2", "processing", "2024-03-04 08:00:00", due: "2024-03-08 17:00:00"),
            Row("B-3", "unheard-of", "2024-03-04 08:00:00"),
            Row("B-4", "processing", "04.03.2024"),
            Row("B-5", "processing", "2024-03-04 08:00:00", procedure: "0.000000"),
            Row("B-6", "processing", "2024-03-04 08:00:00", unit: "nowhere"),
            Row("B-1", "done", "2024-03-04 08:00:00")
        );

        var report = await RunAsync(database, file, "opencps");

        report.Received.ShouldBe(2);
        report
            .Differences.Select(d => (d.Kind, d.Line, d.Field))
            .ShouldBe(
                [
                    ("row", 4, "dossierStatus"),
                    ("row", 5, "receiveDate"),
                    ("row", 6, "serviceCode"),
                    ("row", 7, "govAgencyCode"),
                    ("row", 8, "dossierNo"),
                    ("due", 3, "dueAt"),
                ],
                ignoreOrder: true
            );

        // A dossier that is further here than there is not thrown back, and the total says so.
        var back = await RunAsync(
            database,
            Write(
                "back.csv",
                Row("B-1", "done", "2024-03-04 08:00:00", release: "2024-03-05 08:00:00")
            ),
            "opencps"
        );
        back.Differences.ShouldBeEmpty();
        var backwards = await RunAsync(database, file, "opencps");
        backwards.Differences.ShouldContain(d =>
            d.Kind == "state" && d.Subject == "B-1" && d.Ours == "Returned"
        );
        backwards.Differences.ShouldContain(d => d.Kind == "total" && d.Field == "InProgress");
    }

    [Theory, Engines]
    public async Task Import_SpreadsheetByTheCommand_AnswersByDifferencesAndExitCode(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var file = Path.Combine(folder, "export.xlsx");
        var map = ImportMap.Load("spreadsheet");
        Dictionary<string, object> Sheet(string code, string state) =>
            new()
            {
                [map.Columns["code"]] = code,
                [map.Columns["procedure"]] = "1.004873",
                [map.Columns["unit"]] = "c22888",
                [map.Columns["subject"]] = "test",
                [map.Columns["applicant"]] = "test",
                [map.Columns["status"]] = state,
                [map.Columns["receivedAt"]] = new DateTime(2024, 3, 4, 8, 0, 0),
                [map.Columns["dueAt"]] = "06/03/2024",
                [map.Columns["closedAt"]] = "",
                [map.Columns["returnedAt"]] = "",
                [map.Columns["channel"]] = map.Channels.Single(c => c.Value == "Online").Key,
            };
        var inProgress = map.Statuses.First(s => s.Value == "InProgress").Key;
        await MiniExcel.SaveAsAsync(file, new[] { Sheet("C-1", inProgress), Sheet("C-2", "?") });

        var (code, lines, _) = await CommandLine.RunAsync(
            "import",
            "dossiers",
            file,
            "--map",
            "spreadsheet",
            "--db",
            database.Name
        );

        code.ShouldBe(1);
        lines.Length.ShouldBe(2);
        lines[1].ShouldStartWith("row,3,C-2,");
        var dossier = await database.UseAsync(db => db.Set<Dossier>().SingleAsync());
        dossier.Channel.ShouldBe(Channel.Online);
        dossier.ReceivedAt.ShouldBe(new DateTime(2024, 3, 4, 1, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void Maps_ThatShip_LeadEveryStatusOfOpenCpsSomewhere()
    {
        foreach (var name in new[] { "opencps", "spreadsheet" })
        {
            var map = ImportMap.Load(name);
            map.Statuses.Keys.ShouldAllBe(s => map.StateOf(s) != null);
            map.Channels.Keys.ShouldAllBe(c => map.ChannelOf(c) != null);
        }

        var known = ReferenceData.Rows("data/opencps/dossier_status_codes.csv");
        var opencps = ImportMap.Load("opencps");
        known.Select(r => r.Required("code")).ShouldAllBe(c => opencps.StateOf(c) != null);
    }

    private string Write(string name, params string[] rows)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Heading + string.Join('\n', rows) + "\n");
        return path;
    }

    private static string Row(
        string code,
        string status,
        string receive,
        string process = "",
        string due = "",
        string release = "",
        string finish = "",
        string procedure = "1.004873",
        string unit = "c22888"
    ) =>
        $"{code},{procedure},{unit},test,test,{status},{receive},{process},{due},{release},{finish},0,";

    private static async Task<ImportReport> RunAsync(
        TestDatabase database,
        string file,
        string mapName
    )
    {
        var map = ImportMap.Load(mapName);
        await using var services = ThuocDo.Cli.CliServices.Of(
            database.Target,
            null,
            demonstration: true
        );
        await using var scope = services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<DossierImport>()
            .RunAsync(ImportFile.Read(file, map), map, TestContext.Current.CancellationToken);
    }

    private static Task<int> EventsAsync(TestDatabase database) =>
        database.UseAsync(db => db.Set<HistoryEvent>().CountAsync());
}
