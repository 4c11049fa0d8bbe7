using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Signatures;

namespace ThuocDo.OneStop.Dossiers.Results;

/// <summary>
/// Certificates of signers and the roots that are trusted, in the folder of keys. A province puts the roots it trusts
/// into <c>signatures/roots</c> as PEM; signers who hold their key on a token sign elsewhere and attach the file. A
/// demonstration has an authority of its own, whose certificates say what they are.
/// </summary>
public sealed class SigningIdentities(KeysFolder keys, DemonstrationMode demonstration)
{
    private const string DemonstrationRoot =
        "CN=DEMONSTRATION root of Thuoc Do, O=DEMONSTRATION, C=VN";
    private const string UnusualSigns = ",+\"\\<>;=\r\n";
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private static readonly DateTimeOffset From = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2048, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lock Making = new();

    /// <summary>To make a key takes longer than everything else about a signature, and a demonstration's proves nothing.</summary>
    private static readonly Lazy<RSAParameters> DemonstrationKey = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(true);
    });

    private string Folder => Path.Combine(keys.Path, "signatures");

    /// <summary>Somebody's certificate; none where he or she signs elsewhere.</summary>
    /// <param name="at">UTC: when the signature is made.</param>
    public SigningIdentity? Of(string name, string organisation, DateTime at)
    {
        if (!demonstration.IsOn)
        {
            return null;
        }

        using var root = Root();
        using var key = RSA.Create(DemonstrationKey.Value);
        var request = new CertificateRequest(
            $"CN={Plain(name)}, O={Plain(organisation)}, OU=DEMONSTRATION, C=VN",
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
        var start = new DateTimeOffset(at, TimeSpan.Zero).AddMinutes(-5);
        using var issued = request.Create(
            root,
            start,
            start + Life,
            RandomNumberGenerator.GetBytes(12)
        );
        return new SigningIdentity(
            issued.CopyWithPrivateKey(key),
            [X509CertificateLoader.LoadCertificate(root.RawData)]
        );
    }

    public TrustedRoots Trusted()
    {
        var roots = new List<X509Certificate2>();
        var folder = Path.Combine(Folder, "roots");
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.GetFiles(folder, "*.pem").Order(StringComparer.Ordinal))
            {
                var found = new X509Certificate2Collection();
                found.ImportFromPemFile(file);
                roots.AddRange(found);
            }
        }

        if (demonstration.IsOn)
        {
            using var root = Root();
            roots.Add(X509CertificateLoader.LoadCertificate(root.RawData));
        }

        return new TrustedRoots(roots);
    }

    private X509Certificate2 Root()
    {
        var path = Path.Combine(Folder, "demonstration-root.pem");
        lock (Making)
        {
            if (!File.Exists(path))
            {
                Make(path);
            }
        }

        return X509Certificate2.CreateFromPemFile(path);
    }

    private void Make(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(
                Folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            DemonstrationRoot,
            key,
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
        using var root = request.CreateSelfSigned(From, To);
        var part = $"{path}.{Guid.CreateVersion7():N}.part";
        using (var writer = new StreamWriter(part, options))
        {
            writer.WriteLine(root.ExportCertificatePem());
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            // Whole or not at all; whoever comes second uses the root of the first.
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(part);
        }
    }

    private static string Plain(string name) =>
        string.Concat(
            name.Normalize().Where(c => !UnusualSigns.Contains(c, StringComparison.Ordinal))
        );
}
