using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A document that came and is late, a work file under way, and an exchange that waits to be received.</content>
public sealed partial class Scenario
{
    public string CirculatedDocument { get; private set; } = "";
    public string WorkFile { get; private set; } = "";
    public string Exchange { get; private set; } = "";

    private async Task CirculationAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var (unit, today) = (Unit.IdOf(Commune), clock.Today);
        var partner = new Partner(null, "H56.06", "Sở Mẫu tỉnh khác", Medium.Electronic);
        var document = new RegisteredDocument
        {
            Id = Guid.CreateVersion7(),
            UnitId = unit,
            Direction = DocumentDirection.Incoming,
            Day = today.AddDays(-20),
            Year = today.AddDays(-20).Year,
            Number = 9_001,
            Secrecy = Secrecy.None,
            Notation = "77/SM-VP",
            PromulgatedOn = today.AddDays(-21),
            Kind = "Công văn",
            Subject = "Về việc phối hợp giải quyết kiến nghị của cử tri",
            Partners = PartnerList.Write([partner]),
            IsBetweenAgencies = true,
            IsElectronic = true,
            DueOn = today.AddDays(-5),
            Folded = RegisteredDocument.Fold("77/SM-VP", "Về việc phối hợp", [partner]),
        };
        var file = new ThuocDo.Legal.Circulation.WorkFiles.WorkFile
        {
            Id = Guid.CreateVersion7(),
            UnitId = unit,
            OpenedOn = today.AddDays(-19),
            Year = today.AddDays(-19).Year,
            Number = 9_001,
            Secrecy = Secrecy.None,
            Title = "Giải quyết kiến nghị của cử tri",
            DueOn = today.AddDays(-1),
        };
        WorkFileStep[] steps =
        [
            Step(WorkFileStepKind.Opened, -19, Medium.Electronic, null),
            Step(WorkFileStepKind.Note, -12, Medium.Paper, "Đã làm việc với các hộ có kiến nghị."),
        ];
        document.PutInto(file.Id);
        var message = new EdxmlDocument
        {
            DocumentId = "H56.06-1",
            From = new("H56.06", "Sở Mẫu tỉnh khác"),
            To = [new("H43", "Mẫu")],
            CodeNumber = "78",
            CodeNotation = "SM-VP",
            PromulgatedOn = today.AddDays(-2),
            TypeName = "Công văn",
            Subject = "Về việc trao đổi kinh nghiệm bộ phận một cửa",
            Attachments =
            [
                new EdxmlAttachment(
                    "cong-van.pdf",
                    "application/pdf",
                    "%PDF-1.7\n%%EOF"u8.ToArray()
                ),
            ],
        };
        var envelope = EdxmlEnvelope.Of(
            Guid.CreateVersion7(),
            false,
            "upload",
            message.Key,
            EdxmlWriter.Write(message),
            clock.Now
        );
        var exchange = new DocumentExchange
        {
            Id = Guid.CreateVersion7(),
            Side = ExchangeSide.Receiver,
            UnitId = unit,
            Own = "H43",
            Partner = "H56.06",
            PartnerName = "Sở Mẫu tỉnh khác",
            EdxmlId = message.DocumentId,
            Notation = "78/SM-VP",
            Subject = message.Subject,
            Transport = Transport.ByHand,
            EnvelopeId = envelope.Id,
            StartedAt = clock.Now,
        };
        exchange.Become(new ExchangeState(DocumentStatus.Arrived, null));
        db.Add(envelope);
        db.AddRecorded(
            ThuocDo.Legal.Circulation.WorkFiles.WorkFile.Fields,
            file,
            "opened",
            clock.Now,
            null
        );
        foreach (var step in steps)
        {
            db.AddRecorded(WorkFileStep.Fields, step, "taken", clock.Now, null);
        }

        db.AddRecorded(RegisteredDocument.Fields, document, "registered", clock.Now, null);
        db.AddRecorded(
            DocumentExchange.Fields,
            exchange,
            "arrived",
            clock.Now,
            null,
            [.. MessageEvidence.Of(envelope), AttachmentList.Of(message.Attachments)]
        );
        await db.SaveChangesAsync();
        (CirculatedDocument, WorkFile, Exchange) = (
            $"{document.Id:D}",
            $"{file.Id:D}",
            $"{exchange.Id:D}"
        );

        WorkFileStep Step(WorkFileStepKind kind, int days, Medium medium, string? words) =>
            file.Step(Guid.CreateVersion7(), kind, today.AddDays(days), unit, medium, words);
    }
}
