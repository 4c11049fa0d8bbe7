using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Counter.HandOvers;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Post;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A bag with one item, and a sheet that waits to be taken.</content>
public sealed partial class Scenario
{
    public string Bag { get; private set; } = "";

    public string PostItem { get; private set; } = "";

    public string Sheet { get; private set; } = "";

    private async Task CounterAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var (received, resolved) = (await FindAsync("received"), await FindAsync("resolved"));
        var bag = new PostBag
        {
            Id = Guid.CreateVersion7(),
            Number = 1,
            UnitId = resolved.ReceivingUnitId,
            Day = clock.Today,
            Items = 1,
        };
        var item = new Shipment
        {
            Id = Guid.CreateVersion7(),
            Code = "MAU-BC0001",
            DossierId = resolved.Id,
            UnitId = resolved.ReceivingUnitId,
            Direction = ShipmentDirection.ToCitizen,
            State = ShipmentState.Ordered,
            StateAt = clock.Now,
            OrderedAt = clock.Now,
            BagId = bag.Id,
        };
        var sheet = new HandOverSheet
        {
            Id = Guid.CreateVersion7(),
            Code = "MAU-BG0001",
            FromUnitId = received.ReceivingUnitId,
            ToUnitId = received.UnitId,
            IsElectronic = true,
            Items = 1,
            GivenBy = officer,
            GivenAt = clock.Now,
        };
        db.AddRange(bag, item, sheet);
        db.Add(
            new HandOverLine
            {
                SheetId = sheet.Id,
                DossierId = received.Id,
                OpenDossierId = received.Id,
                State = LineState.Offered,
            }
        );
        db.Add(new ChainedRow<PostBag>(PostBag.Fields, bag).Record("packed", clock.Now, officer));
        db.Add(
            new ChainedRow<Shipment>(Shipment.Fields, item).Record("ordered", clock.Now, officer)
        );
        db.Add(
            new ChainedRow<HandOverSheet>(HandOverSheet.Fields, sheet).Record(
                "given",
                clock.Now,
                officer
            )
        );
        await db.SaveChangesAsync();
        (Bag, PostItem, Sheet) = (
            bag.Id.ToString("D"),
            item.Id.ToString("D"),
            sheet.Id.ToString("D")
        );

        async Task<Dossier> FindAsync(string state)
        {
            var code = codes[state];
            return await db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.Code == code);
        }
    }
}
