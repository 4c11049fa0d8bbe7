using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ThuocDo.Shared.Signatures;

namespace ThuocDo.Tests.Shared.Signatures;

/// <summary>
/// A certificate authority with signers and a time-stamp authority that answers over HTTP on a free port: everything a
/// signature needs, made for one test.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    public static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset To = new(2034, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RSA rootKey = RSA.Create(2048);
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 stampCertificate;
    private int serial = 1;

    public TestAuthority()
    {
        var request = new CertificateRequest(
            "CN=Test root, O=Test, C=VN",
            rootKey,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(
                X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
                true
            )
        );
        root = request.CreateSelfSigned(From, To);
        stampCertificate = Issue(
            "Test time stamps",
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true)
        );
    }

    public TrustedRoots Roots => new([Public(root)]);

    /// <summary>The instant that time stamps prove.</summary>
    public DateTimeOffset Now { get; set; } = new(2025, 6, 2, 3, 0, 0, TimeSpan.Zero);

    public SigningIdentity Signer(string name) => new(Issue(name), [Public(root)]);

    /// <summary>Answers as many requests as come, until disposed.</summary>
    public (ITimestamps Client, IDisposable Server) Serve()
    {
        var port = FreePort();
        var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        _ = AnswerAsync(listener);
        return (
            new HttpTimestamps(new HttpClient(), new Uri($"http://127.0.0.1:{port}/")),
            listener
        );
    }

    public void Dispose()
    {
        root.Dispose();
        rootKey.Dispose();
        stampCertificate.Dispose();
    }

    private async Task AnswerAsync(HttpListener listener)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var answer = Stamp(body.ToArray());
                context.Response.ContentType = "application/timestamp-reply";
                await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private byte[] Stamp(byte[] encoded)
    {
        if (!Rfc3161TimestampRequest.TryDecode(encoded, out var request, out _))
        {
            throw new InvalidDataException("Not a time-stamp request.");
        }

        var info = new Rfc3161TimestampTokenInfo(
            new Oid("1.3.6.1.4.1.99999.1"),
            request.HashAlgorithmId,
            request.GetMessageHash(),
            BitConverter.GetBytes(serial++),
            Now,
            nonce: request.GetNonce()
        );
        var cms = new SignedCms(
            new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), info.Encode())
        );
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, stampCertificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(PdfSigner.SigningCertificate(stampCertificate));
        cms.ComputeSignature(signer);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
            }

            writer.WriteEncodedValue(cms.Encode());
        }

        return writer.Encode();
    }

    private X509Certificate2 Issue(string name, params X509Extension[] extensions)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            $"CN={name}, O=Test, C=VN",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(
                X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
                true
            )
        );
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var issued = request.Create(root, From, To, BitConverter.GetBytes(1000 + serial++));
        return issued.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Public(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
