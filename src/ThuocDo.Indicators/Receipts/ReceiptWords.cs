using System.Globalization;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Receipts;

/// <summary>What a figure counts, in words of both languages: a receipt is read by people too.</summary>
public sealed class ReceiptWords(Texts texts)
{
    public WordsNote Of(ReceiptSubject subject) => new(In("vi", subject), In("en", subject));

    private string In(string language, ReceiptSubject subject)
    {
        var days = subject.Periods[^1];
        var lines = new List<string>
        {
            texts.In(
                language,
                "receipt.words.figure",
                subject.Name.In(language),
                subject.Basis.In(language)
            ),
            texts.In(
                language,
                subject.Alone ? "receipt.words.alone" : "receipt.words.unit",
                subject.Scope.On(days.To).NameIn(language)
            ),
            subject.Unit == "published" ? texts.In(language, "receipt.words.published", Year(days))
            : days.From == days.To || subject.Condition == CountLines.Open
                ? texts.In(language, "receipt.words.day", days.To)
            : texts.In(language, "receipt.words.days", days.From, days.To),
        };
        if (subject.Source == FigureSource.Dossiers && subject.Periods.Count > 1)
        {
            lines.Add(texts.In(language, "receipt.words.base", Year(subject.Periods[0])));
        }

        if (subject.Level is { } level)
        {
            lines.Add(
                texts.In(
                    language,
                    "receipt.words.level",
                    texts.In(language, "board.level." + level.ToString().ToLowerInvariant())
                )
            );
        }

        if (subject.Procedure is not null)
        {
            lines.Add(texts.In(language, "receipt.words.procedure", subject.ProcedureName));
        }

        if (subject.Channel is { } channel)
        {
            lines.Add(texts.In(language, "receipt.words.channel", channel.ToString()));
        }

        return string.Join(' ', lines);
    }

    private static string Year(DaySpan days) =>
        days.From.Year.ToString(CultureInfo.InvariantCulture);
}
