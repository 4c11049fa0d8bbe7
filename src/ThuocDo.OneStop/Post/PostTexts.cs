using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Post;

public static class PostTexts
{
    public static string Of(ShipmentState state) =>
        state switch
        {
            ShipmentState.Ordered => "post.state.ordered",
            ShipmentState.Accepted => "post.state.accepted",
            ShipmentState.Collected => "post.state.collected",
            ShipmentState.InTransit => "post.state.in-transit",
            ShipmentState.Failed => "post.state.failed",
            ShipmentState.Delivered => "post.state.delivered",
            ShipmentState.SentBack => "post.state.sent-back",
            ShipmentState.Lost => "post.state.lost",
            _ => "post.state.cancelled",
        };

    /// <summary>The type of the event in the chain.</summary>
    public static string EventOf(ShipmentState state) => Of(state)["post.state.".Length..];

    public static string Of(ShipmentDirection direction) =>
        direction == ShipmentDirection.ToCitizen
            ? "post.direction.to-citizen"
            : "post.direction.to-office";

    public static string Tone(ShipmentState state) =>
        state switch
        {
            ShipmentState.Delivered => "good",
            ShipmentState.Failed or ShipmentState.SentBack => "warn",
            ShipmentState.Lost => "bad",
            ShipmentState.Cancelled => "neutral",
            _ => "info",
        };

    public static Explanation Named(ShipmentState state) => new(Of(state));
}
