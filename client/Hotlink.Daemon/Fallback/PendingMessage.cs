using System.Text;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Fallback;

/// <summary>A message of the application that its receiver has not confirmed.</summary>
internal sealed class PendingMessage(HlnkFrame frame)
{
    /// <summary>The message.</summary>
    public HlnkFrame Frame { get; } = frame;

    /// <summary>What it takes of a stream's window (reliable-streams, section 1).</summary>
    public int Cost { get; } = HlnkFormat.HeadBytes + Encoding.UTF8.GetByteCount(frame.Path) + Encoding.UTF8.GetByteCount(frame.ETag) + frame.Payload.Length;

    /// <summary>Its number in the run.</summary>
    public long Number { get; set; }

    /// <summary>Whether the link has taken it in this run.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether it is stored as a file.</summary>
    public bool IsFiled { get; set; }
}
