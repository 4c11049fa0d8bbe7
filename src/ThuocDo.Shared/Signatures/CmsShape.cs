using System.Formats.Asn1;

namespace ThuocDo.Shared.Signatures;

/// <summary>
/// The few fields of a CMS that no signature covers and no reader looks at (RFC 5652, 5.1 and 5.3): versions, the list
/// of digests and the type of the content. They must say what the rest says, so that no byte of them can be changed.
/// </summary>
internal static class CmsShape
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";

    private const string SignedData = "1.2.840.113549.1.7.2";

    public static bool IsUsual(byte[] encoded, string contentType)
    {
        try
        {
            var outer = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
            if (outer.ReadObjectIdentifier() != SignedData)
            {
                return false;
            }

            var body = outer
                .ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true))
                .ReadSequence();
            body.TryReadInt32(out var version);
            var digests = body.ReadSetOf();
            var digest = Algorithm(digests);
            var content = body.ReadSequence();
            if (digests.HasData || content.ReadObjectIdentifier() != contentType)
            {
                return false;
            }

            while (body.PeekTag().TagClass == TagClass.ContextSpecific)
            {
                body.ReadEncodedValue();
            }

            var signers = body.ReadSetOf();
            var signer = signers.ReadSequence();
            signer.TryReadInt32(out var signerVersion);
            var byIssuer = signer.PeekTag().TagClass == TagClass.Universal;
            signer.ReadEncodedValue();
            return signerVersion == (byIssuer ? 1 : 3)
                && version == (byIssuer && contentType == Data ? 1 : 3)
                && Algorithm(signer) == digest
                && !signers.HasData
                && !body.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static string Algorithm(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var name = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
        {
            algorithm.ReadNull();
        }

        algorithm.ThrowIfNotEmpty();
        return name;
    }
}
