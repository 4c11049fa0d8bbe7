using System.Net.Mail;
using ThuocDo.OneStop.Dossiers.Receive;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <summary>One applicant of a list.</summary>
/// <param name="Line">Line of the text, the heading being line 1.</param>
/// <param name="Wrong">Why the line cannot be received; none if it can.</param>
public sealed record ManyRow(
    int Line,
    string Name,
    string? Identity,
    string? Phone,
    string? Email,
    string? Address,
    string? Subject,
    Outcome? Wrong
);

/// <summary>Reads a list of applicants: comma-separated with a heading, or pasted from a spreadsheet.</summary>
public static class ManyRows
{
    public const int Most = 200;

    /// <summary>The columns, of which only the name is needed.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "ho_ten",
        "so_dinh_danh",
        "dien_thoai",
        "thu_dien_tu",
        "dia_chi",
        "noi_dung",
    ];

    /// <returns>The rows, or the refusal of the whole text.</returns>
    public static Outcome<IReadOnlyList<ManyRow>> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refused("many.refused.empty");
        }

        List<CsvRow> rows;
        using (var reader = new StringReader(Commas(text.Trim('\uFEFF', '\r', '\n', ' '))))
        {
            try
            {
                rows = [.. Csv.Read(reader)];
            }
            catch (FormatException)
            {
                // A column named twice.
                return Refused("many.refused.heading", string.Join(", ", Columns));
            }
        }

        return rows.Count == 0 || !rows[0].Has(Columns[0])
                ? Refused("many.refused.heading", string.Join(", ", Columns))
            : rows.Count > Most ? Refused("many.refused.too-many", rows.Count, Most)
            : Outcome<IReadOnlyList<ManyRow>>.Of([.. rows.Select(Row)]);
    }

    private static Outcome<IReadOnlyList<ManyRow>> Refused(
        string key,
        params object?[] arguments
    ) => Outcome<IReadOnlyList<ManyRow>>.Refused(key, arguments);

    private static ManyRow Row(CsvRow row)
    {
        var name = row[Columns[0]]?.Trim().Normalize() ?? "";
        var identity = ReceiveInput.Digits(row[Columns[1]]);
        var phone = ReceiveInput.Digits(row[Columns[2]]);
        var email = row[Columns[3]]?.Trim();
        var address = row[Columns[4]]?.Trim().Normalize();
        var subject = row[Columns[5]]?.Trim().Normalize();
        var wrong =
            name.Length == 0 ? "many.row.name"
            : name.Length > Applicant.NameMaxLength
            || address?.Length > Applicant.AddressMaxLength
            || subject?.Length > Dossier.SubjectMaxLength
                ? "many.row.too-long"
            : identity is not null && !ReceiveInput.IsIdentity(identity) ? "many.row.identity"
            : phone is not null && !ReceiveInput.IsPhone(phone) ? "many.row.phone"
            : email is not null
            && (email.Length > Applicant.EmailMaxLength || !MailAddress.TryCreate(email, out _))
                ? "many.row.email"
            : null;
        return new ManyRow(
            row.Line,
            name,
            identity,
            phone,
            email,
            address,
            subject,
            wrong is null ? null : new Outcome { Key = wrong }
        );
    }

    /// <summary>Cells copied from a spreadsheet are parted by tabs, files of some programs by semicolons.</summary>
    private static string Commas(string text)
    {
        var heading = text.Split('\n')[0];
        return heading.Contains('\t', StringComparison.Ordinal) ? Quoted(text, '\t')
            : heading.Contains(';', StringComparison.Ordinal) ? Quoted(text, ';')
            : text;
    }

    private static string Quoted(string text, char separator) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                    string.Join(
                        ',',
                        line.TrimEnd('\r')
                            .Split(separator)
                            .Select(cell =>
                                cell.Contains(',', StringComparison.Ordinal)
                                && !cell.StartsWith('"')
                                    ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                                    : cell
                            )
                    )
                )
        );
}
