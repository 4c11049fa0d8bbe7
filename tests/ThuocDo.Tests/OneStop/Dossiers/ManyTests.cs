using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Many;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class ManyTests
{
    [Theory]
    [InlineData("ho_ten,so_dinh_danh\nAn,000000000001", "2 An 000000000001 ")]
    [InlineData("ho_ten;dia_chi\nAn;Thôn 1, xã A", "2 An  ")]
    [InlineData("ho_ten\tdien_thoai\nAn\t0000 000 001\nBình\t12", "2 An  |3 Bình  many.row.phone")]
    [InlineData("so_dinh_danh,ho_ten\n1,An\n,", "2 An 1 many.row.identity|3   many.row.name")]
    [InlineData("ho_ten,thu_dien_tu\nAn,không phải thư", "2 An  many.row.email")]
    [InlineData("", "many.refused.empty")]
    [InlineData("ten\nAn", "many.refused.heading")]
    [InlineData("ho_ten", "many.refused.heading")]
    [InlineData("ho_ten,ho_ten\nAn,An", "many.refused.heading")]
    public void Rows_OfAList_AreReadOrNamed(string text, string expected)
    {
        var read = ManyRows.Read(text);
        (
            read.Succeeded
                ? string.Join(
                    '|',
                    read.Value!.Select(r => $"{r.Line} {r.Name} {r.Identity} {r.Wrong?.Key}")
                )
                : read.Key
        ).ShouldBe(expected);
    }

    [Theory, Engines]
    public async Task List_WithAWrongLine_ReceivesTheOthersOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(OneStopLinks.ReceiveMany);
        var filled = new Dictionary<string, string?>
        {
            ["Unit"] = Shop.AnHai,
            ["ProcedureCode"] = Shop.MaritalStatus,
            ["HandedInBy"] = "Trưởng thôn",
            ["AllPapers"] = "true",
            ["Rows"] = "ho_ten,so_dinh_danh\nNgười Một,000000000001\nNgười Hai,12\nNgười Ba,",
        };

        var result = await page.SubmitAsync("main form[method=post]", filled);
        await page.SubmitAsync("main form[method=post]", filled);

        result.FindAll("tbody tr").Count.ShouldBe(3);
        result.FindAll("tbody .badge").Count.ShouldBe(1);
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(2);
        (await shop.CountAsync(db => db.Set<IntakeBatch>().CountAsync())).ShouldBe(1);
        (
            await shop.CountAsync(db =>
                db.Set<Applicant>().OrderBy(a => a.Name).Select(a => a.Name).ToListAsync()
            )
        ).ShouldBe(["Người Ba", "Người Một"]);
    }
}
