using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>Valid streams of a client: messages whole and in parts, control frames anywhere.</summary>
internal static class RandomStream
{
    public static byte[] Of(Random random, out List<string> expected)
    {
        var (bytes, lines) = (new List<byte>(), new List<string>());
        for (var messages = random.Next(0, 5); messages > 0; messages--)
        {
            var opcode = random.Next(2) == 0 ? WebSocketOpcode.Text : WebSocketOpcode.Binary;
            var payload = Ascii(random, random.Next(3) == 0 ? random.Next(0, 2_000) : random.Next(0, 40));
            var left = payload.AsSpan();
            var first = true;
            for (var isLast = false; !isLast; first = false)
            {
                MaybeControl(random, bytes, lines);
                isLast = random.Next(2) == 0;
                var part = isLast ? left : left[..random.Next(0, left.Length + 1)];
                bytes.AddRange(ClientFrame.Of(first ? opcode : WebSocketOpcode.Continuation, part, isLast, (uint)random.NextInt64()));
                left = left[part.Length..];
            }

            lines.Add(Arrivals.Line(opcode, payload));
        }

        expected = lines;
        return [.. bytes];
    }

    private static void MaybeControl(Random random, List<byte> bytes, List<string> lines)
    {
        if (random.Next(4) != 0)
        {
            return;
        }

        var opcode = random.Next(2) == 0 ? WebSocketOpcode.Ping : WebSocketOpcode.Pong;
        var payload = Ascii(random, random.Next(0, 126));
        bytes.AddRange(ClientFrame.Of(opcode, payload, key: (uint)random.NextInt64()));
        lines.Add(Arrivals.Line(opcode, payload));
    }

    // ASCII, so that text is valid wherever it is cut.
    private static byte[] Ascii(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(' ', '~'))];
}
