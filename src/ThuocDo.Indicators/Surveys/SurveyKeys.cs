using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Indicators.Surveys;

/// <summary>
/// Signs the tokens of invitations and hashes the marks of used ones, with a key that lies outside the database. The demonstration, whose
/// people do not exist, has a key that everybody knows.
/// </summary>
public sealed class SurveyKeys(KeysFolder folder, DemonstrationMode demonstration)
{
    private const string FileName = "survey.key";
    private const int Length = 32;
    private const int SignatureLength = 16;

    private readonly Lazy<byte[]> key = new(() =>
        demonstration.IsOn
            ? SHA256.HashData("thuocdo survey"u8)
            : Convert.FromHexString(
                KeyFile
                    .Open(
                        folder,
                        FileName,
                        () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length))
                    )
                    .Trim()
            )
    );

    /// <summary>The key of the invitation and its signature, in 43 characters that fit into an address.</summary>
    public string TokenOf(Guid invitation) =>
        WebEncoders.Base64UrlEncode([
            .. invitation.ToByteArray(),
            .. Hash($"token/{invitation:D}")[..SignatureLength],
        ]);

    /// <returns>The invitation; none where the token was not made here.</returns>
    public Guid? Open(string? token)
    {
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(token ?? "");
            if (bytes.Length != 16 + SignatureLength)
            {
                return null;
            }

            var id = new Guid(bytes.AsSpan(0, 16));
            return CryptographicOperations.FixedTimeEquals(
                bytes.AsSpan(16),
                Hash($"token/{id:D}").AsSpan(0, SignatureLength)
            )
                ? id
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <param name="invitation">That was used.</param>
    /// <param name="cell">The stratum or body it was used for.</param>
    public string MarkOf(Guid invitation, int cell) =>
        Convert.ToHexStringLower(
            Hash(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"used/{invitation:D}/{cell}"
                )
            )
        );

    private byte[] Hash(string text) =>
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text));
}
