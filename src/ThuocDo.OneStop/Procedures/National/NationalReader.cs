using System.Globalization;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>Turns rows into entries; remembers the codes met, because a code counts once.</summary>
internal sealed partial class NationalReader(bool hasPapers, ILookup<string, CsvRow> papersOf)
{
    private static readonly (Channel Channel, string Column)[] Channels =
    [
        (Channel.Online, "online"),
        (Channel.Post, "post"),
        (Channel.Counter, "direct"),
    ];

    private static readonly Dictionary<string, StatedLevels> Levels = new()
    {
        ["cap bo"] = StatedLevels.Central,
        ["cap tinh"] = StatedLevels.Province,
        ["cap huyen"] = StatedLevels.District,
        ["cap xa"] = StatedLevels.Commune,
        ["co quan khac"] = StatedLevels.Other,
    };

    private readonly Dictionary<string, int> lineOf = [];

    public NationalLine Read(CsvRow row)
    {
        var (code, name) = (NationalCode.Normal(row["code"]), Clean(row["name"]));
        var remarks = new List<ImportRemark>();
        if (Refusal(row, code, name) is { } refusal)
        {
            return new NationalLine(row.Line, row["code"] ?? "", name ?? "", null, [refusal]);
        }

        if (code != row["code"])
        {
            remarks.Add(ImportRemark.Of("code", row["code"], "code-normalised", code!));
        }

        lineOf[code!] = row.Line;
        var applicants = Clean(row["applicants"]) ?? "";
        var papers = hasPapers ? Papers(code!, remarks) : [];
        var draft = new NationalProcedure
        {
            Id = Guid.Empty,
            Code = code!,
            Revision = 0,
            IsCurrent = true,
            ImportId = Guid.Empty,
            Since = default,
            Name = name!,
            Field = Clean(row["field"])!,
            Levels = LevelsOf(row)!.Value,
            Audience = AudienceOf(applicants, remarks),
            Applicants = applicants,
            Kind = Clean(row["kind"]),
            Decision = Decision(row, remarks),
            Ministry = Clean(row["ministry"]) ?? "",
            Agency = Clean(row["agency"]?.Trim(';', ' ')),
            Outcome = Clean(row["result"]),
            PortalUrl = Portal(row, remarks),
            Ways = Ways(row, remarks),
            Papers = papers,
        };
        if (
            hasPapers
            && row.OptionalCount("n_documents") is { } stated
            && papers.Count > 0
            && papers.Count != stated
        )
        {
            remarks.Add(
                ImportRemark.Of(
                    "n_documents",
                    row["n_documents"],
                    "papers-count",
                    papers.Count.ToString(CultureInfo.InvariantCulture)
                )
            );
        }

        return new NationalLine(row.Line, code!, name!, draft, remarks);
    }

    private ImportRemark? Refusal(CsvRow row, string? code, string? name) =>
        row["code"] is null ? ImportRemark.Of("code", null, "code-missing")
        : code is null ? ImportRemark.Of("code", row["code"], "code-form")
        : lineOf.TryGetValue(code, out var first)
            ? ImportRemark.Of(
                "code",
                row["code"],
                "code-twice",
                first.ToString(CultureInfo.InvariantCulture)
            )
        : name is null ? ImportRemark.Of("name", null, "name-missing")
        : name.Length > NationalProcedure.NameMaxLength
            ? ImportRemark.Of(
                "name",
                name[..80],
                "name-long",
                NationalProcedure.NameMaxLength.ToString(CultureInfo.InvariantCulture)
            )
        : Clean(row["field"]) is not { Length: <= NationalProcedure.FieldMaxLength }
            ? ImportRemark.Of("field", row["field"], "field-missing")
        : LevelsOf(row) is null ? ImportRemark.Of("level", row["level"], "level-unknown")
        : null;

    /// <summary>None if one of the levels is not known: a procedure at the wrong level would mislead.</summary>
    private static StatedLevels? LevelsOf(CsvRow row)
    {
        var found = StatedLevels.None;
        foreach (var part in (row["level"] ?? "").Split(','))
        {
            if (!Levels.TryGetValue(Folding.Fold(part).Trim(), out var level))
            {
                return null;
            }

            found |= level;
        }

        return found;
    }

    private static Audience AudienceOf(string applicants, List<ImportRemark> remarks)
    {
        var folded = Folding.Fold(applicants);
        var person = Persons().IsMatch(folded);
        var business = Bodies().IsMatch(folded);
        if (!person && !business)
        {
            remarks.Add(ImportRemark.Of("applicants", applicants, "applicants-unknown"));
        }

        return person == business ? Audience.Both
            : person ? Audience.Person
            : Audience.Business;
    }

