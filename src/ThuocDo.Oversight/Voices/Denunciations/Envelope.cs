using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Oversight.Voices.Denunciations;

/// <summary>How much work a guess at a passphrase costs: rounds of PBKDF2 with HMAC-SHA-256.</summary>
public sealed record EnvelopeStrength(int Rounds)
{
    public static readonly EnvelopeStrength Usual = new(600_000);
}

/// <summary>The key pair of one person. The private half is sealed by the passphrase of that person, which is stored nowhere.</summary>
public sealed record PersonalKey(byte[] Public, byte[] SealedPrivate);

/// <summary>
/// Content is sealed by a key of its own (AES-256-GCM); that key is wrapped for the public key of each person named (ephemeral ECDH over
/// P-256, HKDF-SHA-256, AES-256-GCM). Each box is bound to its record, so that none can be put in the place of another. Pure.
/// </summary>
public static class Envelope
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int SaltSize = 16;

    /// <summary>Content is filled up to a multiple of this, so that its length tells little.</summary>
    public const int Block = 4096;

    public static PersonalKey Make(string passphrase, int rounds)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var secret = pair.ExportPkcs8PrivateKey();
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var key = Stretch(passphrase, salt, rounds);
        try
        {
            byte[] head = [.. BitConverter.GetBytes(rounds), .. salt];
            return new PersonalKey(
                pair.ExportSubjectPublicKeyInfo(),
                [.. head, .. Close(key, secret, head)]
            );
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <returns>None if the passphrase is wrong or the key was changed.</returns>
    public static ECDiffieHellman? Unlock(byte[] sealedPrivate, string passphrase)
    {
        var head = sealedPrivate.AsSpan(0, sizeof(int) + SaltSize).ToArray();
        var key = Stretch(
            passphrase,
            head.AsSpan(sizeof(int)).ToArray(),
            BitConverter.ToInt32(head)
        );
        var secret = Open(key, sealedPrivate.AsSpan(head.Length), head);
        CryptographicOperations.ZeroMemory(key);
        if (secret is null)
        {
            return null;
        }

        var pair = ECDiffieHellman.Create();
        pair.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return pair;
    }

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <param name="bound">What the box belongs to.</param>
    public static byte[] Wrap(byte[] key, byte[] publicKey, Guid bound)
    {
        using var other = ECDiffieHellman.Create();
        other.ImportSubjectPublicKeyInfo(publicKey, out _);
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var mine = once.ExportSubjectPublicKeyInfo();
        var shared = Agree(once, other, mine, bound);
        byte[] box =
        [
            .. BitConverter.GetBytes(mine.Length),
            .. mine,
            .. Close(shared, key, bound.ToByteArray()),
        ];
        CryptographicOperations.ZeroMemory(shared);
        return box;
    }

    /// <returns>None if the box is for another key or another record.</returns>
    public static byte[]? Unwrap(byte[] box, ECDiffieHellman pair, Guid bound)
    {
        var length = box.Length < sizeof(int) ? 0 : BitConverter.ToInt32(box);
        if (length <= 0 || length > box.Length - sizeof(int))
        {
            return null;
        }

        var theirs = box.AsSpan(sizeof(int), length).ToArray();
        using var other = ECDiffieHellman.Create();
        try
        {
            other.ImportSubjectPublicKeyInfo(theirs, out _);
        }
        catch (CryptographicException)
        {
            return null;
        }

        var shared = Agree(pair, other, theirs, bound);
        var key = Open(shared, box.AsSpan(sizeof(int) + length), bound.ToByteArray());
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> content, Guid bound)
    {
        var length = (content.Length + sizeof(int) + Block - 1) / Block * Block;
        var padded = new byte[length];
        BitConverter.TryWriteBytes(padded, content.Length);
        content.CopyTo(padded.AsSpan(sizeof(int)));
        var box = Close(key, padded, bound.ToByteArray());
        CryptographicOperations.ZeroMemory(padded);
        return box;
    }

    public static byte[]? Unseal(byte[] key, byte[] box, Guid bound) =>
        Open(key, box, bound.ToByteArray()) is { } padded
            ? padded.AsSpan(sizeof(int), BitConverter.ToInt32(padded)).ToArray()
            : null;

    private static byte[] Agree(
        ECDiffieHellman mine,
        ECDiffieHellman theirs,
        byte[] once,
        Guid bound
    )
    {
        using var open = theirs.PublicKey;
        var raw = mine.DeriveRawSecretAgreement(open);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            raw,
            KeySize,
            once,
            [.. "thuocdo.denunciation/1"u8, .. bound.ToByteArray()]
        );
        CryptographicOperations.ZeroMemory(raw);
        return key;
    }

    private static byte[] Stretch(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase.Normalize()),
            salt,
            rounds,
            HashAlgorithmName.SHA256,
            KeySize
        );

    private static byte[] Close(byte[] key, ReadOnlySpan<byte> content, byte[] bound)
    {
        var box = new byte[NonceSize + content.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(
            nonce,
            content,
            box.AsSpan(NonceSize, content.Length),
            box.AsSpan(NonceSize + content.Length),
            bound
        );
        return box;
    }

    private static byte[]? Open(byte[] key, ReadOnlySpan<byte> box, byte[] bound)
    {
        if (box.Length < NonceSize + TagSize)
        {
            return null;
        }

        var content = new byte[box.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(
                box[..NonceSize],
                box[NonceSize..^TagSize],
                box[^TagSize..],
                content,
                bound
            );
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
