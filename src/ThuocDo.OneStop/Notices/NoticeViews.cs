namespace ThuocDo.OneStop.Notices;

/// <summary>How the way of a notice looks.</summary>
public static class NoticeViews
{
    public static string Way(NoticeDelivery way) =>
        (way.Channel, way.State) switch
        {
            (NoticeChannel.Email, DeliveryState.Delivered) => "notice.way.email.delivered",
            (NoticeChannel.Email, DeliveryState.Failed) => "notice.way.email.failed",
            (NoticeChannel.Email, _) => "notice.way.email.waiting",
            (_, DeliveryState.Delivered) => "notice.way.sms.delivered",
            (_, DeliveryState.Failed) => "notice.way.sms.failed",
            _ => "notice.way.sms.waiting",
        };

    public static string Tone(DeliveryState state) =>
        state switch
        {
            DeliveryState.Delivered => "good",
            DeliveryState.Failed => "bad",
            _ => "open",
        };

    public static string Icon(DeliveryState state) =>
        state switch
        {
            DeliveryState.Delivered => "check",
            DeliveryState.Failed => "warning",
            _ => "clock",
        };
}
