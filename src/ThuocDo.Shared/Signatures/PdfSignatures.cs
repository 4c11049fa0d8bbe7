using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ThuocDo.Shared.Signatures;

/// <summary>The roots by which certificates of signers and time stamps are trusted.</summary>
public sealed record TrustedRoots(IReadOnlyList<X509Certificate2> Certificates);

/// <summary>One signature of a file.</summary>
/// <param name="Signer">The common name of the certificate.</param>
/// <param name="Organisation">Its organisation, if it names one.</param>
/// <param name="ClaimedAt">UTC, by the signer's own word.</param>
/// <param name="StampedAt">UTC, proved by a time stamp.</param>
/// <param name="IsIntact">What it covers is unchanged.</param>
/// <param name="IsTrusted">
/// The certificates of signer and time stamp lead to a trusted root and were valid at that time. Of a signature that is not
/// intact it is not asked: it says nothing of anybody.
/// </param>
public sealed record SignatureFinding(
    string Signer,
    string? Organisation,
    string CertificateNumber,
    DateTime? ClaimedAt,
    DateTime? StampedAt,
    bool IsIntact,
    bool IsTrusted
)
{
    public DateTime? At => StampedAt ?? ClaimedAt;

    public bool IsGood => IsIntact && IsTrusted;
}

/// <param name="IsWhole">The last signature covers the file to its end and nothing but signatures came after the first.</param>
public sealed record SignedFile(IReadOnlyList<SignatureFinding> Signatures, bool IsWhole)
{
    public bool IsGood => IsWhole && Signatures.Count > 0 && Signatures.All(s => s.IsGood);
}

/// <summary>
/// Checks every signature of a PDF. Strict on purpose: a byte that stands for nothing in the eyes of the format, such as
/// the case of a hexadecimal digit, is still a changed byte.
/// </summary>
public static class PdfSignatures
{
    private static readonly System.Buffers.SearchValues<byte> HexDigits =
        System.Buffers.SearchValues.Create("0123456789ABCDEF"u8);

    private static readonly SignedFile None = new([], false);

    public static SignedFile Check(byte[] pdf, TrustedRoots roots)
    {
        try
        {
            var file = PdfFile.Load(pdf);
            var catalog = file.Dictionary(file.Root);
            var found = PdfSigner
                .SignatureFields(file, catalog)
                .Select(value => (Range: Range(value, pdf), Value: value))
                .OrderBy(s => s.Range.End)
                .ToList();
            return found.Count == 0
                ? None
                : new SignedFile(
                    [.. found.Select(s => One(pdf, s.Range, s.Value, roots))],
                    found[^1].Range.End == pdf.Length
                        && found.DistinctBy(s => s.Range.End).Count() == found.Count
                        && OnlySignaturesAfter(pdf[..found[0].Range.End], file)
                );
        }
        catch (InvalidDataException)
        {
            return None;
        }
    }

    private sealed record Covered(int Hole, int After, int End);

    private static Covered Range(PdfDictionary value, byte[] pdf)
    {
        if (
            value["ByteRange"] is PdfArray { Items: [var zero, var first, var second, var last] }
            && PdfFile.Number(zero) == 0
        )
        {
            var range = new Covered(
                PdfFile.Number(first),
                PdfFile.Number(second),
                checked(PdfFile.Number(second) + PdfFile.Number(last))
            );
            if (range.Hole + 2 < range.After && range.After < range.End && range.End <= pdf.Length)
            {
                return range;
            }
        }

        throw PdfReader.Wrong();
    }

    private static SignatureFinding One(
        byte[] pdf,
        Covered range,
        PdfDictionary value,
        TrustedRoots roots
    )
    {
        var claimed = Instant(value["M"]);
        var nobody = new SignatureFinding("", null, "", claimed, null, false, false);
        try
        {
            if (Contents(pdf.AsSpan(range.Hole, range.After - range.Hole)) is not { } encoded)
            {
                return nobody;
            }

            byte[] content =
            [
                .. pdf.AsSpan(0, range.Hole),
                .. pdf.AsSpan(range.After, range.End - range.After),
            ];
            var cms = new SignedCms(new ContentInfo(content), detached: true);
            cms.Decode(encoded);
            if (cms.SignerInfos.Count != 1 || cms.SignerInfos[0].Certificate is not { } certificate)
            {
                return nobody;
            }

            var signer = cms.SignerInfos[0];
            var stamp = Stamp(signer);
            var at = stamp.At ?? claimed;
            var isIntact =
                IsIntact(cms, signer, certificate)
                && stamp.IsRight
                && CmsShape.IsUsual(encoded, CmsShape.Data);
            return new SignatureFinding(
                certificate.GetNameInfo(X509NameType.SimpleName, false),
                Organisation(certificate),
                certificate.SerialNumber,
                claimed,
                stamp.At,
                isIntact,
                isIntact
                    && at is { } instant
                    && Leads(certificate, cms.Certificates, roots, instant)
                    && (
                        stamp.Certificate is null
                        || Leads(stamp.Certificate, stamp.Others, roots, instant)
                    )
            );
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            return nobody;
        }
    }

