using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Post;

/// <summary>The postal charge as it stands on a bill: <c>data/onestop/post.csv</c>, with the provision that lets the applicant bear it.</summary>
public static class PostCharge
{
    private static readonly Lazy<CsvRow> Row = new(() =>
        ShippedData.Rows("onestop/post.csv").Single()
    );

    public static BillLine Line(decimal amount) =>
        new(
            Row.Value.Required("code"),
            Row.Value.Required("name_vi"),
            Row.Value.Required("name_en"),
            amount,
            1,
            Row.Value.Required("basis")
        );
}
