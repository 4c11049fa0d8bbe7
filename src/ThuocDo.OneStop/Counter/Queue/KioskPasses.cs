using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>
/// Makes a device the kiosk of one office: numbers are given out to who stands in front of it and to nobody else in the
/// world. An officer opens it there; the pass ends by itself.
/// </summary>
public sealed class KioskPasses(IDataProtectionProvider protection)
    : IdPasses(protection, "onestop.kiosk/1", TimeSpan.FromDays(30));