    /// <summary>The CMS between the angle brackets, in capitals and followed by zeros alone.</summary>
    private static byte[]? Contents(ReadOnlySpan<byte> gap)
    {
        if (gap[0] != '<' || gap[^1] != '>' || gap.Length % 2 != 0)
        {
            return null;
        }

        var digits = gap[1..^1];
        if (digits.IndexOfAnyExcept(HexDigits) >= 0)
        {
            return null;
        }

        var bytes = Convert.FromHexString(Encoding.ASCII.GetString(digits));
        AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out var length);
        return bytes.AsSpan(length).IndexOfAnyExcept((byte)0) < 0 ? bytes[..length] : null;
    }

    private static bool IsIntact(SignedCms cms, SignerInfo signer, X509Certificate2 certificate)
    {
        cms.CheckSignature(verifySignatureOnly: true);
        var bound = signer
            .SignedAttributes.OfType<CryptographicAttributeObject>()
            .FirstOrDefault(a => a.Oid.Value == PdfSigner.SigningCertificateV2);
        return bound is null
            || bound.Values.Count == 1
                && bound.Values[0].RawData.AsSpan().IndexOf(SHA256.HashData(certificate.RawData))
                    >= 0;
    }

    private sealed record StampFound(
        bool IsRight,
        DateTime? At,
        X509Certificate2? Certificate,
        X509Certificate2Collection Others
    );

    private static StampFound Stamp(SignerInfo signer)
    {
        var attribute = signer
            .UnsignedAttributes.OfType<CryptographicAttributeObject>()
            .FirstOrDefault(a => a.Oid.Value == PdfSigner.TimestampAttribute);
        if (attribute is null)
        {
            return new StampFound(signer.UnsignedAttributes.Count == 0, null, null, []);
        }

        var raw = attribute.Values[0].RawData;
        return
            Rfc3161TimestampToken.TryDecode(raw, out var token, out var read)
            && read == raw.Length
            && CmsShape.IsUsual(raw, CmsShape.TimestampInfo)
            && token.VerifySignatureForSignerInfo(signer, out var certificate)
            ? new StampFound(
                true,
                token.TokenInfo.Timestamp.UtcDateTime,
                certificate,
                token.AsSignedCms().Certificates
            )
            : new StampFound(false, null, null, []);
    }

    /// <summary>
    /// True if the certificate leads to a root we trust and each of the others that came along lies on such a way.
    /// Revocation is not asked: many offices have no way to the lists, and the page says so.
    /// </summary>
    private static bool Leads(
        X509Certificate2 certificate,
        X509Certificate2Collection others,
        TrustedRoots roots,
        DateTime at
    )
    {
        var all = new X509Certificate2Collection(others) { certificate };
        return all.All(one =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = at.ToLocalTime();
            chain.ChainPolicy.ExtraStore.AddRange(others);
            foreach (var root in roots.Certificates)
            {
                chain.ChainPolicy.CustomTrustStore.Add(root);
            }

            return chain.Build(one);
        });
    }

    /// <summary>
    /// Compares the file as first signed with the file as it is: only the form, the notes of pages and what the
    /// catalogue says of extensions may have been replaced.
    /// </summary>
    private static bool OnlySignaturesAfter(byte[] first, PdfFile now)
    {
        var then = PdfFile.Load(first);
        return then.Numbers.All(number =>
        {
            var (old, present) = (then.Object(number), now.Object(number));
            return Same(old, present)
                || old is PdfDictionary before
                    && present is PdfDictionary after
                    && Same(Rest(before), Rest(after))
                    && KeepsAll(then, before, now, after, "Annots")
                    && KeepsAll(then, before, now, after, "Fields");
        });
    }

    private static PdfDictionary Rest(PdfDictionary dictionary) =>
        dictionary["Type"] switch
        {
            PdfScalar { Raw: "/Page" } => dictionary.Without("Annots"),
            PdfScalar { Raw: "/Catalog" } => dictionary.Without("AcroForm", "Extensions", "DSS"),
            _ when dictionary["Fields"] is not null => dictionary.Without("Fields", "SigFlags"),
            _ => dictionary,
        };

    private static bool KeepsAll(
        PdfFile then,
        PdfDictionary before,
        PdfFile now,
        PdfDictionary after,
        string key
    )
    {
        var old = then.Resolve(before[key]) as PdfArray;
        var present = now.Resolve(after[key]) as PdfArray;
        return old is null
            || present is not null
                && old.Items.Select(i => i.ToString())
                    .SequenceEqual(present.Items.Take(old.Items.Count).Select(i => i.ToString()));
    }

    private static bool Same(PdfValue? one, PdfValue? other) =>
        one?.ToString() == other?.ToString();

    private static string? Organisation(X509Certificate2 certificate) =>
        certificate
            .SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(n => !n.HasMultipleElements && n.GetSingleElementType().Value == "2.5.4.10")
            .Select(n => n.GetSingleElementValue())
            .FirstOrDefault();

    private static DateTime? Instant(PdfValue? value) =>
        value is PdfScalar { Raw: { Length: > 17 } raw }
        && DateTime.TryParseExact(
            raw[3..17],
            "yyyyMMddHHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;
}
