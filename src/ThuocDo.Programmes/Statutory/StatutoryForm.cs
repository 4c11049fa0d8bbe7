using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Statutory;

/// <summary>A column of a form: a sum of counts, and the count whose records it opens.</summary>
/// <param name="Number">As the form numbers it.</param>
/// <param name="Records">None where what it holds cannot be listed by itself.</param>
public sealed record StatutoryColumn(
    int Number,
    Bilingual Group,
    Bilingual Name,
    IReadOnlyList<(string Code, int Sign)> Sum,
    string? Records
)
{
    public long Of(CountRow row) => Sum.Sum(part => part.Sign * row[part.Code]);
}

/// <summary>
/// A statutory form of procedure control, laid out by dated data (<c>data/programme/statutory-forms.csv</c>, <c>statutory-columns.csv</c>).
/// The circular was not read: forms and columns are as they are commonly filled and marked unconfirmed.
/// </summary>
/// <param name="Key">In addresses.</param>
/// <param name="Number">Of the circular.</param>
public sealed record StatutoryForm(
    string Key,
    string Number,
    Bilingual Name,
    CountsBy Rows,
    IReadOnlyList<StatutoryColumn> Columns,
    string Source,
    bool IsConfirmed
)
{
    private static readonly IReadOnlyList<CsvRow> Forms =
    [
        .. ShippedData.Rows("programme/statutory-forms.csv"),
    ];

    private static readonly IReadOnlyList<CsvRow> AllColumns =
    [
        .. ShippedData.Rows("programme/statutory-columns.csv"),
    ];

    /// <summary>The forms that hold on the last day of a period.</summary>
    public static IReadOnlyList<StatutoryForm> On(DateOnly day)
    {
        var columns = AllColumns.Where(r => Holds(r, day)).Select(ReadColumn).ToList();
        return
        [
            .. Forms
                .Where(r => Holds(r, day))
                .Select(r => new StatutoryForm(
                    r.Required("form"),
                    r.Required("number"),
                    new(r.Required("name_vi"), r["name_en"]),
                    r.Enum<CountsBy>("rows"),
                    columns,
                    r.Required("source"),
                    r.Required("confidence") == "confirmed"
                )),
        ];
    }

    /// <summary>
    /// What was received and carried over is resolved, open, or stands outside the form: closed without a result, or passed to another
    /// body. Both sides are counted apart.
    /// </summary>
    public static long Outside(CountRow row) =>
        row[CountCodes.Closed] - row[CountCodes.Resolved] + row[CountCodes.TransferredOut];

    public static bool Balances(CountRow row) =>
        row[CountCodes.OpenBefore] + row[CountCodes.Received] + row[CountCodes.TransferredIn]
        == row[CountCodes.Resolved] + Outside(row) + row[CountCodes.Open];

    private static bool Holds(CsvRow row, DateOnly day) =>
        row.Date("valid_from") <= day && (row.OptionalDate("valid_to") is not { } end || day < end);

    private static StatutoryColumn ReadColumn(CsvRow row) =>
        new(
            row.Int("no"),
            new(row.Required("group_vi"), row["group_en"]),
            new(row.Required("name_vi"), row["name_en"]),
            [
                .. row.Required("sum")
                    .Split(' ')
                    .Select(code => code[0] == '-' ? (code[1..], -1) : (code, 1)),
            ],
            row["records"]
        );
}

/// <summary>Addresses of statutory forms.</summary>
public static class StatutoryLinks
{
    public const string Page = "/bao-cao/bieu";
}
