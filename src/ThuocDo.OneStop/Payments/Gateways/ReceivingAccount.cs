using System.Text.Json;
using System.Text.Json.Serialization;
using ThuocDo.OneStop.Payments.Qr;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>An account to which fees are paid: for transfers by QR code and, where a gateway is named, online.</summary>
public sealed record ReceivingAccount
{
    /// <summary>Its name in ledger, statements and the name of its secret.</summary>
    public required string Code { get; init; }

    /// <summary>Keys of the units it serves; <c>*</c> is every unit without an account of its own.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Key of the unit that keeps the account and compares its statements.</summary>
    public required string Owner { get; init; }

    /// <summary>Six digits of the bank.</summary>
    public required string Bin { get; init; }
    public required string BankName { get; init; }
    public required string Number { get; init; }
    public required string Holder { get; init; }

    /// <summary>Code of the gateway's protocol; none: no online payment.</summary>
    public string? Gateway { get; init; }
    public string? Merchant { get; init; }
    public Uri? PayUrl { get; init; }
    public Uri? ApiUrl { get; init; }

    /// <summary>Read from the file beside the list; never a part of it.</summary>
    [JsonIgnore]
    public string? Secret { get; init; }

    [JsonIgnore]
    public bool TakesOnline =>
        Gateway is not null && Merchant is not null && PayUrl is not null && Secret is not null;

    /// <summary>The code from which a banking application fills a transfer.</summary>
    public VietQr QrFor(decimal amount, string purpose) => new(Bin, Number, amount, purpose);
}

/// <summary>
/// The receiving accounts of this installation: <c>payments/accounts.json</c> in the folder of keys, each secret in
/// <c>payments/CODE.secret</c> beside it, outside database, back-up and repository. Read again when the file changes.
/// </summary>
public sealed class ReceivingAccounts(KeysFolder keys, DemonstrationMode demonstration)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly Lock reading = new();
    private (DateTime At, IReadOnlyList<ReceivingAccount> Accounts)? known;

    public static string FolderOf(KeysFolder keys) => Path.Combine(keys.Path, "payments");

    public IReadOnlyList<ReceivingAccount> All
    {
        get
        {
            var file = new FileInfo(Path.Combine(FolderOf(keys), "accounts.json"));
            if (!file.Exists)
            {
                return [];
            }

            lock (reading)
            {
                if (known is not { } last || last.At != file.LastWriteTimeUtc)
                {
                    known = last = (file.LastWriteTimeUtc, Read(file.FullName));
                }

                return last.Accounts;
            }
        }
    }

    public ReceivingAccount? For(Unit unit)
    {
        var all = All;
        return all.FirstOrDefault(a => a.Units.Contains(unit.Key))
            ?? all.FirstOrDefault(a => a.Units.Contains("*"));
    }

    public ReceivingAccount? Find(string? code) => All.FirstOrDefault(a => a.Code == code);

    public ReceivingAccount? OfMerchant(string gateway, string? merchant) =>
        All.FirstOrDefault(a => a.Gateway == gateway && a.Merchant == merchant);

    /// <summary>Money goes over encrypted ways alone; a demonstration may speak with a sandbox on the same machine.</summary>
    private bool MayReach(Uri? address) =>
        address is null || address.Scheme == Uri.UriSchemeHttps || demonstration.IsOn;

    private List<ReceivingAccount> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var accounts =
            JsonSerializer.Deserialize<List<ReceivingAccount>>(stream, Options)
            ?? throw new JsonException($"{file} holds no list of accounts.");
        return
        [
            .. accounts.Select(a =>
                a with
                {
                    Secret = SecretOf(a.Code),
                    PayUrl = MayReach(a.PayUrl) ? a.PayUrl : null,
                    ApiUrl = MayReach(a.ApiUrl) ? a.ApiUrl : null,
                }
            ),
        ];
    }

    private string? SecretOf(string code)
    {
        var file = Path.Combine(FolderOf(keys), Path.GetFileName(code) + ".secret");
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } secret
            ? secret
            : null;
    }
}
