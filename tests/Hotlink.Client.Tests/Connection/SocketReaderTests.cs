using System.Buffers.Binary;
using Hotlink.Client.Connection;
using Hotlink.Protocol;

namespace Hotlink.Client.Tests.Connection;

/// <summary>The framing of RFC 6455, in every shape a socket can bring it.</summary>
public sealed class SocketReaderTests
{
    private const int MaxBytes = 100_000;

    [Fact]
    public async Task Run_AnySplit_GivesTheSameMessages()
    {
        byte[] bytes =
        [
            .. Frame(1, "first"u8), .. Frame(2, new byte[200]), .. Frame(9, "ping"u8), .. Frame(2, "fr"u8, isFinal: false), .. Frame(9, []),
            .. Frame(0, "ag"u8, isFinal: false), .. Frame(0, "ment"u8),
            .. Frame(1, [], isFinal: false), .. Frame(0, "x"u8), .. Frame(2, new byte[70_000]), .. Frame(8, [3, 0xe8]),
        ];
        var whole = await ReadAsync(bytes, bytes.Length);
        Assert.Equal(["Text 5", "Binary 200", "ping 4", "ping 0", "Binary 8", "Text 1", "Binary 70000", "the relay closed the connection: 1000"], whole);
        foreach (var piece in new[] { 1, 2, 3, 5, 7, 64, 1000, 65_536 })
        {
            Assert.Equal(whole, await ReadAsync(bytes, piece));
        }
    }

    [Theory]
    [InlineData("8180")] // masked
    [InlineData("c100")] // reserved bit
    [InlineData("8300")] // unknown opcode
    [InlineData("0900")] // control frame in parts
    [InlineData("897e0080")] // long control frame
    [InlineData("8000")] // continuation of nothing
    [InlineData("010141810141")] // a message within a message
    [InlineData("827fffffffffffffffff")] // negative length
    [InlineData("010141007f7fffffffffffffff")] // the longest length there is, behind a fragment
    [InlineData("827f0000000000100000")] // larger than allowed: refused before a byte of it has come
    public async Task Run_WhatNoServerMaySend_EndsTheConnection(string hex)
    {
        var seen = await ReadAsync(Convert.FromHexString(hex), 1);

        Assert.StartsWith("the relay sent", seen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FragmentsWithoutEnd_AreBounded()
    {
        byte[] bytes = [.. Frame(2, new byte[60_000], isFinal: false), .. Frame(0, new byte[60_000], isFinal: false)];

        Assert.Equal("the relay sent a message that is too large", (await ReadAsync(bytes, 4096))[^1]);
    }

    private static async Task<List<string>> ReadAsync(byte[] bytes, int pieceBytes)
    {
        var seen = new List<string>();
        using var reader = new SocketReader(new PieceStream(bytes, pieceBytes), new Sink(seen), MaxBytes)
        {
            Pinged = payload => seen.Add($"ping {payload.Length}"),
        };
        seen.Add((await reader.RunAsync(TestContext.Current.CancellationToken)).Text);
        return seen;
    }

    private static byte[] Frame(byte opcode, ReadOnlySpan<byte> payload, bool isFinal = true)
    {
        var length = new byte[payload.Length switch { <= 125 => 1, <= ushort.MaxValue => 3, _ => 9 }];
        switch (length.Length)
        {
            case 1:
                length[0] = (byte)payload.Length;
                break;
            case 3:
                length[0] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(length.AsSpan(1), (ushort)payload.Length);
                break;
            default:
                length[0] = 127;
                BinaryPrimitives.WriteInt64BigEndian(length.AsSpan(1), payload.Length);
                break;
        }

        return [(byte)((isFinal ? 0x80 : 0) | opcode), .. length, .. payload];
    }

    private sealed class Sink(List<string> seen) : IMessageSink
    {
        public void OnMessage(ReadOnlyMemory<byte> message, FrameKind kind, out Task? pause)
        {
            seen.Add($"{kind} {message.Length}");
            pause = message.Length == 200 ? Task.CompletedTask : null; // A pause that is over: nothing may be lost by it.
        }
    }

    private sealed class PieceStream(byte[] bytes, int pieceBytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceBytes)], cancellationToken);
    }
}