    private static string? Decision(CsvRow row, List<ImportRemark> remarks)
    {
        var decision = Clean(row["decision"]);
        if (decision is null || !DecisionNumber().IsMatch(decision))
        {
            remarks.Add(ImportRemark.Of("decision", row["decision"], "decision-form"));
        }

        return decision;
    }

    private static string? Portal(CsvRow row, List<ImportRemark> remarks)
    {
        var address = row["portal_url"]?.Trim();
        if (
            address is null
            || Uri.TryCreate(address, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps
        )
        {
            return address;
        }

        remarks.Add(ImportRemark.Of("portal_url", address, "portal-address"));
        return null;
    }

    private static List<FilingWay> Ways(CsvRow row, List<ImportRemark> remarks)
    {
        var ways = new List<FilingWay>();
        foreach (var (channel, column) in Channels)
        {
            var (time, unit) = (row[column + "_time"], row[column + "_unit"]);
            var fee = Clean(row[column + "_fee"]);
            if (time is null && unit is null && fee is null)
            {
                continue;
            }

            var words = Clean($"{time} {unit}");
            var limits = LimitWords.Read(words);
            if (words is not null && limits.Count == 0)
            {
                remarks.Add(
                    ImportRemark.Of(
                        column + "_time",
                        words,
                        unit is null ? "limit-no-unit"
                            : time is null ? "limit-glued"
                            : Folding.Fold(unit) == "gio" ? "limit-hours"
                            : "limit-words"
                    )
                );
            }

            var (reading, amount) = FeeWords.Read(fee);
            if (reading is not (FeeReading.Free or FeeReading.Amount or FeeReading.Missing))
            {
                remarks.Add(
                    ImportRemark.Of(
                        column + "_fee",
                        fee,
                        reading switch
                        {
                            FeeReading.NotStated => "fee-not-stated",
                            FeeReading.Foreign => "fee-foreign",
                            FeeReading.TooSmall => "fee-small",
                            _ => "fee-words",
                        }
                    )
                );
            }

            ways.Add(
                new FilingWay(
                    channel,
                    words,
                    limits.Count == 1 ? limits[0].Limit.ToString() : null,
                    fee,
                    amount
                )
            );
        }

        if (ways.TrueForAll(w => w.LimitText is null))
        {
            remarks.Add(ImportRemark.Of("direct_time", null, "limit-missing"));
        }

        return ways;
    }

    private List<StatedPaper> Papers(string code, List<ImportRemark> remarks)
    {
        var papers = new List<StatedPaper>();
        foreach (var row in papersOf[code])
        {
            var text = Clean(row["document"]);
            if (text is null)
            {
                continue;
            }

            var copies = CopiesWords.Read(row["copies"]);
            if (copies is null && row["copies"] is not null)
            {
                remarks.Add(
                    ImportRemark.Of("copies", row["copies"], "copies-words", row["seq"] ?? "")
                );
            }

            var form = FormBehind().Match(text);
            papers.Add(
                new StatedPaper(
                    papers.Count + 1,
                    Clean(row["case"]),
                    form.Success ? form.Groups["text"].Value.TrimEnd() : text,
                    copies?.Originals,
                    copies?.Copies,
                    Clean(row["copies"]),
                    row["kind"] == "note",
                    form.Success ? form.Groups["form"].Value.Trim() : null
                )
            );
        }

        return papers;
    }

    private static string? Clean(string? text)
    {
        var clean = Blanks().Replace(text ?? "", " ").Trim().Normalize();
        return clean.Length == 0 ? null : clean;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b(cong dan|nguoi|can bo|dang vien|ca nhan)\b")]
    private static partial Regex Persons();

    [GeneratedRegex(@"\b(doanh nghiep|hop tac xa|to chuc|ho kinh doanh)\b")]
    private static partial Regex Bodies();

    [GeneratedRegex(@"\d[\da-zA-Z]*\.? ?/ ?\p{L}|^\p{L}{2}\d+-")]
    private static partial Regex DecisionNumber();

    /// <summary>The source writes the file name of the form right behind the sentence: "… of the ministry.NA5.doc".</summary>
    [GeneratedRegex(@"^(?<text>.*[.;)])\s*(?<form>[^.;)]+\.(?:docx?|pdf|xlsx?))$")]
    private static partial Regex FormBehind();
}

internal static class CsvCounts
{
    /// <summary>A count; none if it is empty or no number, which then simply is not compared.</summary>
    public static int? OptionalCount(this CsvRow row, string column) =>
        int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
}
