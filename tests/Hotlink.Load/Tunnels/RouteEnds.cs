using System.Net.Sockets;

namespace Hotlink.Load.Tunnels;

/// <summary>The two ends of a route: what goes into one comes out of the other.</summary>
internal sealed record RouteEnds(Socket Near, Socket Far) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
