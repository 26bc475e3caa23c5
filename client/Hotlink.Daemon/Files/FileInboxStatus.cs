namespace Hotlink.Daemon.Files;

/// <summary>What has come so far.</summary>
/// <param name="Written">Files and requests that were written.</param>
/// <param name="Refused">Those that were not.</param>
/// <param name="Missed">Notices that were lost because too many came at once.</param>
public sealed record FileInboxStatus(long Written, long Refused, long Missed);
