namespace Hotlink.Client.Tests.Kit;

/// <summary>What becomes of the messages that a relay sends on one connection.</summary>
internal interface IMessageScramble
{
    /// <summary>Takes a WebSocket frame, head included, and gives those that go on now.</summary>
    IEnumerable<byte[]> Pass(byte[] frame);
}
