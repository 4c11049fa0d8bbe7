using ThuocDo.Legal.Circulation.Edxml;

namespace ThuocDo.Legal.Circulation.Exchange;

public enum ExchangeSide
{
    Sender,
    Receiver,
}

public enum StepResult
{
    Applied,

    /// <summary>It stands so already.</summary>
    Known,

    /// <summary>What came later has overtaken it; nothing is lost by passing over it.</summary>
    Late,

    /// <summary>It cannot follow.</summary>
    Refused,
}

/// <summary>
/// How far a document is between two organisations. Both sides hold it and come to the same, in whatever order their messages cross: the
/// receiver alone moves the handling (01 to 06) and answers a recall (15, 16), the sender alone asks for one (13).
/// </summary>
/// <param name="Progress">None: sent, and not known to have arrived.</param>
/// <param name="Recall">None: nobody asked for it back.</param>
public sealed record ExchangeState(DocumentStatus? Progress, DocumentStatus? Recall)
{
    public static readonly ExchangeState Sent = new(null, null);

    /// <summary>Nothing can follow.</summary>
    public bool IsOver =>
        Recall == DocumentStatus.RecallAgreed
        || Progress == DocumentStatus.Refused
        || Progress == DocumentStatus.Finished && Recall != DocumentStatus.Recall;

    /// <summary>The receiver holds it or may get it, and was not asked for it back or has not answered yet.</summary>
    public bool IsToBeRecalled =>
        Recall == DocumentStatus.Recall
        || Recall is null && MayDecide(DocumentStatus.Recall, ExchangeSide.Sender);

    /// <summary>The code people read: a recall that is open or agreed hides how far it was.</summary>
    public DocumentStatus? Shown =>
        Recall is DocumentStatus.Recall or DocumentStatus.RecallAgreed ? Recall : Progress;

    /// <summary>What a side may do now by its own decision.</summary>
    public IEnumerable<DocumentStatus> Next(ExchangeSide side) =>
        Enum.GetValues<DocumentStatus>()
            .Where(s => s != DocumentStatus.Arrived && MayDecide(s, side));

    /// <summary>Whether this side may decide so: stricter than what is accepted from the other one, whose message may have crossed ours.</summary>
    public bool MayDecide(DocumentStatus status, ExchangeSide side) =>
        Recall != DocumentStatus.RecallAgreed
        && (
            Recall != DocumentStatus.Recall
            || status is DocumentStatus.RecallAgreed or DocumentStatus.RecallRefused
        )
        && (
            status != DocumentStatus.Recall
            || Progress is not (DocumentStatus.Finished or DocumentStatus.Refused)
        )
        && Apply(status, side).Result == StepResult.Applied;

    /// <summary>The state after a message of a side.</summary>
    public (StepResult Result, ExchangeState State) Apply(DocumentStatus status, ExchangeSide by)
    {
        var isOfSender = status == DocumentStatus.Recall;
        if (isOfSender != (by == ExchangeSide.Sender))
        {
            return (StepResult.Refused, this);
        }

        return status switch
        {
            DocumentStatus.Recall => Recall switch
            {
                DocumentStatus.Recall => (StepResult.Known, this),
                DocumentStatus.RecallAgreed => (StepResult.Late, this),
                _ when Progress == DocumentStatus.Refused => (StepResult.Late, this),
                _ => (StepResult.Applied, this with { Recall = status }),
            },
            DocumentStatus.RecallAgreed or DocumentStatus.RecallRefused => Recall == status
                ? (StepResult.Known, this)
            : Recall == DocumentStatus.Recall ? (StepResult.Applied, this with { Recall = status })
            : (StepResult.Refused, this),
            _ => Move(status),
        };
    }

    private (StepResult, ExchangeState) Move(DocumentStatus status)
    {
        if (status == Progress)
        {
            return (StepResult.Known, this);
        }

        if (Progress == DocumentStatus.Refused)
        {
            return status == DocumentStatus.Arrived
                ? (StepResult.Late, this)
                : (StepResult.Refused, this);
        }

        if (status == DocumentStatus.Refused)
        {
            return Progress is null or DocumentStatus.Arrived
                // Whoever refused it has nothing to give back.
                ? (StepResult.Applied, new(status, Recall == DocumentStatus.Recall ? null : Recall))
                : (StepResult.Refused, this);
        }

        // Stations may be left out: not every system tells of all of them.
        return Progress is { } now && status < now || Recall == DocumentStatus.RecallAgreed
            ? (StepResult.Late, this)
            : (StepResult.Applied, this with { Progress = status });
    }
}
