using ThuocDo.Shared.Reference;

namespace ThuocDo.Shared.Time;

/// <summary>Calendars as files: <c>date,kind</c> with optional <c>name_vi,name_en,known_on,sessions</c>; other columns are ignored.</summary>
internal static class CalendarCsv
{
    public static IReadOnlyList<CalendarDay> Read(TextReader reader, string source)
    {
        var text = reader.ReadToEnd();
        var header = text.Split('\n', 2)[0].Trim('\uFEFF', '\r', ' ').Split(',');
        if (!header.Contains("date") || !header.Contains("kind"))
        {
            throw new FormatException(
                $"{source}, line 1: the header must name the columns date and kind."
            );
        }

        if (header.Length != header.Distinct(StringComparer.Ordinal).Count())
        {
            throw new FormatException($"{source}, line 1: a column is named twice.");
        }

        return [.. Csv.Read(new StringReader(text), source).Select(row => Day(row, source))];
    }

    private static CalendarDay Day(CsvRow row, string source)
    {
        var date = row.Date("date");
        var kind = row.Required("kind") switch
        {
            "holiday" => DayKind.Holiday,
            "compensatory" => DayKind.Compensatory,
            "swapped-off" => DayKind.SwappedOff,
            "swapped-working" => DayKind.SwappedWorking,
            var other => throw new FormatException(
                $"{source}, line {row.Line}, column kind: '{other}' is not one of holiday, compensatory, swapped-off, swapped-working."
            ),
        };
        var name = row["name_vi"] ?? "";
        return new CalendarDay(
            date,
            kind,
            name,
            row["name_en"] ?? name,
            row.OptionalDate("known_on") ?? DateOnly.MinValue
        )
        {
            Sessions = row["sessions"] is { } sessions
                ? ReadSessions(sessions, row.Line, source)
                : null,
        };
    }

    private static IReadOnlyList<Session> ReadSessions(string text, int line, string source)
    {
        try
        {
            return OfficeHours.Checked([
                .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Session.Parse),
            ]);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new FormatException($"{source}, line {line}, column sessions: {e.Message}", e);
        }
    }
}
