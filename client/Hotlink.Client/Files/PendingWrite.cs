namespace Hotlink.Client.Files;

/// <summary>A file write that waits for its answer.</summary>
/// <param name="Path">The file.</param>
/// <param name="Answer">Completes with the acknowledgement, or fails.</param>
internal sealed record PendingWrite(string Path, TaskCompletionSource Answer);
