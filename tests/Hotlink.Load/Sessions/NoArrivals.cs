using Hotlink.Load.Frames;

namespace Hotlink.Load.Sessions;

/// <summary>For sessions that carry no data.</summary>
internal sealed class NoArrivals : IArrivals
{
    private NoArrivals()
    {
    }

    /// <summary>The one there is.</summary>
    public static NoArrivals Instance { get; } = new();

    /// <inheritdoc/>
    public void Arrived(int reader, in PayloadHeader payload)
    {
    }
}
