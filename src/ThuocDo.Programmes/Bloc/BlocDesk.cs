using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Bloc;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Day">From when it is so.</param>
public sealed record NewProcedure(
    string Key,
    Guid UnitId,
    string Name,
    int Days,
    int Papers,
    DateOnly Day,
    string Document
);

/// <param name="Version">Of the procedure as the person saw it.</param>
/// <param name="Abolish">It is no longer needed; days and papers are left as they were.</param>
public sealed record ProcedureReview(
    string Key,
    Guid Id,
    Guid Version,
    int Days,
    int Papers,
    DateOnly Day,
    string Document,
    bool Abolish
);

/// <summary>Keeps the register of internal procedures: each body its own, the Party Office those of all.</summary>
public sealed class BlocDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "bloc.refused.not-allowed";

    public Task<Outcome> RegisterAsync(NewProcedure request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "bloc.register", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    tree.Find(request.UnitId) is not { } unit
                    || PartyBloc.PartOf(unit, tree) is null
                    || !user.Can(Permissions.BlocManage, unit.Id)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (!unit.IsValidOn(clock.Today))
                {
                    return Outcome.Refused("bloc.refused.ended", unit.Name);
                }

                if (
                    ProcedureRules.FaultOf(
                        request.Name,
                        request.Days,
                        request.Papers,
                        request.Day,
                        request.Document,
                        null,
                        clock.Today
                    ) is
                    { } fault
                )
                {
                    return fault;
                }

                var last = await db.Set<InternalProcedure>()
                    .Where(p => p.UnitId == unit.Id)
                    .MaxAsync(p => (int?)p.Number, token);
                db.AddRecorded(
                    InternalProcedure.Fields,
                    InternalProcedure.Register(
                        Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                        unit.Id,
                        (last ?? 0) + 1,
                        request.Name,
                        request.Days,
                        request.Papers,
                        request.Day,
                        request.Document
                    ),
                    "registered",
                    clock.Now,
                    user.UserId
                );
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> ReviewAsync(ProcedureReview request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "bloc.review", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    await db.Set<InternalProcedure>()
                        .FirstOrDefaultAsync(p => p.Id == request.Id, token)
                        is not { } procedure
                    || !user.Can(
                        Permissions.BlocManage,
                        tree.HeirOf(procedure.UnitId, clock.Today)?.Id ?? procedure.UnitId
                    )
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (procedure.Version != request.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (procedure.IsAbolished)
                {
                    return Outcome.Refused("bloc.refused.abolished");
                }

                if (
                    ProcedureRules.FaultOf(
                        procedure.Name,
                        request.Days,
                        request.Papers,
                        request.Day,
                        request.Document,
                        procedure.ReviewedOn ?? procedure.RegisteredOn,
                        clock.Today
                    ) is
                    { } fault
                )
                {
                    return fault;
                }

                var history = new ChainedRow<InternalProcedure>(
                    InternalProcedure.Fields,
                    procedure
                );
                procedure.Review(
                    request.Days,
                    request.Papers,
                    request.Day,
                    request.Document,
                    request.Abolish
                );
                db.Add(
                    history.Record(
                        request.Abolish ? "abolished" : "reviewed",
                        clock.Now,
                        user.UserId
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );
}

public static class BlocServices
{
    public static IServiceCollection AddBloc(this IServiceCollection services)
    {
        services.AddChained(InternalProcedure.Fields);
        services.AddScoped<BlocDesk>();
        services.AddScoped<BlocShelf>();
        return services;
    }
}

/// <summary>Addresses of the reform of the bloc.</summary>
public static class BlocLinks
{
    public static string Of(string programme) => $"/nghi-quyet/{programme}/khoi-dang";

    public static string Body(string programme, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(programme)}/{unit}");

    public static string Csv(string programme) => Of(programme) + "/bang.csv";
}
