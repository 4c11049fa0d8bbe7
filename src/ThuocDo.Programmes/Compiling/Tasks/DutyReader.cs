using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>Reads dated duties and the report cycle from the sentences on tasks and execution.</summary>
public static class DutyReader
{
    public static Duty? Read(Sentence s, string section, Func<string> addressee, Place place)
    {
        if (Deadline(s) is { } date)
        {
            var text = s.Slice(date.First, date.End);
            return Of(
                s,
                section,
                addressee,
                place,
                text,
                IsEveryYear(s, date) ? DeadlineText.Ongoing : date.Norm
            );
        }

        if (IsReport(s) && s.First(WordClass.PeriodReport) is { } period)
        {
            return Of(s, section, addressee, place, Period(s, period), DeadlineText.Ongoing);
        }

        return null;
    }

    private static Duty Of(
        Sentence s,
        string section,
        Func<string> addressee,
        Place place,
        string text,
        string norm
    ) =>
        new()
        {
            Section = section,
            Addressee = BodyReader.Addressee(s) is { Length: > 0 } own ? own : addressee(),
            Text = s.Text,
            IsReport = IsReport(s),
            DeadlineText = text,
            DeadlineNorm = norm,
            Place = place,
        };

    private static bool IsReport(Sentence s) => s.Has(WordClass.Report);

    /// <summary>
    /// A day with a word such as "trước"; a month or quarter that something is done in or by; a year only where it says "within this year".
    /// </summary>
    private static DatePhrase? Deadline(Sentence s) =>
        s.Dates.FirstOrDefault(d =>
            !d.IsBase
            && (
                (d.Day is not null && s.At(d.First, WordClass.By) is { Value: "day" })
                || (
                    d is { Year: not null, Day: null, IsStage: false }
                    && (d.Month ?? d.Quarter) is not null
                    && (
                        s.At(d.First, WordClass.By) is { Value: "day" }
                        || s.Before(d.First, WordClass.Inside) is not null
                    )
                )
                || (
                    d is { Year: not null, IsStage: false, Month: null }
                    && s.Is(d.First, WordClass.Inside)
                )
            )
        );

    /// <summary>"Trước ngày 15/11 hằng năm": a day of every year.</summary>
    private static bool IsEveryYear(Sentence s, DatePhrase date) =>
        date.Year is null && (date.End >= s.Count || s.Has(WordClass.Ongoing));

    private static string Period(Sentence s, Match period)
    {
        var end = period.End;
        while (s.At(end, WordClass.PeriodReport) is { } next)
        {
            end = next.End;
        }

        return s.Slice(period.First, end);
    }
}
