using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ThuocDo.Shared.Signatures;

/// <summary>Who signs: a certificate with its private key, and the certificates above it.</summary>
public sealed record SigningIdentity(
    X509Certificate2 Certificate,
    IReadOnlyList<X509Certificate2> Above
);

/// <summary>What a signature says about itself.</summary>
/// <param name="At">UTC, as claimed by the signer; a time stamp proves it.</param>
public sealed record SignatureNote(string Name, string Reason, DateTime At);

/// <summary>Proves by an authority that a signature existed at an instant (RFC 3161).</summary>
public interface ITimestamps
{
    /// <summary>The token, encoded.</summary>
    Task<byte[]> StampAsync(SignerInfo signer, CancellationToken cancellation);
}

/// <summary>
/// PAdES baseline signatures (ETSI EN 319 142-1): <c>ETSI.CAdES.detached</c> with the signing certificate as a signed
/// attribute, in an invisible field, appended to the file. A second signature is a further append.
/// </summary>
public static class PdfSigner
{
    internal const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    internal const string TimestampAttribute = "1.2.840.113549.1.9.16.2.14";
    internal const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Room for signature, certificates and time stamp, in bytes.</summary>
    private const int Room = 16 << 10;

    private const string RangeHole = "[0 ********** ********** **********]";

    /// <exception cref="InvalidDataException">The PDF is not well formed.</exception>
    public static async Task<byte[]> SignAsync(
        byte[] pdf,
        SigningIdentity identity,
        SignatureNote note,
        ITimestamps? timestamps,
        CancellationToken cancellation
    )
    {
        var content = Prepared(pdf, note);
        var hole = content.AsSpan(pdf.Length).IndexOf("/Contents <"u8) + pdf.Length + 10;
        var end = hole + 2 + Room * 2;
        var range = $"[0 {hole} {end} {content.Length - end}]".PadRight(RangeHole.Length);
        var at =
            content.AsSpan(pdf.Length).IndexOf(Encoding.ASCII.GetBytes(RangeHole)) + pdf.Length;
        Encoding.ASCII.GetBytes(range).CopyTo(content, at);
        byte[] signed = [.. content.AsSpan(0, hole), .. content.AsSpan(end)];
        var cms = await CmsAsync(signed, identity, timestamps, cancellation);
        if (cms.Length > Room)
        {
            throw new InvalidOperationException(
                $"The signature takes {cms.Length} bytes, more than the {Room} kept free."
            );
        }

        Encoding.ASCII.GetBytes(Convert.ToHexString(cms)).CopyTo(content, hole + 1);
        return content;
    }

    /// <summary>The file with the field, its value still empty.</summary>
    private static byte[] Prepared(byte[] pdf, SignatureNote note)
    {
        var file = PdfFile.Load(pdf);
        var catalog = file.Dictionary(file.Root);
        var (page, pageDictionary) = FirstPage(file, catalog);
        var (value, field) = (file.Size, file.Size + 1);
        var objects = new Dictionary<int, string>();
        var number = SignatureFields(file, catalog).Count + 1;
        objects[value] =
            $"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange {RangeHole}/Contents <{new string('0', Room * 2)}>"
            + $"/M (D:{note.At.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)/Name {Text(note.Name)}/Reason {Text(note.Reason)}>>";
        objects[field] =
            $"<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 0 0]/F 132/T(Signature{number})/V {value} 0 R/P {page.Number} {page.Generation} R>>";
        var reference = new PdfReference(field, 0);
        var annotations = file.Resolve(pageDictionary["Annots"]) as PdfArray ?? new PdfArray([]);
        objects[page.Number] = pageDictionary
            .With("Annots", new PdfArray([.. annotations.Items, reference]))
            .ToString();
        var form =
            file.Resolve(catalog["AcroForm"]) as PdfDictionary
            ?? new PdfDictionary(new Dictionary<string, PdfValue>());
        var fields = file.Resolve(form["Fields"]) as PdfArray ?? new PdfArray([]);
        form = form.With("Fields", new PdfArray([.. fields.Items, reference]))
            .With("SigFlags", new PdfScalar("3"));
        if (catalog["AcroForm"] is PdfReference known)
        {
            objects[known.Number] = form.ToString();
        }
        else
        {
            objects[file.Root.Number] = catalog.With("AcroForm", form).ToString();
        }

        return file.Append(objects);
    }

    /// <summary>The values of the signature fields, in the order of the form.</summary>
    internal static List<PdfDictionary> SignatureFields(PdfFile file, PdfDictionary catalog)
    {
        var found = new List<PdfDictionary>();
        if (
            file.Resolve(catalog["AcroForm"]) is PdfDictionary form
            && file.Resolve(form["Fields"]) is PdfArray fields
        )
        {
            foreach (var item in fields.Items)
            {
                if (
                    file.Resolve(item) is PdfDictionary field
                    && field["FT"] is PdfScalar { Raw: "/Sig" }
                    && file.Resolve(field["V"]) is PdfDictionary value
                )
                {
                    found.Add(value);
                }
            }
        }

        return found;
    }

    private static (PdfReference Page, PdfDictionary Dictionary) FirstPage(
        PdfFile file,
        PdfDictionary catalog
    )
    {
        var next = catalog["Pages"];
        for (var depth = 0; depth < 40; depth++)
        {
            if (next is not PdfReference reference)
            {
                break;
            }

            var node = file.Dictionary(reference);
            if (node["Type"] is PdfScalar { Raw: "/Page" })
            {
                return (reference, node);
            }

            next = file.Resolve(node["Kids"]) is PdfArray { Items: [var first, ..] } ? first : null;
        }

        throw PdfReader.Wrong();
    }

    private static async Task<byte[]> CmsAsync(
        byte[] content,
        SigningIdentity identity,
        ITimestamps? timestamps,
        CancellationToken cancellation
    )
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(
            SubjectIdentifierType.IssuerAndSerialNumber,
            identity.Certificate
        )
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        foreach (var above in identity.Above)
        {
            signer.Certificates.Add(above);
        }

        signer.SignedAttributes.Add(SigningCertificate(identity.Certificate));
        cms.ComputeSignature(signer);
        if (timestamps is not null)
        {
            var info = cms.SignerInfos[0];
            var token = await timestamps.StampAsync(info, cancellation);
            info.AddUnsignedAttribute(new AsnEncodedData(TimestampAttribute, token));
        }

        return cms.Encode();
    }

    /// <summary>ESSCertIDv2 (RFC 5035): binds the signature to one certificate, by its SHA-256.</summary>
    public static AsnEncodedData SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return new AsnEncodedData(SigningCertificateV2, writer.Encode());
    }

    /// <summary>A text string: UTF-16 with its mark, in hexadecimal.</summary>
    private static string Text(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
