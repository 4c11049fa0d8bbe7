using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Year;

/// <summary>What is to be marked about a duty of a year.</summary>
public sealed record NewYearMark
{
    /// <summary>Idempotency key of the form.</summary>
    public required string Key { get; init; }
    public required int Year { get; init; }
    public required string Duty { get; init; }

    /// <summary>How many marks the person saw.</summary>
    public required int Seen { get; init; }
    public required YearMarkKind Kind { get; init; }
    public DateOnly? Day { get; init; }
    public string? Document { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Records what the province decides about a duty of a year, and what was done elsewhere.</summary>
public sealed class YearDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    YearShelf shelf,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> MarkAsync(NewYearMark mark, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(mark.Key, "year.mark", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.ProgrammeManage))
                {
                    return Outcome.Refused("year.refused.not-allowed");
                }

                if (!shelf.Has(mark.Year) || YearDuty.Shipped.All(d => d.Key != mark.Duty))
                {
                    return Outcome.Refused("year.refused.unknown");
                }

                var count = await db.Set<YearMark>()
                    .CountAsync(m => m.Year == mark.Year && m.Duty == mark.Duty, token);
                if (count != mark.Seen)
                {
                    return Outcome.Stale("common.stale");
                }

                if (
                    mark.Kind == YearMarkKind.TakenBack
                    && (await shelf.DutiesAsync(mark.Year, token)).All(d =>
                        d.Duty.Key != mark.Duty || d.Record is null
                    )
                )
                {
                    return Outcome.Refused("year.refused.nothing");
                }

                var (document, reason) = (Clean(mark.Document), Clean(mark.Reason));
                if (FaultOf(mark, document, reason, clock.Today) is { } fault)
                {
                    return fault;
                }

                db.AddRecorded(
                    YearMark.Fields,
                    new YearMark
                    {
                        Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                        Year = mark.Year,
                        Duty = mark.Duty,
                        Number = count + 1,
                        Kind = mark.Kind,
                        Day = mark.Day,
                        Document = mark.Kind == YearMarkKind.Done ? document : null,
                        Reason = reason,
                        At = clock.Now,
                        AccountId = user.UserId,
                    },
                    "marked",
                    clock.Now,
                    user.UserId
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>A decision needs its reason, a record its day and document; no day lies outside the year by more than one.</summary>
    public static Outcome? FaultOf(
        NewYearMark mark,
        string? document,
        string? reason,
        DateOnly today
    ) =>
        mark.Kind is YearMarkKind.Moved or YearMarkKind.Done && mark.Day is null
            ? Outcome.Refused("year.refused.day")
        : mark.Day is { } day && Math.Abs(day.Year - mark.Year) > 1
            ? Outcome.Refused("year.refused.far", day)
        : mark.Kind == YearMarkKind.Done && mark.Day > today
            ? Outcome.Refused("year.refused.future", mark.Day)
        : mark.Kind == YearMarkKind.Done && document is null
            ? Outcome.Refused("year.refused.document")
        : mark.Kind != YearMarkKind.Done && reason is null ? Outcome.Refused("year.refused.reason")
        : document?.Length > YearMark.DocumentMaxLength
            ? Outcome.Refused("task.refused.long", YearMark.DocumentMaxLength)
        : reason?.Length > YearMark.ReasonMaxLength
            ? Outcome.Refused("task.refused.long", YearMark.ReasonMaxLength)
        : null;

    private static string? Clean(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.Trim().Normalize();
}
