using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Benchmarks.Wire;

/// <summary>Messages as peers send them.</summary>
internal static class Samples
{
    public const string Path = "alice@x.io/shared/flows/f/run/_mpc/0_to_1/stream.tcp.request";
    public const string SessionId = "5b0f9c7e-6d52-4a52-9d0c-2f3c8f0f6c11";

    /// <summary>A data message with a payload of random bytes.</summary>
    public static WireMessage DataMessage(int payload)
    {
        var bytes = new byte[payload];
        new Random(7).NextBytes(bytes);
        return new("m-000001", new HotlinkData(SessionId, 42, Path, "", bytes));
    }

    /// <summary>The same, encoded.</summary>
    public static byte[] Data(WireEncoding encoding, int payload) => MessageWriter.ToArray(encoding, DataMessage(payload));
}
