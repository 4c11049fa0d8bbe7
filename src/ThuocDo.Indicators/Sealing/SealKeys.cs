using System.Security.Cryptography;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Sealing;

/// <summary>A public key and the short name by which seals refer to it.</summary>
public sealed record PublicSealKey(string Id, byte[] Info, bool IsDemonstration)
{
    public static string IdOf(byte[] info) =>
        Convert.ToHexStringLower(SHA256.HashData(info).AsSpan(0, 8));

    /// <summary>False also where the stored bytes are no key or no signature at all.</summary>
    public static bool Verifies(byte[] info, byte[] hash, byte[] signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out _);
            return key.VerifyHash(hash, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>The key that signs, with its public half. The caller disposes it.</summary>
public sealed class SigningKey(ECDsa key, PublicSealKey publicKey) : IDisposable
{
    public PublicSealKey Public => publicKey;

    public byte[] Sign(byte[] hash) => key.SignHash(hash);

    public void Dispose() => key.Dispose();
}

/// <summary>
/// The keys of seals: ECDSA on P-256 in files of the keys folder, made on first use, readable by their owner alone.
/// The demonstration has a key of its own, so that none of its seals can pass for a real one. Earlier keys stay in the
/// folder, whole or as public keys, and remain trusted: <c>seal-2025.pub.pem</c>.
/// </summary>
public sealed class SealKeys(KeysFolder folder, DemonstrationMode demonstration)
{
    private const string RealName = "seal";
    private const string DemonstrationName = "seal-demonstration";

    /// <exception cref="InvalidOperationException">Others may read the key file; the message says what to do.</exception>
    public SigningKey Open()
    {
        var name = demonstration.IsOn ? DemonstrationName : RealName;
        var key = ECDsa.Create();
        key.ImportFromPem(KeyFile.Open(folder, name + ".pem", Make));
        var info = key.ExportSubjectPublicKeyInfo();
        return new SigningKey(
            key,
            new PublicSealKey(PublicSealKey.IdOf(info), info, demonstration.IsOn)
        );
    }

    /// <summary>All keys of the folder by their id; empty where the folder is not on this machine.</summary>
    public IReadOnlyDictionary<string, PublicSealKey> Trusted()
    {
        var trusted = new Dictionary<string, PublicSealKey>();
        if (!Directory.Exists(folder.Path))
        {
            return trusted;
        }

        foreach (var path in Directory.GetFiles(folder.Path, RealName + "*.pem"))
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            var info = key.ExportSubjectPublicKeyInfo();
            var id = PublicSealKey.IdOf(info);
            trusted[id] = new PublicSealKey(
                id,
                info,
                Path.GetFileName(path).StartsWith(DemonstrationName, StringComparison.Ordinal)
            );
        }

        return trusted;
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
