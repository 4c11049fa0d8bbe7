using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Dossiers.Attachments;

/// <summary>
/// From which day offices of a level sign what they scan at intake: <c>data/onestop/digitisation.csv</c>, unconfirmed, so
/// that no page calls it law.
/// </summary>
public static class DigitisationRules
{
    private static readonly Lazy<IReadOnlyList<(Level Level, DateOnly From, DateOnly? To)>> Rows =
        new(() =>
            [
                .. ShippedData
                    .Rows("onestop/digitisation.csv")
                    .Select(r =>
                        (r.Enum<Level>("level"), r.Date("valid_from"), r.OptionalDate("valid_to"))
                    ),
            ]
        );

    public static bool AskForSignature(Level level, DateOnly day) =>
        Rows.Value.Any(r => r.Level == level && r.From <= day && (r.To is not { } to || day < to));
}
