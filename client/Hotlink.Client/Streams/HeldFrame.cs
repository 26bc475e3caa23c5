namespace Hotlink.Client.Streams;

/// <summary>A frame that came before its turn, in a pooled buffer.</summary>
/// <param name="Buffer">The buffer; null where no frame is held.</param>
/// <param name="Length">How many bytes of it are the frame's.</param>
internal readonly record struct HeldFrame(byte[]? Buffer, int Length)
{
    /// <summary>The frame's bytes as they go into the stream.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);
}
