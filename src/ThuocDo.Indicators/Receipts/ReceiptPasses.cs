using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.Receipts;

/// <summary>When a receipt was issued, and the position below which events counted.</summary>
public sealed record Issue(long Cut, DateTime At);

/// <summary>
/// Lets the file of a receipt be the one that was printed: the page hands on its cut and its moment, which nobody else can choose.
/// </summary>
public sealed class ReceiptPasses(IDataProtectionProvider protection)
    : SealedPasses(protection, "indicators.receipt/1", TimeSpan.FromDays(1))
{
    public string For(Issue issue) =>
        Seal(string.Create(CultureInfo.InvariantCulture, $"{issue.Cut} {issue.At.Ticks}"));

    public Issue? Open(string? pass) =>
        Unseal(pass)?.Split(' ') is [var cut, var ticks]
            ? new(
                long.Parse(cut, CultureInfo.InvariantCulture),
                new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc)
            )
            : null;
}
