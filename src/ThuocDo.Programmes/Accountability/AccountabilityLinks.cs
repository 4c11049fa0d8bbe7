using System.Globalization;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Accountability;

/// <summary>Addresses of the cards of heads. The period stands in the address, so that a card can be sent and kept.</summary>
public static class AccountabilityLinks
{
    public const string Period = "ky";
    public const string First = "tu";
    public const string Last = "den";

    public const string List = ScoreLinks.Heads;

    public static string Of(ScorePeriod period) => $"{List}?{Query(period)}";

    public static string Pack(ScorePeriod period) => $"{List}?handler=Xlsx&{Query(period)}";

    public static string Card(Guid holding, ScorePeriod period) =>
        $"{ScoreLinks.Head(holding)}?{Query(period)}";

    public static string Propose(Guid holding, ScorePeriod period) =>
        $"{ScoreLinks.Head(holding)}/kien-nghi?{Query(period)}";

    public static string Proposal(Guid proposal) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/kien-nghi/{proposal:D}");

    private static string Query(ScorePeriod period) =>
        $"{Period}={Uri.EscapeDataString(period.ToString())}";
}
