using System.Security.Cryptography;
using System.Text.Json;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.PaymentSandbox;

/// <summary>
/// A payment gateway for development and tests that speaks the VNPAY protocol and can be told to misbehave in each way a
/// real one, or somebody who pretends to be one, could. No money moves.
/// </summary>
public static class SandboxHost
{
    public const string Merchant = "THUOCDO1";
    public const string Account = "sandbox";
    public const string Address = "http://127.0.0.1:5115";

    /// <param name="callBacks">How call-backs are sent; a test hands over the way into its own host.</param>
    /// <exception cref="InvalidOperationException">In production: nothing here may be mistaken for a bank.</exception>
    public static WebApplication Build(
        string[] arguments,
        KeysFolder keys,
        HttpMessageHandler? callBacks = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = arguments,
                ApplicationName = typeof(SandboxHost).Assembly.GetName().Name,
                // A workshop's tool is in development unless somebody says otherwise.
                EnvironmentName = arguments.Contains("--environment")
                    ? null
                    : Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
            }
        );
        if (builder.Environment.IsProduction())
        {
            throw new InvalidOperationException("The payment sandbox does not run in production.");
        }

        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(Address);
        }

        builder.Services.AddSingleton(new Texts([typeof(SandboxHost).Assembly]));
        builder.Services.AddSingleton(new SandboxSecret(SecretIn(keys)));
        builder.Services.AddSingleton(
            new CallBacks(new HttpClient(callBacks ?? new HttpClientHandler()))
        );
        builder.Services.AddSingleton<SandboxLedger>();
        var app = builder.Build();
        app.MapSandbox();
        return app;
    }

    /// <summary>Names the sandbox as the receiving account of a product that has none.</summary>
    public static void Introduce(KeysFolder keys, string address)
    {
        var folder = Directory.CreateDirectory(ReceivingAccounts.FolderOf(keys)).FullName;
        SecretIn(keys);
        File.WriteAllText(
            Path.Combine(folder, "accounts.json"),
            JsonSerializer.Serialize(
                new[]
                {
                    new ReceivingAccount
                    {
                        Code = Account,
                        Units = ["*"],
                        Owner = "ninh-thuan",
                        Bin = "970436",
                        BankName = "SANDBOX BANK",
                        Number = "0000000001",
                        Holder = "TRUNG TAM PHUC VU HANH CHINH CONG",
                        Gateway = VnpayGateway.Protocol,
                        Merchant = Merchant,
                        PayUrl = new Uri($"{address}{SandboxPages.PayRoute}"),
                        ApiUrl = new Uri($"{address}{SandboxPages.ApiRoute}"),
                    },
                },
                JsonSerializerOptions.Web
            )
        );
    }

    public static string FolderOf(KeysFolder keys) => ReceivingAccounts.FolderOf(keys);

    private static string SecretIn(KeysFolder keys)
    {
        var folder = Directory.CreateDirectory(ReceivingAccounts.FolderOf(keys)).FullName;
        var file = Path.Combine(folder, Account + ".secret");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        }

        return File.ReadAllText(file).Trim();
    }
}

public sealed record SandboxSecret(string Value);

/// <summary>Sends call-backs to the product.</summary>
public sealed class CallBacks(HttpClient client)
{
    public async Task<string> SendAsync(Uri address, CancellationToken cancellation = default)
    {
        using var answer = await client.GetAsync(address, cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }
}
