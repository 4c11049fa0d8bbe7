using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>
/// Makes a device the kiosk of one office: numbers are given out to who stands in front of it and to nobody else in the
/// world. An officer opens it there; the pass ends by itself.
/// </summary>
public sealed class KioskPasses(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("onestop.kiosk/1")
        .ToTimeLimitedDataProtector();

    public string For(Guid unitId) => protector.Protect(unitId.ToString("N"), Life);

    public Guid? Open(string? pass)
    {
        if (string.IsNullOrEmpty(pass))
        {
            return null;
        }

        try
        {
            return Guid.ParseExact(protector.Unprotect(pass), "N");
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
