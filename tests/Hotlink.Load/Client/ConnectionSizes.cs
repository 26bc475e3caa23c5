namespace Hotlink.Load.Client;

/// <summary>How large the buffers of a connection are.</summary>
/// <param name="Initial">Before the first traffic.</param>
/// <param name="Receive">For receiving, under traffic.</param>
/// <param name="Send">For sending, under traffic.</param>
internal sealed record ConnectionSizes(int Initial, int Receive, int Send)
{
    /// <summary>256 KiB each way, reached with the first traffic.</summary>
    public static ConnectionSizes Default { get; } = new(1024, 256 * 1024, 256 * 1024);

    /// <summary>16 KiB each way, for very many connections with little traffic on each.</summary>
    public static ConnectionSizes Small { get; } = new(1024, 16 * 1024, 16 * 1024);
}
