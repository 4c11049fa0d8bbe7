using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Database.Bulk;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Database.Seeding;

/// <summary>
/// Registers of documents and work files of the demonstration's years, and a few exchanges, invented from fixed numbers; what they are about says so.
/// Each record has its history. Written in bulk and in one transaction: a start that is killed leaves nothing behind.
/// </summary>
public sealed class DemonstrationCirculation(ThuocDoDb db)
{
    private const int Seed = 20211;
    private const int Exchanges = 6;

    private readonly Random random = new(Seed);
    private readonly List<RegisteredDocument> documents = [];
    private readonly List<WorkFile> files = [];
    private readonly List<WorkFileStep> steps = [];
    private readonly List<EdxmlEnvelope> envelopes = [];
    private readonly List<DocumentExchange> exchanges = [];
    private readonly List<HistoryEvent> events = [];
    private readonly Dictionary<(Guid, string, int), int> numbers = [];
    private readonly Guid clerk = DemonstrationAccounts.IdOf("chuyenvien.so");
    private UnitTree tree = null!;
    private List<Unit> authorities = [];

    public async Task SeedAsync(Clock clock, CancellationToken cancellation)
    {
        if (await db.Set<RegisteredDocument>().AnyAsync(cancellation))
        {
            return;
        }

        tree = await UnitDirectory.LoadAsync(db, cancellation);
        authorities =
        [
            .. tree
                .All.Where(u =>
                    u.Identifier is not null
                    && u.Kind is not (UnitKind.Province or UnitKind.PublicServiceUnit)
                )
                .OrderBy(u => u.Key, StringComparer.Ordinal),
        ];
        var subjects = ShippedData
            .Rows("demonstration/circulation-subjects.csv")
            .ToLookup(
                r => r.Required("for"),
                r => (Kind: r["kind"] ?? "", Subject: r.Required("subject"))
            );
        foreach (var row in ShippedData.Rows("demonstration/circulation-years.csv"))
        {
            var year = row.Int("year");
            var last = clock.Today.Year == year ? clock.Today : new DateOnly(year, 12, 31);
            if (year > clock.Today.Year)
            {
                break;
            }

            foreach (var day in Days(row.Int("documents"), year, last))
            {
                AddDocument(day, row.Int("electronic_percent"), subjects, clock.Today);
            }

            foreach (var day in Days(row.Int("work_files"), year, last))
            {
                AddFile(day, row, subjects["file"].ToList(), clock.Today);
            }
        }

        AddExchanges(clock.Today);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var writer = new BulkWriter(db);
        await writer.WriteRowsAsync(files, cancellation);
        await writer.WriteRowsAsync(steps, cancellation);
        await writer.WriteRowsAsync(documents, cancellation);
        await writer.WriteRowsAsync(envelopes, cancellation);
        await writer.WriteRowsAsync(exchanges, cancellation);
        await writer.WriteRowsAsync(events, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private void AddDocument(
        DateOnly day,
        int electronic,
        ILookup<string, (string Kind, string Subject)> subjects,
        DateOnly today
    )
    {
        var unit = UnitOn(day);
        var direction =
            random.Next(100) < 80 ? DocumentDirection.Outgoing : DocumentDirection.Incoming;
        var number = Next(unit.Id, direction.ToString(), day.Year);
        if (random.Next(100) < 2)
        {
            Add(
                new RegisteredDocument
                {
                    Id = NewId(day),
                    UnitId = unit.Id,
                    Direction = direction,
                    Day = day,
                    Year = day.Year,
                    Number = number,
                    Secrecy = Secrecy.Confidential,
                    IsBetweenAgencies = false,
                    IsElectronic = false,
                    Folded = "",
                }
            );
            return;
        }

        var medium = random.Next(100) < electronic ? Medium.Electronic : Medium.Paper;
        var isAgency = random.Next(100) < 90;
        Partner partner;
        if (isAgency)
        {
            var other = UnitOn(day);
            while (other.Id == unit.Id)
            {
                other = UnitOn(day);
            }

            partner = new(other.Id, other.Identifier, other.Name, medium);
        }
        else
        {
            partner = new(null, null, One(subjects["citizen"]).Subject, medium);
        }

        var (kind, subject) = One(subjects["document"]);
        var notation = string.Create(CultureInfo.InvariantCulture, $"{number}/{Symbol(unit)}");
        var document = new RegisteredDocument
        {
            Id = NewId(day),
            UnitId = unit.Id,
            Direction = direction,
            Day = day,
            Year = day.Year,
            Number = number,
            Secrecy = Secrecy.None,
            Notation = notation,
            PromulgatedOn = day,
            Kind = kind,
            Subject = subject,
            Partners = PartnerList.Write([partner]),
            IsBetweenAgencies = isAgency,
            IsElectronic = isAgency && medium == Medium.Electronic,
            DueOn = direction == DocumentDirection.Incoming ? day.AddDays(10) : null,
            Folded = RegisteredDocument.Fold(notation, subject, [partner]),
        };
        // What came in the last weeks is in part still open, and some of it late.
        if (
            direction == DocumentDirection.Incoming
            && (day.AddDays(30) < today || random.Next(2) == 0)
        )
        {
            var handled = day.AddDays(random.Next(1, 15));
            if (handled <= today)
            {
                document.Finish(handled);
            }
        }

        Add(document);

        void Add(RegisteredDocument made)
        {
            documents.Add(made);
            events.Add(
                new ChainedRow<RegisteredDocument>(RegisteredDocument.Fields, made).Record(
                    "registered",
                    At(made.HandledOn ?? made.Day),
                    clerk
                )
            );
        }
    }

    private void AddFile(
        DateOnly day,
        CsvRow year,
        List<(string Kind, string Subject)> subjects,
        DateOnly today
    )
    {
        var unit = UnitOn(day);
        var online =
            random.Next(100)
            < year.Int(
                unit.Level switch
                {
                    Level.Province => "online_province",
                    Level.District => "online_district",
                    _ => "online_commune",
                }
            );
        var isSecret = random.Next(100) < 2;
        var file = new WorkFile
        {
            Id = NewId(day),
            UnitId = unit.Id,
            OpenedOn = day,
            Year = day.Year,
            Number = Next(unit.Id, "file", day.Year),
            Secrecy = isSecret ? Secrecy.Confidential : Secrecy.None,
            Title = isSecret ? null : subjects[random.Next(subjects.Count)].Subject,
            DueOn = day.AddDays(25),
        };
        Step(WorkFileStepKind.Opened, day, Medium.Electronic);
        var closed = day.AddDays(random.Next(4, 32));
        if (closed <= today)
        {
            Step(
                WorkFileStepKind.Signed,
                closed.AddDays(-1),
                online ? Medium.Electronic : Medium.Paper
            );
            Step(WorkFileStepKind.Closed, closed, Medium.Electronic);
        }

        files.Add(file);
        events.Add(
            new ChainedRow<WorkFile>(WorkFile.Fields, file).Record(
                "opened",
                At(file.ClosedOn ?? day),
                clerk
            )
        );

        void Step(WorkFileStepKind kind, DateOnly on, Medium medium)
        {
            var step = file.Step(
                NewId(on),
                kind,
                on,
                tree.HeirOf(unit.Id, on)?.Id ?? unit.Id,
                medium,
                null
            );
            steps.Add(step);
            events.Add(
                new ChainedRow<WorkFileStep>(WorkFileStep.Fields, step).Record(
                    "taken",
                    At(on),
                    clerk
                )
            );
        }
    }

    /// <summary>The last documents that went electronically to another unit, each one station further.</summary>
    private void AddExchanges(DateOnly today)
    {
        DocumentStatus[] stations =
        [
            DocumentStatus.Arrived,
            DocumentStatus.Processing,
            DocumentStatus.Finished,
        ];
        var chosen = documents
            .Where(d => d is { IsElectronic: true, Direction: DocumentDirection.Outgoing })
            .Where(d => tree[d.UnitId].IsValidOn(today))
            .OrderByDescending(d => d.Day)
            .ThenBy(d => d.Id)
            .Take(Exchanges)
            .ToList();
        for (var i = 0; i < chosen.Count; i++)
        {
            var document = chosen[i];
            var partner = PartnerList.Read(document.Partners)[0];
            var unit = tree[document.UnitId];
            var parts = document.Notation!.Split('/', 2);
            var message = new EdxmlDocument
            {
                DocumentId = $"{unit.Identifier}-{StableId.From($"exchange:{document.Id:N}"):N}",
                From = new(unit.Identifier!, unit.Name),
                To = [new(partner.Identifier!, partner.Name)],
                CodeNumber = parts[0],
                CodeNotation = parts[1],
                PromulgatedOn = document.Day,
                TypeName = document.Kind!,
                Subject = document.Subject!,
            };
            var state = ExchangeState.Sent;
            foreach (var station in stations.Take(1 + i % stations.Length))
            {
                state = state.Apply(station, ExchangeSide.Receiver).State;
            }

            var bytes = EdxmlWriter.Write(message);
            Add(ExchangeSide.Sender, unit, partner.Identifier!, partner.Name, document.Id);
            // What was not received yet is not registered; the rest would need a line of its own.
            if (state.Progress == DocumentStatus.Arrived)
            {
                Add(
                    ExchangeSide.Receiver,
                    tree[partner.UnitId!.Value],
                    unit.Identifier!,
                    unit.Name,
                    null
                );
            }

            void Add(ExchangeSide side, Unit own, string identifier, string name, Guid? registered)
            {
                var envelope = EdxmlEnvelope.Of(
                    NewId(document.Day),
                    side == ExchangeSide.Sender,
                    "inside",
                    message.Key,
                    bytes,
                    At(document.Day)
                );
                envelope.HandledAt = envelope.IsOutgoing ? null : envelope.At;
                envelopes.Add(envelope);
                var exchange = new DocumentExchange
                {
                    Id = NewId(document.Day),
                    Side = side,
                    UnitId = own.Id,
                    Own = own.Identifier!,
                    Partner = identifier,
                    PartnerName = name,
                    EdxmlId = message.DocumentId,
                    Notation = document.Notation!,
                    Subject = document.Subject!,
                    Transport = Transport.Inside,
                    EnvelopeId = envelope.Id,
                    StartedAt = At(document.Day),
                };
                exchange.Become(state);
                if (registered is { } line)
                {
                    exchange.RegisterAs(line);
                }

                exchanges.Add(exchange);
                events.Add(
                    new ChainedRow<DocumentExchange>(DocumentExchange.Fields, exchange).Record(
                        side == ExchangeSide.Sender ? "sent" : "arrived",
                        At(document.Day),
                        clerk,
                        MessageEvidence.Of(envelope)
                    )
                );
            }
        }
    }

    private T One<T>(IEnumerable<T> choices)
    {
        var list = choices.ToList();
        return list[random.Next(list.Count)];
    }

    /// <summary>In order: numbers of a register follow the days.</summary>
    private List<DateOnly> Days(int count, int year, DateOnly last) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new DateOnly(year, 1, 1).AddDays(random.Next(last.DayOfYear)))
                .Order(),
        ];

    private Unit UnitOn(DateOnly day)
    {
        while (true)
        {
            var unit = authorities[random.Next(authorities.Count)];
            if (unit.IsValidOn(day))
            {
                return unit;
            }
        }
    }

    private int Next(Guid unit, string register, int year)
    {
        var key = (unit, register, year);
        return numbers[key] = numbers.GetValueOrDefault(key) + 1;
    }

    /// <summary>Of the offices: UBND for authorities, the short letters of the key for departments.</summary>
    private static string Symbol(Unit unit) =>
        unit.Level == Level.Province
            ? string.Concat(unit.Key.Split('-').Select(p => char.ToUpperInvariant(p[0])))
            : "UBND";

    private static DateTime At(DateOnly day) =>
        VietnamTime.ToUtc(day.ToDateTime(new TimeOnly(9, 0)));

    private static Guid NewId(DateOnly day) =>
        Guid.CreateVersion7(new DateTimeOffset(At(day), TimeSpan.Zero));
}
