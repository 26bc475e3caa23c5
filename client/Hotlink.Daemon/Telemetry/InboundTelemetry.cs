namespace Hotlink.Daemon.Telemetry;

/// <summary>A stream for receiving, as today's tools know it.</summary>
/// <param name="Sid">The first eight characters of the session's id.</param>
/// <param name="Peer">The sender as the relay attests it.</param>
/// <param name="Channel">The directory below <c>_mpc</c>, or the whole one.</param>
/// <param name="Webrtc">How the direct connection stands: <c>none</c>.</param>
public sealed record InboundTelemetry(string Sid, string Peer, string Channel, string Webrtc = "none");
