using System.Globalization;
using System.Net;
using System.Text;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.Shared.Language;

namespace ThuocDo.PaymentSandbox;

/// <summary>
/// The page a payer sees, with a button for each way the payment can go, and the interface for merchants. Call-backs go to
/// the host from which the payer came.
/// </summary>
public static class SandboxPages
{
    public const string PayRoute = "/paymentv2/vpcpay.html";
    public const string ApiRoute = "/merchant_webapi/api/transaction";
    public const string StatementRoute = "/statement.csv";
    private const string CallBackPath = "/thanh-toan/ipn/vnpay";
    private const string Paid = "00";
    private const string Failed = "02";
    private const string Cancelled = "24";

    /// <summary>What the buttons do: the call-backs in their order, and whether the browser is sent back.</summary>
    public static readonly IReadOnlyList<string> Ways =
    [
        "pay",
        "fail",
        "close-tab",
        "no-call-back",
        "delay",
        "duplicate",
        "out-of-order",
        "wrong-amount",
        "wrong-merchant",
        "wrong-checksum",
    ];

    public static void MapSandbox(this WebApplication app)
    {
        app.MapGet("/", () => Results.Content(Home(), "text/html; charset=utf-8"));
        app.MapGet(PayRoute, Show);
        app.MapPost(PayRoute, GoAsync);
        app.MapPost(ApiRoute, Answer);
        app.MapGet(StatementRoute, Statement);
    }

