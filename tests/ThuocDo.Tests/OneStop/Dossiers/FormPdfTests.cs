using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Documents;
using ThuocDo.Tests.Shared.Signatures;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class FormPdfTests
{
    /// <summary>A day of each set of forms.</summary>
    private static readonly DateTime[] Days =
    [
        TestWeb.UsualInstant,
        new(2025, 10, 8, 3, 0, 0, DateTimeKind.Utc),
    ];

    [Theory]
    [Engines(FormKind.Receipt)]
    [Engines(FormKind.Supplement)]
    [Engines(FormKind.Refusal)]
    [Engines(FormKind.Apology)]
    [Engines(FormKind.Control)]
    [Engines(FormKind.Stop)]
    public async Task Form_OfBothSets_IsReadBackWithEmbeddedFonts(Engine engine, FormKind kind)
    {
        _ = SamplePdf.Fonts;
        foreach (var day in Days)
        {
            await using var shop = await Shop.OpenAsync(engine, day);
            using var officer = await shop.SignedInAsync("motcua.xa");
            var unit = await CommuneAsync(shop);
            var received = await shop.ReceiveAsync(unit);
            received.Succeeded.ShouldBeTrue(received.Key);
            var code = received.Value!.Code;
            await MakeAsync(shop, code, kind, unit);

            var pdf = await DownloadAsync(officer, Link(code, kind));

            var text = string.Join(
                ' ',
                (await Poppler.TextAsync(pdf)).Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries
                )
            );
            text.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            text.ShouldContain("Độc lập – Tự do – Hạnh phúc");
            text.ShouldContain(code);
            text.ShouldContain("Người Mẫu");
            var regime = (await shop.DossierAsync(code)).Regime;
            text.ShouldContain(
                "Mẫu số " + StatutoryForms.Of(kind, regime, VietnamTime.DayOf(day)).Number
            );
            (await Poppler.FontsAsync(pdf)).ShouldAllBe(f => f.Embedded);
        }
    }

    [Theory, Engines]
    public async Task Form_AskedForAgain_IsTheSameVersionAndLaterTheNext(Engine engine)
    {
        _ = SamplePdf.Fonts;
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var link = OneStopLinks.ControlSlip(code);

        var first = await DownloadAsync(officer, link);
        (await DownloadAsync(officer, link)).ShouldBe(first);
        await shop.HandOverAsync(code);
        (await DownloadAsync(officer, link)).ShouldNotBe(first);

        (
            await shop.CountAsync(db =>
                db.Set<Attachment>().OrderBy(a => a.Version).Select(a => a.Version).ToListAsync()
            )
        ).ShouldBe([1, 2]);
    }

    private static async Task<byte[]> DownloadAsync(WebUser officer, string page)
    {
        var form = (await officer.GetAsync(page)).Find("main form[method=post]");
        var token = form.QuerySelector("input[type=hidden]")!;
        using var made = await officer.Client.PostAsync(
            page,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    [token.GetAttribute("name")!] = token.GetAttribute("value")!,
                }
            )
        );
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
        return await officer.Client.GetByteArrayAsync(made.Headers.Location!.OriginalString);
    }

    private static string Link(string code, FormKind kind) =>
        kind switch
        {
            FormKind.Receipt => OneStopLinks.ReceiptSlip(code),
            FormKind.Supplement => OneStopLinks.SupplementSlip(code),
            FormKind.Refusal => OneStopLinks.RefusalSlip(code),
            FormKind.Apology => OneStopLinks.ApologySlip(code),
            FormKind.Stop => OneStopLinks.StopSlip(code),
            _ => OneStopLinks.ControlSlip(code),
        };

    /// <summary>The commune of the demonstration accounts, or what it became.</summary>
    private static Task<string> CommuneAsync(Shop shop) =>
        shop.Web.UseAsync<UnitDirectory, string>(async directory =>
        {
            var tree = await directory.GetAsync();
            var today = new Clock(shop.Web.Time).Today;
            return tree[Unit.IdOf(Shop.AnHai)].IsValidOn(today)
                ? Shop.AnHai
                : tree[
                    tree.SuccessionsFrom(Unit.IdOf(Shop.AnHai))
                        .First(s => tree[s.ToUnitId].Identifier is not null)
                        .ToUnitId
                ].Key;
        });

    private static async Task MakeAsync(Shop shop, string code, FormKind kind, string unit)
    {
        if (kind == FormKind.Receipt)
        {
            return;
        }

        Done(
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.Assign,
                (work, act) => work.Assign(null, true, act),
                unit
            )
        );
        switch (kind)
        {
            case FormKind.Supplement:
                Done(
                    await shop.ActAsync(
                        Role.Specialist,
                        code,
                        DossierActionKind.RequestSupplement,
                        (work, act) => work.RequestSupplement("absent", null, act, "1"),
                        unit
                    )
                );
                break;
            case FormKind.Stop:
                Done(
                    await shop.ActAsync(
                        Role.Signer,
                        code,
                        DossierActionKind.Stop,
                        (work, act) => work.Stop("court", "Luật Hộ tịch 2014", act),
                        unit
                    )
                );
                break;
            case FormKind.Refusal:
                Done(
                    await shop.ActAsync(
                        Role.Signer,
                        code,
                        DossierActionKind.Refuse,
                        (work, act) => work.Refuse("not-eligible\nkhông đủ điều kiện", act),
                        unit
                    )
                );
                break;
            case FormKind.Apology:
                Done(
                    await shop.ActAsync(
                        Role.UnitHead,
                        code,
                        DossierActionKind.Extend,
                        (work, act) =>
                            work.Extend(
                                "complex",
                                work.Calendar.AddWorkingDays(
                                    VietnamTime.DayOf(work.Dossier.DueAt!.Value),
                                    2
                                ),
                                act
                            ),
                        unit
                    )
                );
                break;
        }

        static void Done(Outcome outcome) => outcome.Succeeded.ShouldBeTrue(outcome.Key);
    }
}
