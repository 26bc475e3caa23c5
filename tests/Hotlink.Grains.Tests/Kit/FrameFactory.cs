using System.Text;
using Hotlink.Grains.Abstractions.Frames;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>Frames whose bytes are a short text. Thread-safe.</summary>
public sealed class FrameFactory(FramePool pool)
{
    /// <summary>One frame. The caller owns it.</summary>
    public Frame Frame(string text)
    {
        var frame = pool.Rent(Encoding.UTF8.GetByteCount(text));
        frame.Length = Encoding.UTF8.GetBytes(text, frame.Buffer.Span);
        return frame;
    }

    /// <summary>A batch with one frame for each text. The caller owns it.</summary>
    public FrameBatch Batch(params ReadOnlySpan<string> texts)
    {
        var batch = FrameBatch.Rent();
        foreach (var text in texts)
        {
            batch.Add(Frame(text));
        }

        return batch;
    }

    /// <summary>The text of a frame.</summary>
    public static string TextOf(Frame frame) => Encoding.UTF8.GetString(frame.Span);
}
