using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation.Citizens;

/// <summary>What a browser carries to a provider, as its address says.</summary>
public sealed record Attempt(string State, string Nonce, string Challenge);

/// <summary>
/// The server of an identity provider whose tokens the test writes: genuine ones, and ones that an attacker or a careless
/// provider would send. It gives out any code any number of times.
/// </summary>
public sealed class ForgedProvider : HttpMessageHandler
{
    public const string Issuer = "https://provider.example";
    public const string Client = "portal";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "right" };
    private readonly RsaSecurityKey foreign = new(RSA.Create(2048)) { KeyId = "right" };
    private readonly Dictionary<string, (string Token, string Challenge)> codes = [];

    public bool IsDown { get; set; }

    public static IReadOnlyDictionary<string, string> Settings(string part) =>
        new Dictionary<string, string>
        {
            [$"Identity:{part}:Authority"] = Issuer,
            [$"Identity:{part}:ClientId"] = Client,
            [$"Identity:{part}:ClientSecret"] = "secret",
            [$"Identity:{part}:Name"] = "Example",
        };

    /// <summary>The claims of a genuine token for an attempt.</summary>
    public static Dictionary<string, object> Claims(Attempt attempt, string subject = "s-1") =>
        new()
        {
            ["sub"] = subject,
            ["nonce"] = attempt.Nonce,
            ["name"] = "Nguyễn Thị Mẫu",
            ["account_kind"] = "person",
            ["identity_number"] = "000000000077",
            ["identity_level"] = "1",
            ["email"] = "mau@mau.invalid",
        };

    /// <summary>Begins a sign-in as a browser does.</summary>
    public static async Task<Attempt> BeginAsync(WebUser visitor, string address)
    {
        using var away = await visitor.Client.GetAsync(address);
        var target = away.Headers.Location!;
        if (!target.OriginalString.StartsWith(Issuer + "/authorize?", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{address} led to {target}.");
        }

        var query = QueryHelpers.ParseQuery(target.Query);
        return new Attempt(query["state"]!, query["nonce"]!, query["code_challenge"]!);
    }

    /// <summary>A code for which the provider gives this token.</summary>
    public string Code(
        Attempt attempt,
        Dictionary<string, object> claims,
        string issuer = Issuer,
        string audience = Client,
        int minutes = 5,
        bool signed = true,
        bool rightKey = true
    )
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Claims = claims,
                IssuedAt = now.AddMinutes(-10),
                NotBefore = now.AddMinutes(-10),
                Expires = now.AddMinutes(minutes),
                SigningCredentials = signed
                    ? new SigningCredentials(rightKey ? key : foreign, SecurityAlgorithms.RsaSha256)
                    : null,
            }
        );
        var code = "code-" + codes.Count;
        codes[code] = (token, attempt.Challenge);
        return code;
    }

    public static string Answer(string page, string code, string state) =>
        QueryHelpers.AddQueryString(
            page,
            new Dictionary<string, string?> { ["code"] = code, ["state"] = state }
        );

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (IsDown)
        {
            throw new HttpRequestException("Nobody answers.");
        }

        object? body = request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => new
            {
                issuer = Issuer,
                authorization_endpoint = Issuer + "/authorize",
                token_endpoint = Issuer + "/token",
                end_session_endpoint = Issuer + "/end",
                jwks_uri = Issuer + "/keys",
            },
            "/keys" => new { keys = new[] { Public() } },
            "/token" => await TokensAsync(request, cancellationToken),
            _ => null,
        };
        return body is null
            ? new HttpResponseMessage(HttpStatusCode.BadRequest)
            {
                Content = JsonContent.Create(new { error = "invalid_grant" }),
            }
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
    }

    private object Public()
    {
        var parameters = key.Rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = key.KeyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private async Task<object?> TokensAsync(
        HttpRequestMessage request,
        CancellationToken cancellation
    )
    {
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellation));
        var proof = Base64UrlEncoder.Encode(
            SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))
        );
        return codes.TryGetValue(form["code"].ToString(), out var known) && known.Challenge == proof
            ? new
            {
                id_token = known.Token,
                access_token = "none",
                token_type = "Bearer",
                expires_in = 60,
            }
            : null;
    }

    /// <summary>A visit to the provider that ends well.</summary>
    public async Task<WebPage> VisitAsync(
        WebUser visitor,
        string begin,
        string answer,
        Action<Dictionary<string, object>>? change = null
    )
    {
        var attempt = await BeginAsync(visitor, begin);
        var claims = Claims(attempt);
        change?.Invoke(claims);
        return await visitor.GetAsync(Answer(answer, Code(attempt, claims), attempt.State));
    }

    public static string Back(string begin, string? back) =>
        back is null
            ? begin
            : $"{begin}?{AccountLinks.ReturnParameter}={Uri.EscapeDataString(back)}";
}
