using static ThuocDo.Shared.Facts.FactTraits;

namespace ThuocDo.Shared.Facts;

/// <summary>
/// The measures from which indicators are made. The rows of the table <c>measures</c> are written from here at
/// migration; when a measure is added or changed, the period cells are rebuilt from the facts.
/// </summary>
public static class Measures
{
    public static readonly Measure Received = new("received", FactKind.Received);
    public static readonly Measure ReceivedOnline = new(
        "received-online",
        FactKind.Received,
        Online
    );
    public static readonly Measure TransferredIn = new("transferred-in", FactKind.TransferredIn);
    public static readonly Measure TransferredOut = new("transferred-out", FactKind.TransferredOut);
    public static readonly Measure Closed = new("closed", FactKind.Closed);
    public static readonly Measure Resolved = new("resolved", FactKind.Closed, FactTraits.Resolved);
    public static readonly Measure ResolvedEarly = new(
        "resolved-early",
        FactKind.Closed,
        FactTraits.Resolved | Early
    );
    public static readonly Measure ResolvedLate = new(
        "resolved-late",
        FactKind.Closed,
        FactTraits.Resolved | Late
    );

    /// <summary>Early or on the day: resolved and not late.</summary>
    public static readonly Measure ResolvedInTime = new(
        "resolved-in-time",
        FactKind.Closed,
        FactTraits.Resolved,
        Late
    );

    public static readonly Measure ResolvedElectronically = new(
        "resolved-electronic",
        FactKind.Closed,
        FactTraits.Resolved | FactTraits.ElectronicResult
    );

    public static readonly Measure FeeDue = new("fee-due", FactKind.Received, FactTraits.FeeDue);
    public static readonly Measure PayableOnline = new(
        "payable-online",
        FactKind.Received,
        FactTraits.FeeDue | FactTraits.PayableOnline
    );

    public static readonly Measure PaidOnline = new(
        "paid-online",
        FactKind.Received,
        FactTraits.FeeDue | FactTraits.PayableOnline | FactTraits.PaidOnline
    );

    public static readonly Measure PostEligible = new(
        "post-eligible",
        FactKind.Closed,
        FactTraits.PostEligible
    );
    public static readonly Measure PostUsed = new(
        "post-used",
        FactKind.Closed,
        FactTraits.PostEligible | FactTraits.PostUsed
    );
    public static readonly Measure HandedOver = new(
        "handed-over",
        FactKind.Closed,
        FactTraits.HandedOver
    );

    public static readonly Measure HandedOverElectronically = new(
        "handed-over-electronically",
        FactKind.Closed,
        FactTraits.HandedOver | FactTraits.HandedOverElectronically
    );

    public static readonly Measure OnlineUsers = new("online-users", FactKind.OnlineUser);
    public static readonly Measure OnlineUsersIdentified = new(
        "online-users-identified",
        FactKind.OnlineUser,
        ElectronicIdentity
    );
    public static readonly Measure WhollyOnline = new(
        "wholly-online",
        FactKind.Closed,
        FactTraits.Resolved | FactTraits.WhollyOnline
    );

    /// <summary>Sub-cases of interlinked dossiers, for the agency that handled them.</summary>
    public static readonly Measure CaseReceived = new("case-received", FactKind.CaseReceived);
    public static readonly Measure CaseTransferredIn = new(
        "case-transferred-in",
        FactKind.CaseTransferredIn
    );
    public static readonly Measure CaseTransferredOut = new(
        "case-transferred-out",
        FactKind.CaseTransferredOut
    );
    public static readonly Measure CaseClosed = new("case-closed", FactKind.CaseClosed);
    public static readonly Measure CaseResolved = new(
        "case-resolved",
        FactKind.CaseClosed,
        FactTraits.Resolved
    );
    public static readonly Measure CaseResolvedInTime = new(
        "case-resolved-in-time",
        FactKind.CaseClosed,
        FactTraits.Resolved,
        Late
    );
    public static readonly Measure CaseResolvedLate = new(
        "case-resolved-late",
        FactKind.CaseClosed,
        FactTraits.Resolved | Late
    );

    public static readonly IReadOnlyList<Measure> All =
    [
        Received,
        ReceivedOnline,
        TransferredIn,
        TransferredOut,
        Closed,
        Resolved,
        ResolvedEarly,
        ResolvedLate,
        ResolvedInTime,
        ResolvedElectronically,
        FeeDue,
        PayableOnline,
        PaidOnline,
        PostEligible,
        PostUsed,
        HandedOver,
        HandedOverElectronically,
        OnlineUsers,
        OnlineUsersIdentified,
        WhollyOnline,
        CaseReceived,
        CaseTransferredIn,
        CaseTransferredOut,
        CaseClosed,
        CaseResolved,
        CaseResolvedInTime,
        CaseResolvedLate,
    ];

    /// <summary>What came in and what went out.</summary>
    public static readonly IReadOnlyList<Measure> Flows =
    [
        Received,
        TransferredIn,
        Closed,
        TransferredOut,
    ];

    /// <summary>Open at the end of some days: what came in since the beginning less what went out.</summary>
    public static long Open(Func<Measure, long> upTo) =>
        upTo(Received) + upTo(TransferredIn) - upTo(Closed) - upTo(TransferredOut);

    public static Measure Find(string code) =>
        All.FirstOrDefault(m => m.Code == code)
        ?? throw new KeyNotFoundException(
            $"There is no measure '{code}'. Known: {string.Join(", ", All.Select(m => m.Code))}."
        );
}
