using System.Globalization;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Payments.Reconciliation;

/// <summary>
/// A statement as comma-separated text with the columns <c>day</c> (yyyy-MM-dd), <c>reference</c> (or the transfer's whole
/// description), <c>amount</c> (whole đồng, negative for money out) and, if there are, <c>transaction</c> and <c>account</c>.
/// A file with a wrong line is refused as a whole, and every wrong line is named.
/// </summary>
public sealed partial record StatementFile(
    IReadOnlyList<StatementLine> Lines,
    IReadOnlyList<Explanation> Errors
)
{
    public const int MostLines = 100_000;

    private const int TransactionMaxLength = 60;
    private static readonly string[] Needed = ["day", "reference", "amount"];

    /// <param name="account">The account of lines that name none.</param>
    public static StatementFile Read(TextReader reader, string account)
    {
        var lines = new List<StatementLine>();
        var errors = new List<Explanation>();
        var rows = 0;
        foreach (var row in Csv.Read(reader, "statement"))
        {
            if (++rows == 1 && Needed.Where(n => !row.Has(n)).ToList() is { Count: > 0 } missing)
            {
                return new([], [new("reconcile.error.columns", string.Join(", ", missing))]);
            }

            if (rows > MostLines)
            {
                return new([], [new("reconcile.error.too-long", MostLines)]);
            }

            if (
                !DateOnly.TryParseExact(
                    row["day"],
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                errors.Add(new("reconcile.error.day", row.Line, row["day"] ?? ""));
            }
            else if (
                !decimal.TryParse(
                    row["amount"],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var amount
                )
                || amount == 0
            )
            {
                errors.Add(new("reconcile.error.amount", row.Line, row["amount"] ?? ""));
            }
            else
            {
                lines.Add(
                    new StatementLine(
                        row.Line,
                        day,
                        ReferenceIn(row["reference"] ?? ""),
                        row["transaction"] is { } number
                            ? number[..Math.Min(number.Length, TransactionMaxLength)]
                            : null,
                        amount,
                        row["account"] ?? account
                    )
                );
            }
        }

        return new(lines, rows == 0 ? [new("reconcile.error.empty")] : errors);
    }

    /// <summary>Our reference within a transfer's description; the description itself if there is none in it.</summary>
    public static string ReferenceIn(string description) =>
        Ours().Match(description) is { Success: true } match
            ? match.Value
            : description[
                ..Math.Min(description.Length, ReconciliationDifference.ReferenceMaxLength)
            ];

    /// <summary>A bill's number, or that of a payment through a gateway.</summary>
    [GeneratedRegex("TD[A-HJKMNP-Z2-9]{8}([A-HJKMNP-Z2-9]{10})?(?![A-Z0-9])")]
    private static partial Regex Ours();
}
