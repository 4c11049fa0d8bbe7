using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Dossiers.Receive;

public enum FeeState
{
    Due,
    Waived,
    PaidOnline,
}

/// <summary>What the officer types at the counter.</summary>
public sealed partial class ReceiveInput
{
    [Required]
    [StringLength(Applicant.NameMaxLength)]
    public string? Name { get; set; }

    /// <summary>What a scanner reads from the applicant's identity card, see <see cref="IdentityCard"/>.</summary>
    public string? Card { get; set; }

    public string? Identity { get; set; }

    public string? Phone { get; set; }

    [EmailAddress(ErrorMessage = "receive.email.wrong")]
    [StringLength(Applicant.EmailMaxLength)]
    public string? Email { get; set; }

    [StringLength(Applicant.AddressMaxLength)]
    public string? Address { get; set; }

    [StringLength(Dossier.SubjectMaxLength)]
    public string? Subject { get; set; }

    public Channel Channel { get; set; } = Channel.Counter;

    public int[] Papers { get; set; } = [];

    /// <summary>All required papers are in: one key instead of one for each.</summary>
    public bool AllPapers { get; set; }

    public FeeState Fee { get; set; }

    public bool ReturnByPost { get; set; }

    public bool ElectronicIdentity { get; set; }

    /// <summary>Local time of a receipt on paper during an outage; none for a receipt now.</summary>
    public DateTime? TakenInAt { get; set; }

    /// <summary>Citizen identity numbers have twelve digits.</summary>
    public static bool IsIdentity(string number) => TwelveDigits().IsMatch(number);

    /// <summary>Ten or eleven digits beginning with 0, or the same with +84.</summary>
    public static bool IsPhone(string number) => PhoneForm().IsMatch(number);

    /// <summary>Without the blanks, points and hyphens people write between digits.</summary>
    public static string? Digits(string? typed)
    {
        var digits = Separators().Replace(typed ?? "", "");
        return digits.Length == 0 ? null : digits;
    }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex TwelveDigits();

    [GeneratedRegex(@"^(0|\+84)[0-9]{9,10}$")]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"[\s.\-]+")]
    private static partial Regex Separators();
}
