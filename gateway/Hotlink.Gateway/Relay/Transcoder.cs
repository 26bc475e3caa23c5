using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol;

namespace Hotlink.Gateway.Relay;

/// <summary>Puts frames into another encoding, where the two ends of a session use different ones.</summary>
internal static class Transcoder
{
    private const int Overhead = 256;

    /// <summary>Encodes a batch anew. The batch is taken over in any case.</summary>
    /// <returns>Whether every frame fits into a message of the other encoding.</returns>
    public static bool TryTranscode(FrameBatch batch, WireEncoding encoding, GatewayServices services, out FrameBatch result)
    {
        result = FrameBatch.Rent();
        try
        {
            foreach (var frame in batch.Frames)
            {
                if (TryTranscode(frame, encoding, services) is not { } encoded)
                {
                    result.Dispose();
                    return false;
                }

                result.Add(encoded);
            }

            return true;
        }
        finally
        {
            batch.Dispose();
        }
    }

    private static Frame? TryTranscode(Frame frame, WireEncoding encoding, GatewayServices services)
    {
        var kind = frame.Format == FrameFormat.JsonText ? FrameKind.Text : FrameKind.Binary;
        if (!MessageReader.TryRead(frame.Memory, kind, FrameLimits.Default, out var message, out _))
        {
            return null;
        }

        var sizeHint = encoding == WireEncoding.Json ? (frame.Length / 3 * 4) + Overhead : frame.Length + Overhead;
        return FrameBuilder.TryEncode(services.Pool, encoding, message, services.Options.MaxMessageBytes, sizeHint);
    }
}
