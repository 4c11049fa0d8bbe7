using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Processes;

/// <param name="SeenNumber">The last version when the editor was opened; 0 for a new process.</param>
public sealed record PublishRequest(string Key, string Json, DateOnly ValidFrom, int SeenNumber);

/// <summary>Publishes a version of a process, once and for ever, if the checker has no error.</summary>
public sealed class PublishProcess(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ProcessDirectory directory,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<Outcome<int>> RunAsync(PublishRequest request, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.ProcessManage))
        {
            return Outcome<int>.Refused("process.refused.not-allowed");
        }

        var read = ProcessReader.Read(request.Json);
        if (!read.Succeeded)
        {
            return Outcome<int>.Refused("process.refused.unreadable", read.Faults.Count);
        }

        var errors = (await CheckAsync(read.Process!, cancellation)).Count(f =>
            f.Severity == FindingSeverity.Error
        );
        if (errors > 0)
        {
            return Outcome<int>.Refused("process.refused.findings", errors);
        }

        if (request.ValidFrom < clock.Today)
        {
            return Outcome<int>.Refused("process.refused.past", request.ValidFrom);
        }

        var outcome = await unitOfWork.RunAsync(
            new ActionKey(request.Key, "process.publish", user.UserId),
            token => OnceAsync(request, read.Process!, token),
            cancellation
        );
        directory.Forget();
        return outcome;
    }

    /// <summary>The findings in the surroundings of this province: limits and fees of the procedures, known units.</summary>
    public async Task<IReadOnlyList<ProcessFinding>> CheckAsync(
        ProcessDefinition process,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var today = clock.Today;
        var findings = new List<ProcessFinding>();
        var contexts = new List<CheckContext>();
        foreach (var code in process.Procedures)
        {
            if (
                catalogue.Find(code) is not { } procedure
                || catalogue.VersionOn(procedure.Id, today) is not { } version
            )
            {
                findings.Add(ProcessFinding.Error("unknown-procedure", "procedures", code));
                continue;
            }

            contexts.Add(new(version.PromisedLimit, version.Fee > 0, Exists));
        }

        if (contexts.Count == 0)
        {
            contexts.Add(new(UnitExists: Exists));
        }

        foreach (var context in contexts)
        {
            findings.AddRange(
                ProcessCheck.Run(process, context).Where(f => findings.All(k => !Same(k, f)))
            );
        }

        return findings;

        bool Exists(string key) => tree.Find(key) is not null;

        static bool Same(ProcessFinding a, ProcessFinding b) =>
            (a.Code, a.Place, a.What.ToString()) == (b.Code, b.Place, b.What.ToString());
    }

    private async Task<Outcome<int>> OnceAsync(
        PublishRequest request,
        ProcessDefinition process,
        CancellationToken cancellation
    )
    {
        var last = await db.Set<ProcessVersion>()
            .AsNoTracking()
            .Where(v => v.Code == process.Code)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(cancellation);
        if ((last?.Number ?? 0) != request.SeenNumber)
        {
            return Outcome<int>.From(Outcome.Stale("process.stale", last?.Number ?? 0));
        }

        var json = ProcessWriter.Write(process);
        if (last?.Json == json)
        {
            return Outcome<int>.Refused("process.refused.same", last.Number);
        }

        var (now, subject) = (clock.Now, ProcessVersion.SubjectOf(process.Code));
        var before = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == subject)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var head = before is null
            ? ChainHead.Start(ProcessVersion.Chain, subject)
            : new ChainHead(ProcessVersion.Chain, subject, before.Sequence, before.Hash);
        var version = new ProcessVersion
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            Code = process.Code,
            Number = (last?.Number ?? 0) + 1,
            ValidFrom = request.ValidFrom,
            Json = json,
            PublishedAt = now,
            PublishedBy = user.UserId,
        };
        db.Add(version);
        db.Add(
            HistoryEvent.Append(
                head,
                Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                now,
                user.UserId,
                "process-published",
                Canonical.Payload(ProcessAudit.Fields(version), [])
            )
        );
        return Outcome<int>.Of(version.Number);
    }
}
