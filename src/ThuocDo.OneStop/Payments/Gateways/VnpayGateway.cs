using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>The VNPAY protocol 2.1.0: payment page, call-back (IPN), query and refund.</summary>
public sealed class VnpayGateway(IHttpClientFactory clients) : IPaymentGateway
{
    public const string Protocol = "vnpay";
    public const string Version = "2.1.0";
    private const string Success = "00";
    private const string StillOpen = "01";

    public string Code => Protocol;

    public Uri PayAddress(ReceivingAccount account, PayRequest request)
    {
        var fields = new Dictionary<string, string>
        {
            ["vnp_Version"] = Version,
            ["vnp_Command"] = "pay",
            ["vnp_TmnCode"] = account.Merchant!,
            ["vnp_Amount"] = Hundredths(request.Amount),
            ["vnp_CurrCode"] = "VND",
            ["vnp_CreateDate"] = Local(request.At),
            ["vnp_ExpireDate"] = Local(request.Until),
            ["vnp_IpAddr"] = request.PayerAddress,
            ["vnp_Locale"] = request.Language == "en" ? "en" : "vn",
            ["vnp_OrderInfo"] = request.Info,
            ["vnp_OrderType"] = "other",
            ["vnp_ReturnUrl"] = request.ReturnUrl.ToString(),
            ["vnp_TxnRef"] = request.Reference,
        };
        var text = VnpaySignature.Text(fields);
        return new UriBuilder(account.PayUrl!)
        {
            Query = $"{text}&{VnpaySignature.Field}={VnpaySignature.Sign(account.Secret!, text)}",
        }.Uri;
    }

