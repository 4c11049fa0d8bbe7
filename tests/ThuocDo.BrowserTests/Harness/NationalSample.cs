using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures.National;

namespace ThuocDo.BrowserTests.Harness;

/// <summary>An imported procedure that the province has not announced, with everything its pages can show, and a refused line.</summary>
public static class NationalSample
{
    public const string Code = "1.900001";

    private const string Procedures =
        "code,name,field,level,kind,decision,ministry,agency,applicants,online_time,online_unit,online_fee,"
        + "post_time,post_unit,post_fee,direct_time,direct_unit,direct_fee,n_documents,result,portal_url\n"
        + Code
        + ",Thủ tục mẫu,Lĩnh vực mẫu,\"Cấp tỉnh, Cấp xã\",,12/QĐ-BTP,Bộ Tư pháp,Ủy ban nhân dân cấp xã,Công dân Việt Nam,"
        + "3,Ngày làm việc,Miễn phí,24,Giờ,10 USD,5,Ngày,\"50,000 Việt Nam Đồng\",3,Giấy mẫu,https://example.org/a\n"
        + "sai,Thủ tục mẫu có mã sai,Lĩnh vực mẫu,Cấp xã,,,,,,,,,,,,,,,,,\n";

    private const string Papers =
        "code,seq,case,document,copies,kind\n"
        + Code
        + ",1,,Tờ khai theo mẫu.TK1.doc,1 bản chính,document\n"
        + Code
        + ",2,Trường hợp ủy quyền,Văn bản ủy quyền,một bộ,document\n"
        + Code
        + ",3,,Xuất trình giấy tờ tùy thân,,note\n";

    public static async Task ImportAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var file = NationalFile.Read(new StringReader(Procedures), new StringReader(Papers)).Value!;
        await scope
            .ServiceProvider.GetRequiredService<ImportCatalogue>()
            .RunAsync(
                new ImportRequest(
                    "scenario-import",
                    null,
                    "mau.csv",
                    new string('0', 64),
                    "giay-to.csv",
                    file
                ),
                null,
                CancellationToken.None
            );
    }
}
