using System.Net;
using Shouldly;
using ThuocDo.Shared.Data;
using Xunit;

namespace ThuocDo.Tests.Harness;

public sealed class TestWebTests
{
    [Theory, Engines]
    public async Task Host_OverTestDatabase_AnswersAndUsesIt(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync("/no-such-page");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        (await web.UseAsync((ThuocDoDb db) => Task.FromResult(db.Engine.Name))).ShouldBe(
            engine == Engine.Sqlite ? "SQLite" : "PostgreSQL"
        );
    }
}
