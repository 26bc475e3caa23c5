using System.IO.Pipelines;
using System.Net.WebSockets;
using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>Against an independent implementation: the framework's own WebSocket, over streams.</summary>
public sealed class InteropTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Assembler_WhatTheFrameworksClientSends_ArrivesAsSent(int seed)
    {
        var random = new Random(seed);
        using var wire = new MemoryStream();
        using var client = WebSocket.CreateFromStream(wire, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero });
        var expected = new List<string>();
        for (var message = 0; message < 200; message++)
        {
            var payload = new byte[random.Next(5) == 0 ? random.Next(0, 200_000) : random.Next(0, 300)];
            random.NextBytes(payload);
            for (var at = 0; at >= 0;)
            {
                var length = random.Next(2) == 0 ? payload.Length - at : random.Next(0, payload.Length - at + 1);
                var isLast = at + length == payload.Length;
                await client.SendAsync(payload.AsMemory(at, length), WebSocketMessageType.Binary, isLast, Token);
                at = isLast ? -1 : at + length;
            }

            expected.Add(Arrivals.Line(WebSocketOpcode.Binary, payload));
        }

        var arrivals = new Arrivals();
        Assert.Equal(AssemblerStatus.NeedMore, arrivals.Read(Splits.Random(wire.ToArray(), random, longest: 5_000)));
        Assert.Equal(expected, arrivals.Messages);
        Assert.Equal(0, arrivals.Pool.Outstanding);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Assembler_ValidStreams_AreReadAsTheFrameworksServerReadsThem(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var bytes = RandomStream.Of(random, out _);
            var arrivals = new Arrivals();
            arrivals.ReadAsTheyCome(bytes, () => random.Next(1, 100));
            Assert.Equal(await ReadByFrameworkAsync([.. bytes, .. ClientFrame.Of(WebSocketOpcode.Close, [3, 0xe8])]), arrivals.Messages.Where(IsData));
        }
    }

    [Theory]
    [InlineData("c180", "reserved bit")]
    [InlineData("8380", "reserved opcode")]
    [InlineData("8100", "unmasked")]
    [InlineData("098000000000", "ping in parts")]
    [InlineData("89fe007e00000000", "long ping")]
    [InlineData("808000000000", "continuation of nothing")]
    [InlineData("0180000000008180", "message inside a message")]
    public async Task Assembler_WhatTheFrameworksServerRefuses_IsRefused(string hex, string what)
    {
        var bytes = Convert.FromHexString(hex + "00000000");
        await Assert.ThrowsAsync<WebSocketException>(() => ReadByFrameworkAsync(bytes));
        var arrivals = new Arrivals();
        Assert.True(arrivals.Read(new(bytes)) == AssemblerStatus.ProtocolError, what);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(300_000)]
    public async Task WriteServer_AnyLength_IsReadByTheFrameworksClient(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        pipe.Writer.Advance(WebSocketHeader.WriteServer(pipe.Writer.GetSpan(WebSocketHeader.MaxLength), WebSocketOpcode.Text, 2));
        await pipe.Writer.WriteAsync("hi"u8.ToArray(), Token);
        pipe.Writer.Advance(WebSocketHeader.WriteServer(pipe.Writer.GetSpan(WebSocketHeader.MaxLength), WebSocketOpcode.Binary, length));
        await pipe.Writer.WriteAsync(payload, Token);
        await pipe.Writer.CompleteAsync();

        using var stream = new DuplexStream(pipe.Reader.AsStream(), new MemoryStream());
        using var client = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false });
        Assert.Equal(Arrivals.Line(WebSocketOpcode.Text, "hi"u8), await ReceiveAsync(client));
        Assert.Equal(Arrivals.Line(WebSocketOpcode.Binary, payload), await ReceiveAsync(client));
    }

    private static bool IsData(string line) => line.StartsWith("Text", StringComparison.Ordinal) || line.StartsWith("Binary", StringComparison.Ordinal);

    private static async Task<List<string>> ReadByFrameworkAsync(byte[] bytes)
    {
        using var stream = new DuplexStream(new MemoryStream(bytes), new MemoryStream());
        using var server = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        var lines = new List<string>();
        while (await ReceiveAsync(server) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static async Task<string?> ReceiveAsync(WebSocket socket)
    {
        var (message, part) = (new MemoryStream(), new byte[70_000]);
        while (true)
        {
            var result = await socket.ReceiveAsync(part.AsMemory(), Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(part, 0, result.Count);
            if (result.EndOfMessage)
            {
                var opcode = result.MessageType == WebSocketMessageType.Text ? WebSocketOpcode.Text : WebSocketOpcode.Binary;
                return Arrivals.Line(opcode, message.ToArray());
            }
        }
    }
}
