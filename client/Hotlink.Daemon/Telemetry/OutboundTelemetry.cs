namespace Hotlink.Daemon.Telemetry;

/// <summary>A stream for sending, as today's tools know it.</summary>
/// <param name="Sid">The first eight characters of the session's id.</param>
/// <param name="Peer">The receiver meant.</param>
/// <param name="Channel">The directory below <c>_mpc</c>, or the whole one.</param>
/// <param name="Status"><c>pending</c> or <c>accepted</c>.</param>
/// <param name="Seq">How many frames were sent.</param>
/// <param name="Webrtc">How the direct connection stands: <c>none</c>.</param>
public sealed record OutboundTelemetry(string Sid, string Peer, string Channel, string Status, long Seq, string Webrtc = "none");
