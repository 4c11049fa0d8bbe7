using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Milestones;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle;

/// <summary>
/// Milestones, a round of reports, studies and communication of the demonstration, carried out act by act of
/// <c>data/demonstration/cycle.csv</c> by the same desks as real ones. Runs once dossiers are there: parts hold their figures.
/// </summary>
public sealed class CycleSeed : PlayedActs
{
    private readonly IServiceProvider services;

    private CycleSeed(IServiceProvider services, ThuocDoDb db, UnitTree tree)
        : base(db, tree, "cycle") => this.services = services;

    public static Task RunAsync(IServiceScopeFactory scopes, CancellationToken cancellation) =>
        PlayAsync(scopes, (services, db, tree) => new CycleSeed(services, db, tree), cancellation);

    protected override async Task<Outcome> ActAsync(
        CsvRow row,
        string once,
        CancellationToken cancellation
    )
    {
        var unit = row["unit"] is { } name ? Unit.IdOf(name) : Guid.Empty;
        if (row["account"] is null)
        {
            BecomeHead(unit);
        }

        var programme = await Db.LeadingOnAsync(Today, cancellation);
        var words = row["words"] ?? "";
        return row.Required("act") switch
        {
            "milestone" => await Desk<MilestoneDesk>()
                .SetAsync(
                    new MilestoneRequest(
                        once,
                        row.Required("name"),
                        words,
                        [
                            new MilestoneChoice(
                                row.Int("number"),
                                row.OptionalDecimal("more")!.Value,
                                Guid.Empty
                            ),
                        ]
                    ),
                    cancellation
                ),
            "round" => await Desk<RoundDesk>()
                .SendAsync(
                    new NewRound(once, unit, row.Required("name"), row.Int("number"), Units(words)),
                    cancellation
                ),
            "write" or "submit" => await WriteAsync(row, once, unit, words, cancellation),
            "accept" => await Desk<RoundDesk>()
                .AcceptAsync(await PartAsync(once, unit, cancellation), cancellation),
            "return" => await Desk<RoundDesk>()
                .ReturnAsync(await PartAsync(once, unit, cancellation), words, cancellation),
            "heirs" => await HeirsAsync(cancellation),
            "study" => await Desk<StudyDesk>()
                .SetAsync(
                    new NewStudyRound(
                        once,
                        programme,
                        row.Required("name"),
                        row.Date("day"),
                        Units(words)
                    ),
                    cancellation
                ),
            "cells" => await Desk<StudyDesk>()
                .NameCellsAsync(
                    once,
                    (await StudyAsync(unit, "", cancellation)).Id,
                    words.Split('|'),
                    cancellation
                ),
            "acknowledge" => await AcknowledgeAsync(row, once, unit, words, cancellation),
            "communication" or "opinion" or "dispatch" => await Desk<OutreachDesk>()
                .AddAsync(
                    new NewOutreach(
                        once,
                        programme,
                        Enum.Parse<OutreachKind>(row.Required("act"), true),
                        row.Date("day"),
                        row.Required("name"),
                        row.Required("more"),
                        words
                    ),
                    cancellation
                ),
            "finish" => await Desk<OutreachDesk>()
                .FinishAsync(
                    await NoteAsync(once, OutreachKind.Communication, row, cancellation),
                    row.Date("day"),
                    words,
                    cancellation
                ),
            "pass-on" => await Desk<OutreachDesk>()
                .PassOnAsync(
                    await NoteAsync(once, OutreachKind.Opinion, row, cancellation),
                    unit,
                    row.Date("day"),
                    cancellation
                ),
            var act => throw new FormatException($"{File}: no act {act}."),
        };
    }

    private async Task<Outcome> WriteAsync(
        CsvRow row,
        string once,
        Guid unit,
        string words,
        CancellationToken cancellation
    ) =>
        await Desk<RoundDesk>()
            .WriteAsync(
                await PartAsync(once, unit, cancellation),
                words
                    .Split('|')
                    .Select(answer => answer.Split('=', 2))
                    .ToDictionary(a => a[0], a => a[1]),
                row["act"] == "submit",
                cancellation
            );

    private async Task<Outcome> AcknowledgeAsync(
        CsvRow row,
        string once,
        Guid unit,
        string words,
        CancellationToken cancellation
    )
    {
        var part = await StudyAsync(unit, row["name"] ?? "", cancellation);
        return await Desk<StudyDesk>()
            .AcknowledgeAsync(
                new StudyReport(
                    once,
                    part.Id,
                    part.Version,
                    row.Date("day"),
                    row.Int("number"),
                    words
                ),
                cancellation
            );
    }

    private async Task<Outcome> HeirsAsync(CancellationToken cancellation)
    {
        await Desk<RoundHeirsJob>().RunAsync(cancellation);
        await Desk<StudyHeirsJob>().RunAsync(cancellation);
        return Outcome.Done;
    }

    /// <summary>As the host makes it, but with the person and the instant of the act.</summary>
    private T Desk<T>()
    {
        var clock = new Clock(Moment);
        var given = new object[] { Db, Actor, clock, new UnitOfWork(Db, clock) };
        // Only what its constructor asks for: what is left over would be refused.
        var wanted = typeof(T).GetConstructors().Single().GetParameters();
        return ActivatorUtilities.CreateInstance<T>(
            services,
            [
                .. given.Where(g => wanted.Any(p => p.ParameterType.IsInstanceOfType(g))),
                .. wanted
                    .Where(p => p.ParameterType == typeof(Tasks.TaskDesk))
                    .Select(_ => (object)Desk<Tasks.TaskDesk>()),
            ]
        );
    }

    private async Task<ContributionKey> PartAsync(
        string once,
        Guid unit,
        CancellationToken cancellation
    )
    {
        var part = await Db.Set<Contribution>()
            .AsNoTracking()
            .Where(c => c.UnitId == unit)
            .OrderByDescending(c => c.Id)
            .FirstAsync(cancellation);
        return new ContributionKey(once, part.Id, part.Version);
    }

    private Task<StudyPart> StudyAsync(Guid unit, string cell, CancellationToken cancellation) =>
        Db.Set<StudyPart>()
            .AsNoTracking()
            .Where(p => p.UnitId == unit && p.Cell == cell)
            .OrderByDescending(p => p.Id)
            .FirstAsync(cancellation);

    private async Task<OutreachKey> NoteAsync(
        string once,
        OutreachKind kind,
        CsvRow row,
        CancellationToken cancellation
    )
    {
        var number = row.Int("number");
        var note = await Db.Set<OutreachNote>()
            .AsNoTracking()
            .SingleAsync(n => n.Kind == kind && n.Number == number, cancellation);
        return new OutreachKey(once, note.Id, note.Version);
    }

    private static List<Guid> Units(string words) => [.. words.Split('|').Select(Unit.IdOf)];
}