    private static IResult Show(HttpRequest request, SandboxSecret secret, Texts texts)
    {
        var asked = Fields(request.Query);
        if (!IsGenuine(asked, secret))
        {
            return Results.Content(
                Frame("sandbox", "<p>Invalid signature (97)</p>"),
                "text/html; charset=utf-8",
                statusCode: StatusCodes.Status400BadRequest
            );
        }

        var language = asked.GetValueOrDefault("vnp_Locale") == "en" ? "en" : "vi";
        var amount = long.Parse(asked["vnp_Amount"], CultureInfo.InvariantCulture) / 100m;
        var body = new StringBuilder();
        body.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{Text("sandbox.title")}</h1><p>{Text("sandbox.lead")}</p><p><strong>{Safe(Formats.Money(amount, language))}</strong> – {Safe(asked["vnp_OrderInfo"])} – {Safe(asked["vnp_TxnRef"])}</p><form method=\"post\" action=\"{Safe(PayRoute + request.QueryString)}\">"
        );
        foreach (var way in Ways)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"<p><button type=\"submit\" name=\"way\" value=\"{way}\">{Text("sandbox.way." + way)}</button></p>"
            );
        }

        body.Append("</form>");
        return Results.Content(Frame(language, body.ToString()), "text/html; charset=utf-8");

        string Text(string key) => Safe(texts.In(language, key));
    }

    private static async Task<IResult> GoAsync(
        HttpRequest request,
        SandboxSecret secret,
        SandboxLedger ledger,
        CallBacks callBacks
    )
    {
        var asked = Fields(request.Query);
        var form = await request.ReadFormAsync();
        var way = form["way"].ToString();
        if (!IsGenuine(asked, secret) || !Ways.Contains(way))
        {
            return Results.BadRequest();
        }

        var back = new Uri(asked["vnp_ReturnUrl"]);
        var payment = ledger.Put(asked, way == "fail" ? Failed : Paid);
        var good = Notice(payment, payment.Status == Paid ? Paid : Cancelled, secret);
        foreach (var notice in NoticesOf(way, payment, good, secret))
        {
            await callBacks.SendAsync(new Uri(back, $"{CallBackPath}?{notice}"));
        }

        if (way == "delay")
        {
            _ = LaterAsync(callBacks, new Uri(back, $"{CallBackPath}?{good}"));
        }

        return way == "close-tab"
            ? Results.Content(Frame("vi", "<p>OK</p>"), "text/html; charset=utf-8")
            : Results.Redirect($"{back}?{good}");
    }

    /// <summary>The call-backs of a way; the right one comes last where a wrong one must do nothing.</summary>
    private static IEnumerable<string> NoticesOf(
        string way,
        SandboxPayment payment,
        string good,
        SandboxSecret secret
    ) =>
        way switch
        {
            "no-call-back" or "delay" => [],
            "duplicate" => [good, good, good],
            "out-of-order" => [good, Notice(payment, Cancelled, secret)],
            "wrong-amount" => [Notice(payment, Paid, secret, amount: payment.Amount + 100_000)],
            "wrong-merchant" => [Notice(payment, Paid, secret, merchant: "OTHER001")],
            "wrong-checksum" => [good[..^8] + "00000000"],
            _ => [good],
        };

    private static async Task LaterAsync(CallBacks callBacks, Uri address)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        await callBacks.SendAsync(address);
    }

    /// <summary>A call-back's query, signed.</summary>
    public static string Notice(
        SandboxPayment payment,
        string code,
        SandboxSecret secret,
        long? amount = null,
        string? merchant = null
    )
    {
        var text = VnpaySignature.Text(
            new Dictionary<string, string>
            {
                ["vnp_Amount"] = Number(amount ?? payment.Amount),
                ["vnp_BankCode"] = "NCB",
                ["vnp_BankTranNo"] = "VNP" + payment.Transaction,
                ["vnp_CardType"] = "ATM",
                ["vnp_OrderInfo"] = payment.Asked["vnp_OrderInfo"],
                ["vnp_PayDate"] = payment.Asked["vnp_CreateDate"],
                ["vnp_ResponseCode"] = code,
                ["vnp_TmnCode"] = merchant ?? payment.Asked["vnp_TmnCode"],
                ["vnp_TransactionNo"] = payment.Transaction,
                ["vnp_TransactionStatus"] = code == Paid ? Paid : Failed,
                ["vnp_TxnRef"] = payment.Reference,
            }
        );
        return $"{text}&{VnpaySignature.Field}={VnpaySignature.Sign(secret.Value, text)}";
    }

    private static IResult Answer(
        Dictionary<string, string> asked,
        SandboxSecret secret,
        SandboxLedger ledger
    )
    {
        var isRefund = asked.GetValueOrDefault("vnp_Command") == "refund";
        string[] signed = isRefund
            ?
            [
                "vnp_RequestId",
                "vnp_Version",
                "vnp_Command",
                "vnp_TmnCode",
                "vnp_TransactionType",
                "vnp_TxnRef",
                "vnp_Amount",
                "vnp_TransactionNo",
                "vnp_TransactionDate",
                "vnp_CreateBy",
                "vnp_CreateDate",
                "vnp_IpAddr",
                "vnp_OrderInfo",
            ]
            :
            [
                "vnp_RequestId",
                "vnp_Version",
                "vnp_Command",
                "vnp_TmnCode",
                "vnp_TxnRef",
                "vnp_TransactionDate",
                "vnp_CreateDate",
                "vnp_IpAddr",
                "vnp_OrderInfo",
            ];
        var genuine = VnpaySignature.Holds(
            secret.Value,
            VnpaySignature.Joined(signed.Select(asked.GetValueOrDefault)),
            asked.GetValueOrDefault("vnp_SecureHash")
        );
        var payment = ledger.Find(asked.GetValueOrDefault("vnp_TxnRef"));
        var amount = isRefund
            ? long.Parse(asked["vnp_Amount"], CultureInfo.InvariantCulture)
            : payment?.Amount ?? 0;
        var code =
            !genuine ? "97"
            : payment is null ? "91"
            : isRefund && (payment.Status != Paid || payment.Refunded + amount > payment.Amount)
                ? "95"
            : Paid;
        if (isRefund && code == Paid)
        {
            ledger.Refund(payment!, amount);
        }

        var answer = new Dictionary<string, string>
        {
            ["vnp_ResponseId"] = ledger.Next(),
            ["vnp_Command"] = asked.GetValueOrDefault("vnp_Command") ?? "",
            ["vnp_ResponseCode"] = code,
            ["vnp_Message"] = code == Paid ? "Success" : "Refused",
            ["vnp_TmnCode"] = asked.GetValueOrDefault("vnp_TmnCode") ?? "",
            ["vnp_TxnRef"] = asked.GetValueOrDefault("vnp_TxnRef") ?? "",
            ["vnp_Amount"] = Number(amount),
            ["vnp_BankCode"] = "NCB",
            ["vnp_PayDate"] = payment?.Asked["vnp_CreateDate"] ?? "",
            ["vnp_TransactionNo"] = isRefund ? ledger.Next() : payment?.Transaction ?? "",
            ["vnp_TransactionType"] = isRefund ? asked["vnp_TransactionType"] : "01",
            ["vnp_TransactionStatus"] = payment?.Status ?? "",
            ["vnp_OrderInfo"] = asked.GetValueOrDefault("vnp_OrderInfo") ?? "",
        };
        var text = VnpaySignature.Joined(
            isRefund ? answer.Values : answer.Values.Append("").Append("")
        );
        answer["vnp_SecureHash"] = VnpaySignature.Sign(secret.Value, text);
        return Results.Json(answer);
    }

    /// <summary>What a day's reconciliation file of the gateway would say.</summary>
    private static IResult Statement(SandboxLedger ledger)
    {
        var text = new StringBuilder("day,reference,transaction,amount\n");
        foreach (var payment in ledger.All.Where(p => p.Status == Paid))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{payment.Day:yyyy-MM-dd},{payment.Reference},{payment.Transaction},{payment.Amount / 100}\n"
            );
        }

        return Results.Text(text.ToString(), "text/csv");
    }

    private static bool IsGenuine(Dictionary<string, string> asked, SandboxSecret secret) =>
        asked.ContainsKey("vnp_TxnRef")
        && asked.GetValueOrDefault("vnp_TmnCode") == SandboxHost.Merchant
        && VnpaySignature.Holds(
            secret.Value,
            VnpaySignature.Text(asked),
            asked.GetValueOrDefault(VnpaySignature.Field)
        );

    private static Dictionary<string, string> Fields(IQueryCollection query) =>
        query.ToDictionary(q => q.Key, q => q.Value.ToString());

    private static string Home() =>
        Frame("vi", "<h1>Payment sandbox</h1><p>No money moves here.</p>");

    private static string Frame(string language, string body) =>
        $"<!DOCTYPE html><html lang=\"{(language == "en" ? "en" : "vi")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Payment sandbox</title></head><body><main>{body}</main></body></html>";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
