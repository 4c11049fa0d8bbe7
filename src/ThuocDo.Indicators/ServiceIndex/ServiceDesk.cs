using Microsoft.AspNetCore.Mvc;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>What an address of the set asks for.</summary>
public sealed record ServiceQuestion
{
    [FromQuery(Name = "don-vi")]
    public string? Unit { get; init; }

    /// <summary>As <see cref="ServiceDays"/> reads it; none: the year of the last day with data.</summary>
    [FromQuery(Name = "ky")]
    public string? Days { get; init; }
}

public sealed record ServiceAnswer(BoardFrame Frame, ServiceDays Days, ServiceSheet Sheet);

/// <summary>Answers the page and the file alike.</summary>
public sealed class ServiceDesk(BoardFrames frames, ServiceReader reader)
{
    /// <returns>Whether the person may see the unit; and no answer where there is no such unit or period, or no rules then.</returns>
    public async Task<(bool IsAllowed, ServiceAnswer? Answer)> FindAsync(
        ServiceQuestion asked,
        CancellationToken cancellation
    )
    {
        var frame = await frames.FindAsync(
            null,
            asked.Unit,
            false,
            Permissions.BoardView,
            cancellation
        );
        if (frame is not { IsAllowed: true })
        {
            return (frame is null, null);
        }

        var days = ServiceDays.Of(
            asked.Days
                ?? frame.AsOf.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            frame.AsOf
        );
        return (
            true,
            days is not null && ServiceSet.On(days.To) is { } set
                ? new(
                    frame,
                    days,
                    await reader.ReadAsync(
                        set,
                        frame.Scope,
                        frame.Tree,
                        days.From,
                        days.To,
                        cancellation
                    )
                )
                : null
        );
    }
}
