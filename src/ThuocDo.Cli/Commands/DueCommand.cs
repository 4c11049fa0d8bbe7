using System.CommandLine;
using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Cli.Commands;

/// <summary>
/// <c>thuocdo due</c>: the due date of a limit, first line machine-readable, then why. Opens no database.
/// Values are read here and not by the parser, so that every wrong one says in the language asked for what to do.
/// </summary>
public static class DueCommand
{
    private const int Done = 0;
    private const int BadInput = 2;
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    private static readonly Texts Texts = new([
        typeof(Deadline).Assembly,
        typeof(DossierClock).Assembly,
        typeof(DueCommand).Assembly,
    ]);

    public static Command Create()
    {
        var received = new Option<string>("--received")
        {
            Description = Texts["due.help.received"],
        };
        var limit = new Option<string>("--limit") { Description = Texts["due.help.limit"] };
        var regime = new Option<string>("--regime") { Description = Texts["due.help.regime"] };
        var rule = new Option<string>("--rule") { Description = Texts["due.help.rule"] };
        var calendar = new Option<string>("--calendar")
        {
            Description = Texts["due.help.calendar"],
        };
        var language = new Option<string>("--lang") { Description = Texts["due.help.lang"] };
        var command = new Command("due", Texts["due.help.command"])
        {
            received,
            limit,
            regime,
            rule,
            calendar,
            language,
        };
        command.SetAction(parsed =>
        {
            var speak = parsed.GetValue(language) ?? "vi";
            var (result, error) = Texts.Languages.Contains(speak)
                ? Answer(
                    parsed.GetValue(received),
                    parsed.GetValue(limit),
                    parsed.GetValue(regime),
                    parsed.GetValue(rule),
                    parsed.GetValue(calendar)
                )
                : (null, new Explanation("due.error.lang", speak));
            if (result is null)
            {
                var known = Texts.Languages.Contains(speak) ? speak : "vi";
                parsed.InvocationConfiguration.Error.WriteLine(error!.Render(Texts, known));
                return BadInput;
            }

            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine(
                result.DueLocal.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            );
            foreach (var reason in result.Why)
            {
                output.WriteLine(reason.Render(Texts, speak));
            }

            return Done;
        });
        return command;
    }

    private static (DeadlineResult? Result, Explanation? Error) Answer(
        string? received,
        string? limit,
        string? regime,
        string? rule,
        string? calendar
    )
    {
        if (received is null || limit is null)
        {
            return (null, new("due.error.missing", received is null ? "--received" : "--limit"));
        }

        if (
            !DateTime.TryParseExact(
                received,
                Forms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
        )
        {
            return (null, new("due.error.received", received));
        }

        if (!Limit.TryParse(limit, out var parsedLimit, out var limitError))
        {
            return (null, limitError);
        }

        if (rule is not (null or "end-of-day" or "same-time"))
        {
            return (null, new("due.error.rule", rule));
        }

        if (!TryRegime(regime, DateOnly.FromDateTime(at), out var rules))
        {
            return (null, new("due.error.regime", regime!));
        }

        try
        {
            var result = Deadline.Compute(
                at,
                parsedLimit,
                calendar is null ? WorkCalendar.National() : Read(calendar),
                rule == "same-time" ? DueRule.SameTime : DueRule.EndOfDay,
                rules?.HandOver,
                rules?.SameDayArticle
            );
            return (
                rules is null
                    ? result
                    : result with
                    {
                        Why = [.. result.Why, new("due.regime", rules.InWords)],
                    },
                null
            );
        }
        catch (CalendarRangeException e)
        {
            return (null, e.Why);
        }
        catch (FormatException e)
        {
            return (null, new("due.error.calendar-content", e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new("due.error.calendar-file", calendar ?? ""));
        }
    }

    /// <summary>The regime named, else that of the day of receipt; a day before the first regime has none.</summary>
    private static bool TryRegime(string? name, DateOnly received, out RegimeRules? rules)
    {
        if (name is null)
        {
            rules = RegimeRules.Find(received);
            return true;
        }

        var known =
            Enum.TryParse<LegalRegime>(name, out var regime)
            && Enum.GetNames<LegalRegime>().Contains(name);
        rules = known ? RegimeRules.Of(regime, received) : null;
        return known;
    }

    private static WorkCalendar Read(string path)
    {
        using var reader = new StreamReader(path);
        return WorkCalendar.FromCsv(reader, source: path);
    }
}
