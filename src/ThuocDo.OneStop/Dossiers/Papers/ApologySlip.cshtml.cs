using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>Apology for the delay and the new date (Decree 61/2018 Art 19.9).</summary>
[Requires(Permissions.DossierView)]
public sealed class ApologySlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Apology;

    /// <summary>The new appointment.</summary>
    public DateTime? NewDate { get; private set; }

    /// <summary>The appointment that cannot be kept.</summary>
    public DateTime? Before { get; private set; }

    protected override string EventType => "extended";

    protected override void Prepare()
    {
        var ledger = Folder.Work.Ledger;
        var extended = ledger.Last(e => e.Kind == ClockEntryKind.Extended);
        NewDate = extended.Promised;
        Before = DossierClock
            .Fold(ledger.Where(e => e.Sequence < extended.Sequence), Folder.Work.Calendar)
            .Due;
    }
}
