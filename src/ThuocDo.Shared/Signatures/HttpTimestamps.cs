using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ThuocDo.Shared.Signatures;

/// <summary>A time-stamp authority reached by HTTP (RFC 3161, 3.4).</summary>
public sealed class HttpTimestamps(HttpClient client, Uri authority) : ITimestamps
{
    public const string Variable = "THUOCDO_TSA";

    public async Task<byte[]> StampAsync(SignerInfo signer, CancellationToken cancellation)
    {
        var request = Rfc3161TimestampRequest.CreateFromSignerInfo(
            signer,
            HashAlgorithmName.SHA256,
            requestSignerCertificates: true,
            nonce: RandomNumberGenerator.GetBytes(8)
        );
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var answer = await client.PostAsync(authority, content, cancellation);
        answer.EnsureSuccessStatusCode();
        return request
            .ProcessResponse(await answer.Content.ReadAsByteArrayAsync(cancellation), out _)
            .AsSignedCms()
            .Encode();
    }
}
