using ThuocDo.OneStop.Counter.HandOvers;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Post;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A bag, an item of the post, a hand-over sheet and a licence of each of the two units of the permission matrix.</summary>
public static class MatrixCounter
{
    public static Guid BagIn(string unit) => StableId.From("matrix-bag:" + unit);

    public static Guid ShipmentIn(string unit) => StableId.From("matrix-shipment:" + unit);

    public static Guid SheetIn(string unit) => StableId.From("matrix-sheet:" + unit);

    public static Guid LicenceIn(string unit) => StableId.From("matrix-licence:" + unit);

    public static void Add(ThuocDoDb db, Dossier dossier, string unit)
    {
        var (id, day) = (Unit.IdOf(unit), VietnamTime.DayOf(TestWeb.UsualInstant));
        db.Add(
            new PostBag
            {
                Id = BagIn(unit),
                UnitId = id,
                Day = day,
                Number = 1,
                Items = 1,
            }
        );
        db.Add(
            new Shipment
            {
                Id = ShipmentIn(unit),
                Code = "MATRIX-BC-" + unit,
                DossierId = dossier.Id,
                UnitId = id,
                Direction = ShipmentDirection.ToCitizen,
                State = ShipmentState.Ordered,
                StateAt = TestWeb.UsualInstant,
                OrderedAt = TestWeb.UsualInstant,
                BagId = BagIn(unit),
            }
        );
        db.Add(
            new HandOverSheet
            {
                Id = SheetIn(unit),
                Code = "MATRIX-BG-" + unit,
                FromUnitId = id,
                ToUnitId = id,
                IsElectronic = true,
                Items = 1,
                GivenBy = Guid.CreateVersion7(),
                GivenAt = TestWeb.UsualInstant,
            }
        );
        db.Add(
            new HandOverLine
            {
                SheetId = SheetIn(unit),
                DossierId = dossier.Id,
                OpenDossierId = dossier.Id,
                State = LineState.Offered,
            }
        );
        db.Add(
            new Licence
            {
                Id = LicenceIn(unit),
                DossierId = dossier.Id,
                UnitId = id,
                ProcedureId = dossier.ProcedureId,
                Number = "MATRIX/GP-" + unit,
                NumberKey = Licence.KeyOf("MATRIX/GP-" + unit),
                Reference = LicenceCode.New(),
                IssuedOn = day,
                ValidFrom = day,
                Signer = "matrix",
            }
        );
    }
}
