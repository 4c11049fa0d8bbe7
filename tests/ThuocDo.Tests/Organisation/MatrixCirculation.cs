using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Files;

namespace ThuocDo.Tests.Organisation;

/// <summary>A line of a register, a work file and an exchange of each of the two units of the permission matrix.</summary>
public static class MatrixCirculation
{
    private static readonly DateOnly Day = new(2024, 3, 4);

    public static Guid DocumentIn(string unit) => StableId.From("matrix-circulated:" + unit);

    public static Guid FileIn(string unit) => StableId.From("matrix-work-file:" + unit);

    public static Guid ExchangeIn(string unit) => StableId.From("matrix-exchange:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                var envelope = EdxmlEnvelope.Of(
                    StableId.From("matrix-envelope:" + unit),
                    false,
                    "sample",
                    unit,
                    EdxmlWriter.Write(
                        new EdxmlDocument
                        {
                            DocumentId = unit,
                            From = new("H56.06", "Sample"),
                            To = [new("H43.35", "Sample")],
                            CodeNumber = "1",
                            CodeNotation = "A",
                            PromulgatedOn = Day,
                            TypeName = "Sample",
                            Subject = "Sample",
                            Attachments =
                            [
                                new EdxmlAttachment("a.png", "image/png", SampleFiles.Png()),
                            ],
                        }
                    ),
                    TestWeb.UsualInstant
                );
                var document = new RegisteredDocument
                {
                    Id = DocumentIn(unit),
                    UnitId = Unit.IdOf(unit),
                    Direction = DocumentDirection.Outgoing,
                    Day = Day,
                    Year = Day.Year,
                    Number = 1,
                    Secrecy = Secrecy.None,
                    Notation = "1/A",
                    Kind = "Sample",
                    Subject = "Sample",
                    IsBetweenAgencies = true,
                    IsElectronic = true,
                    Folded = "sample",
                };
                var file = new WorkFile
                {
                    Id = FileIn(unit),
                    UnitId = Unit.IdOf(unit),
                    OpenedOn = Day,
                    Year = Day.Year,
                    Number = 1,
                    Secrecy = Secrecy.None,
                    Title = "Sample",
                };
                db.AddRange(
                    envelope,
                    document,
                    file,
                    file.Step(
                        StableId.From("matrix-step:" + unit),
                        WorkFileStepKind.Opened,
                        Day,
                        Unit.IdOf(unit),
                        Medium.Paper,
                        null
                    ),
                    new DocumentExchange
                    {
                        Id = ExchangeIn(unit),
                        Side = ExchangeSide.Receiver,
                        UnitId = Unit.IdOf(unit),
                        Own = "H43.35",
                        Partner = "H56.06",
                        PartnerName = "Sample",
                        EdxmlId = unit,
                        Notation = "1/A",
                        Subject = "Sample",
                        Transport = Transport.ByHand,
                        EnvelopeId = envelope.Id,
                        StartedAt = TestWeb.UsualInstant,
                    }
                );
            }

            await db.SaveChangesAsync();
        });
}
