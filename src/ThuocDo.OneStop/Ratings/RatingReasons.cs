using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Ratings;

/// <summary>What one may say about the handling, by the items of Decree 61/2018 Art 31.1.</summary>
public sealed record RatingReason(string Code, Named Name);

public static class RatingReasons
{
    private static readonly Lazy<IReadOnlyList<RatingReason>> Rows = new(() =>
        [
            .. ShippedData
                .Rows("onestop/rating-reasons.csv")
                .Select(row => new RatingReason(
                    row.Required("code"),
                    new Named(row.Required("name_vi"), row.Required("name_en"))
                )),
        ]
    );

    public static IReadOnlyList<RatingReason> All => Rows.Value;
}
