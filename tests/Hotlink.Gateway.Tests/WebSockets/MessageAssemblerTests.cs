using Hotlink.Gateway.WebSockets;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

public sealed class MessageAssemblerTests
{
    private static readonly byte[] Payload = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];

    // Two messages, one of them in parts with control frames between, an empty one, and a close.
    private static readonly byte[] Stream =
    [
        .. ClientFrame.Of(WebSocketOpcode.Binary, Payload.AsSpan(0, 130)),
        .. ClientFrame.Of(WebSocketOpcode.Text, Payload.AsSpan(40, 3), final: false),
        .. ClientFrame.Of(WebSocketOpcode.Ping, [1, 2, 3]),
        .. ClientFrame.Of(WebSocketOpcode.Continuation, [], final: false),
        .. ClientFrame.Of(WebSocketOpcode.Pong, []),
        .. ClientFrame.Of(WebSocketOpcode.Continuation, Payload.AsSpan(43, 2), final: true, key: 0x01020304),
        .. ClientFrame.Of(WebSocketOpcode.Text, []),
        .. ClientFrame.Of(WebSocketOpcode.Close, [3, 0xe8]),
    ];

    private static readonly string[] Expected =
    [
        Arrivals.Line(WebSocketOpcode.Binary, Payload.AsSpan(0, 130)),
        Arrivals.Line(WebSocketOpcode.Ping, [1, 2, 3]),
        Arrivals.Line(WebSocketOpcode.Pong, []),
        Arrivals.Line(WebSocketOpcode.Text, Payload.AsSpan(40, 5)),
        Arrivals.Line(WebSocketOpcode.Text, []),
        Arrivals.Line(WebSocketOpcode.Close, [3, 0xe8]),
    ];

    [Fact]
    public void TryRead_EverySplit_GivesTheSameMessages()
    {
        foreach (var split in Splits.Of(Stream))
        {
            var arrivals = new Arrivals();
            Assert.Equal(AssemblerStatus.NeedMore, arrivals.Read(split));
            Assert.Equal(Expected, arrivals.Messages);
            Assert.Equal(0, arrivals.Pool.Outstanding);
        }
    }

    [Fact]
    public void TryRead_CutAnywhereAndContinued_GivesTheSameMessages()
    {
        for (var cut = 0; cut <= Stream.Length; cut++)
        {
            var arrivals = new Arrivals();
            var lengths = new Queue<int>([cut, Stream.Length]);
            arrivals.ReadAsTheyCome(Stream, lengths.Dequeue);
            Assert.Equal(Expected, arrivals.Messages);
        }
    }

    [Fact]
    public void TryRead_ByteByByte_GivesTheSameMessages()
    {
        var arrivals = new Arrivals();
        arrivals.ReadAsTheyCome(Stream, () => 1);
        Assert.Equal(Expected, arrivals.Messages);
    }

    [Fact]
    public void TryRead_CutAnywhere_GivesOnlyWhatIsComplete()
    {
        for (var cut = 0; cut < Stream.Length; cut++)
        {
            var arrivals = new Arrivals();
            Assert.Equal(AssemblerStatus.NeedMore, arrivals.Read(new(Stream.AsMemory(0, cut))));
            Assert.Equal(Expected.Take(arrivals.Messages.Count), arrivals.Messages);
            arrivals.Abandon();
            Assert.Equal(0, arrivals.Pool.Outstanding);
        }
    }

    [Fact]
    [Trait("CWE", "20")]
    public void TryRead_ContinuationOfNothing_IsRefused() =>
        Refuses(AssemblerStatus.ProtocolError, ClientFrame.Of(WebSocketOpcode.Continuation, [1]));

    [Theory]
    [InlineData(WebSocketOpcode.Text)]
    [InlineData(WebSocketOpcode.Binary)]
    [Trait("CWE", "20")]
    public void TryRead_NewMessageInsideAnother_IsRefused(object opcode) =>
        Refuses(
            AssemblerStatus.ProtocolError,
            [.. ClientFrame.Of(WebSocketOpcode.Text, [1], final: false), .. ClientFrame.Of((WebSocketOpcode)opcode, [2])]);

    [Fact]
    public void TryRead_AfterMessageInParts_NextContinuationIsRefused() =>
        Refuses(
            AssemblerStatus.ProtocolError,
            [
                .. ClientFrame.Of(WebSocketOpcode.Text, [1], final: false),
                .. ClientFrame.Of(WebSocketOpcode.Continuation, [2]),
                .. ClientFrame.Of(WebSocketOpcode.Continuation, [3]),
            ]);

    [Fact]
    public void TryRead_AtTheLimit_IsTaken()
    {
        var arrivals = new Arrivals(maxMessageBytes: 300);
        Assert.Equal(AssemblerStatus.NeedMore, arrivals.Read(new(ClientFrame.Of(WebSocketOpcode.Binary, Payload))));
        Assert.Single(arrivals.Messages);
    }

    [Fact]
    [Trait("CWE", "770")]
    public void TryRead_OneByteOverTheLimit_IsTooBigBeforeAnyOfItCame() =>
        Refuses(AssemblerStatus.TooBig, ClientFrame.Header(WebSocketOpcode.Binary, 301), maxMessageBytes: 300);

    [Fact]
    [Trait("CWE", "789")]
    public void TryRead_LargestLengthThereIs_IsTooBig() =>
        Refuses(AssemblerStatus.TooBig, ClientFrame.Header(WebSocketOpcode.Binary, long.MaxValue));

    [Fact]
    [Trait("CWE", "190")]
    public void TryRead_LargestLengthBehindAFragment_IsTooBig() =>
        Refuses(
            AssemblerStatus.TooBig,
            [.. ClientFrame.Of(WebSocketOpcode.Binary, [1], final: false), .. ClientFrame.Header(WebSocketOpcode.Continuation, long.MaxValue)]);

    [Fact]
    [Trait("CWE", "770")]
    public void TryRead_FragmentsThatAddUpToMoreThanTheLimit_AreTooBig() =>
        Refuses(
            AssemblerStatus.TooBig,
            [
                .. ClientFrame.Of(WebSocketOpcode.Binary, Payload.AsSpan(0, 150), final: false),
                .. ClientFrame.Of(WebSocketOpcode.Continuation, Payload.AsSpan(0, 150), final: false),
                .. ClientFrame.Header(WebSocketOpcode.Continuation, 1),
            ],
            maxMessageBytes: 300);

    [Fact]
    public void TryRead_ControlPayload_IsUntouchedByTheMessageAroundIt()
    {
        var longest = Payload.AsSpan(0, 125).ToArray();
        var arrivals = new Arrivals();
        arrivals.Read(new(
        [
            .. ClientFrame.Of(WebSocketOpcode.Text, Payload.AsSpan(0, 10), final: false),
            .. ClientFrame.Of(WebSocketOpcode.Ping, longest),
            .. ClientFrame.Of(WebSocketOpcode.Continuation, Payload.AsSpan(10, 10)),
        ]));
        Assert.Equal([Arrivals.Line(WebSocketOpcode.Ping, longest), Arrivals.Line(WebSocketOpcode.Text, Payload.AsSpan(0, 20))], arrivals.Messages);
    }

    private static void Refuses(AssemblerStatus status, byte[] bytes, int maxMessageBytes = 8 * 1024 * 1024)
    {
        foreach (var split in Splits.Of(bytes))
        {
            var arrivals = new Arrivals(maxMessageBytes);
            arrivals.Read(split);
            Assert.Equal(status, arrivals.Status);
            arrivals.Abandon();
            Assert.Equal(0, arrivals.Pool.Outstanding);
        }
    }
}