    public string? MerchantOf(IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("vnp_TmnCode");

    public GatewayNotice Read(ReceivingAccount account, IReadOnlyDictionary<string, string> fields)
    {
        var text = VnpaySignature.Text(fields);
        var paid =
            fields.GetValueOrDefault("vnp_ResponseCode") == Success
            && fields.GetValueOrDefault("vnp_TransactionStatus", Success) == Success;
        return new GatewayNotice(
            account.Secret is { } secret
                && VnpaySignature.Holds(
                    secret,
                    text,
                    fields.GetValueOrDefault(VnpaySignature.Field)
                ),
            fields.GetValueOrDefault("vnp_TxnRef"),
            fields.GetValueOrDefault("vnp_TmnCode"),
            Whole(fields.GetValueOrDefault("vnp_Amount")),
            fields.GetValueOrDefault("vnp_TransactionNo"),
            fields.GetValueOrDefault("vnp_BankCode"),
            paid ? GatewayResult.Paid : GatewayResult.Failed,
            text
        );
    }

    public object Answer(NoticeVerdict verdict) =>
        verdict switch
        {
            NoticeVerdict.Settled or NoticeVerdict.Failed => new VnpayAnswer(
                Success,
                "Confirm Success"
            ),
            NoticeVerdict.Repeated => new VnpayAnswer("02", "Order already confirmed"),
            NoticeVerdict.WrongAmount => new VnpayAnswer("04", "Invalid amount"),
            NoticeVerdict.WrongChecksum => new VnpayAnswer("97", "Invalid checksum"),
            NoticeVerdict.UnknownReference or NoticeVerdict.WrongMerchant => new VnpayAnswer(
                "01",
                "Order not found"
            ),
            _ => new VnpayAnswer("99", "Unknown error"),
        };

    public async Task<GatewayNotice?> AskAsync(
        ReceivingAccount account,
        PaymentAttempt attempt,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var body = Body(account, attempt, "querydr", now);
        body["vnp_SecureHash"] = VnpaySignature.Sign(
            account.Secret!,
            VnpaySignature.Joined(
                body["vnp_RequestId"],
                Version,
                "querydr",
                account.Merchant,
                attempt.Reference,
                body["vnp_TransactionDate"],
                body["vnp_CreateDate"],
                body["vnp_IpAddr"],
                body["vnp_OrderInfo"]
            )
        );
        if (await SendAsync(account, body, cancellation) is not { } answer)
        {
            return null;
        }

        var text = VnpaySignature.Joined(
            Of("vnp_ResponseId"),
            Of("vnp_Command"),
            Of("vnp_ResponseCode"),
            Of("vnp_Message"),
            Of("vnp_TmnCode"),
            Of("vnp_TxnRef"),
            Of("vnp_Amount"),
            Of("vnp_BankCode"),
            Of("vnp_PayDate"),
            Of("vnp_TransactionNo"),
            Of("vnp_TransactionType"),
            Of("vnp_TransactionStatus"),
            Of("vnp_OrderInfo"),
            Of("vnp_PromotionCode"),
            Of("vnp_PromotionAmount")
        );
        return
            !VnpaySignature.Holds(account.Secret!, text, Of("vnp_SecureHash"))
            || Of("vnp_ResponseCode") != Success
            ? null
            : new GatewayNotice(
                true,
                Of("vnp_TxnRef"),
                Of("vnp_TmnCode"),
                Whole(Of("vnp_Amount")),
                Of("vnp_TransactionNo"),
                Of("vnp_BankCode"),
                Of("vnp_TransactionStatus") switch
                {
                    Success => GatewayResult.Paid,
                    StillOpen => GatewayResult.Pending,
                    _ => GatewayResult.Failed,
                },
                text
            );

        string? Of(string name) => answer.GetValueOrDefault(name);
    }

    public async Task<GatewayRefund> RefundAsync(
        ReceivingAccount account,
        PaymentAttempt attempt,
        decimal amount,
        string by,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var body = Body(account, attempt, "refund", now);
        body["vnp_TransactionType"] = amount == attempt.Amount ? "02" : "03";
        body["vnp_Amount"] = Hundredths(amount);
        body["vnp_TransactionNo"] = attempt.Transaction ?? "0";
        body["vnp_CreateBy"] = by;
        body["vnp_SecureHash"] = VnpaySignature.Sign(
            account.Secret!,
            VnpaySignature.Joined(
                body["vnp_RequestId"],
                Version,
                "refund",
                account.Merchant,
                body["vnp_TransactionType"],
                attempt.Reference,
                body["vnp_Amount"],
                body["vnp_TransactionNo"],
                body["vnp_TransactionDate"],
                by,
                body["vnp_CreateDate"],
                body["vnp_IpAddr"],
                body["vnp_OrderInfo"]
            )
        );
        if (await SendAsync(account, body, cancellation) is not { } answer)
        {
            return new GatewayRefund(false, null, null);
        }

        string[] signed =
        [
            "vnp_ResponseId",
            "vnp_Command",
            "vnp_ResponseCode",
            "vnp_Message",
            "vnp_TmnCode",
            "vnp_TxnRef",
            "vnp_Amount",
            "vnp_BankCode",
            "vnp_PayDate",
            "vnp_TransactionNo",
            "vnp_TransactionType",
            "vnp_TransactionStatus",
            "vnp_OrderInfo",
        ];
        var genuine = VnpaySignature.Holds(
            account.Secret!,
            VnpaySignature.Joined(signed.Select(answer.GetValueOrDefault)),
            answer.GetValueOrDefault("vnp_SecureHash")
        );
        var code = answer.GetValueOrDefault("vnp_ResponseCode");
        return new GatewayRefund(
            genuine && code == Success,
            answer.GetValueOrDefault("vnp_TransactionNo"),
            genuine ? code : null
        );
    }

    private static Dictionary<string, string> Body(
        ReceivingAccount account,
        PaymentAttempt attempt,
        string command,
        DateTime now
    ) =>
        new()
        {
            ["vnp_RequestId"] = Guid.CreateVersion7().ToString("N"),
            ["vnp_Version"] = Version,
            ["vnp_Command"] = command,
            ["vnp_TmnCode"] = account.Merchant!,
            ["vnp_TxnRef"] = attempt.Reference,
            ["vnp_OrderInfo"] = command + " " + attempt.Reference,
            ["vnp_TransactionDate"] = Local(attempt.CreatedAt),
            ["vnp_CreateDate"] = Local(now),
            ["vnp_IpAddr"] = "127.0.0.1",
        };

    private async Task<Dictionary<string, string>?> SendAsync(
        ReceivingAccount account,
        Dictionary<string, string> body,
        CancellationToken cancellation
    )
    {
        if (account.ApiUrl is null)
        {
            return null;
        }

        try
        {
            using var client = clients.CreateClient(Protocol);
            using var response = await client.PostAsJsonAsync(account.ApiUrl, body, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            var answer = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(
                cancellation
            );
            return answer?.ToDictionary(f => f.Key, f => f.Value.ToString());
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException
                || e is TaskCanceledException && !cancellation.IsCancellationRequested
            )
        {
            return null;
        }
    }

    private static string Local(DateTime utc) =>
        VietnamTime.ToLocal(utc).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Hundredths(decimal amount) =>
        (amount * 100).ToString("0", CultureInfo.InvariantCulture);

    private static decimal Whole(string? hundredths) =>
        long.TryParse(hundredths, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number / 100m
            : 0;

    private sealed record VnpayAnswer(
        [property: JsonPropertyName("RspCode")] string RspCode,
        [property: JsonPropertyName("Message")] string Message
    );
}
