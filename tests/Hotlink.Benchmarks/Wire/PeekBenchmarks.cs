using BenchmarkDotNet.Attributes;
using Hotlink.Protocol;

namespace Hotlink.Benchmarks.Wire;

/// <summary>Finding type, session and path of a frame that is passed on as it came: what each relayed frame costs on the wire's side.</summary>
[MemoryDiagnoser]
public class PeekBenchmarks
{
    private readonly byte[] _msgPack = Samples.Data(WireEncoding.MsgPack, 1024);
    private readonly byte[] _json = Samples.Data(WireEncoding.Json, 1024);
    private readonly byte[] _large = Samples.Data(WireEncoding.MsgPack, 64 * 1024);

    [Benchmark(Baseline = true)]
    public int MsgPack() => Peek(_msgPack, FrameKind.Binary);

    [Benchmark]
    public int Json() => Peek(_json, FrameKind.Text);

    [Benchmark]
    public int MsgPackOf64K() => Peek(_large, FrameKind.Binary);

    private static int Peek(byte[] frame, FrameKind kind) =>
        FrameHeader.TryPeek(frame, kind, out var header) == PeekResult.Ok ? frame.AsSpan()[header.SessionId].Length : throw new InvalidOperationException();
}
