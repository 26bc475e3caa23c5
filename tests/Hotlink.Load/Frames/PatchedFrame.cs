using System.Text;
using Hotlink.Load.Client;
using Hotlink.Protocol;

namespace Hotlink.Load.Frames;

/// <summary>
/// A control message of which only one run of ASCII digits changes. Sent without a mask's work: its key is zero. Used by one writer.
/// </summary>
internal sealed class PatchedFrame
{
    private readonly byte[] _frame;
    private readonly int _at;
    private readonly int _length;

    /// <summary>Makes the frame.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="message">The message.</param>
    /// <param name="changing">The part of it that will change; it occurs once.</param>
    public PatchedFrame(WireEncoding encoding, in WireMessage message, string changing)
    {
        _frame = ControlFrame.ToArray(encoding, message);
        _at = _frame.AsSpan().IndexOf(Encoding.ASCII.GetBytes(changing));
        _length = changing.Length;
    }

    /// <summary>The part that changes.</summary>
    public Span<byte> Changing => _frame.AsSpan(_at, _length);

    /// <summary>Writes it, where it fits.</summary>
    public bool TryWrite(SendBuffer buffer)
    {
        if (!buffer.TryReserve(_frame.Length, out var room))
        {
            return false;
        }

        _frame.CopyTo(room);
        buffer.Advance(_frame.Length);
        return true;
    }
}
