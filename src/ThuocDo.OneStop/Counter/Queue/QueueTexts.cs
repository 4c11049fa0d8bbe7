namespace ThuocDo.OneStop.Counter.Queue;

public static class QueueTexts
{
    public static string Of(TicketAct act) =>
        act switch
        {
            TicketAct.CallAgain => "queue.call-again",
            TicketAct.Finish => "queue.finish",
            TicketAct.NoShow => "queue.no-show",
            TicketAct.PassOn => "queue.pass-on",
            _ => "queue.put-back",
        };
}
