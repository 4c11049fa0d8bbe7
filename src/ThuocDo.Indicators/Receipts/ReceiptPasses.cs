using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Receipts;

/// <summary>When a receipt was issued, and the position below which events counted.</summary>
public sealed record Issue(long Cut, DateTime At);

/// <summary>
/// Lets the file of a receipt be the one that was printed: the page hands on its cut, its moment and its hash, which nobody else can
/// choose. A file that comes out otherwise is another receipt and is not given.
/// </summary>
public sealed class ReceiptPasses(IDataProtectionProvider protection)
    : SealedPasses(protection, "indicators.receipt/1", TimeSpan.FromDays(1))
{
    public string For(ReceiptFile printed) =>
        Seal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{printed.Cut} {printed.IssuedAt} {printed.Hash}"
            )
        );

    public (Issue Issue, string Hash)? Open(string? pass) =>
        Unseal(pass)?.Split(' ') is [var cut, var at, var hash]
            ? (new(long.Parse(cut, CultureInfo.InvariantCulture), Canonical.ParseInstant(at)), hash)
            : null;
}
