using System.Collections.Concurrent;
using System.Globalization;

namespace ThuocDo.PaymentSandbox;

/// <summary>A payment as the sandbox knows it.</summary>
public sealed record SandboxPayment(
    IReadOnlyDictionary<string, string> Asked,
    string Transaction,
    string Status,
    DateOnly Day,
    long Refunded
)
{
    public string Reference => Asked["vnp_TxnRef"];

    /// <summary>In hundredths of a đồng, as the protocol writes it.</summary>
    public long Amount => long.Parse(Asked["vnp_Amount"], CultureInfo.InvariantCulture);
}

/// <summary>What was paid here since the start; forgotten at the end.</summary>
public sealed class SandboxLedger
{
    private readonly ConcurrentDictionary<string, SandboxPayment> payments = new();
    private int last = 14_000_000;

    public IEnumerable<SandboxPayment> All => payments.Values.OrderBy(p => p.Transaction);

    public SandboxPayment? Find(string? reference) =>
        reference is null ? null : payments.GetValueOrDefault(reference);

    public SandboxPayment Put(IReadOnlyDictionary<string, string> asked, string status)
    {
        var day = DateOnly.ParseExact(
            asked["vnp_CreateDate"][..8],
            "yyyyMMdd",
            CultureInfo.InvariantCulture
        );
        return payments.AddOrUpdate(
            asked["vnp_TxnRef"],
            _ => new SandboxPayment(asked, Next(), status, day, 0),
            (_, known) => known with { Status = status }
        );
    }

    public void Refund(SandboxPayment payment, long amount) =>
        payments[payment.Reference] = payment with { Refunded = payment.Refunded + amount };

    public string Next() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
}
