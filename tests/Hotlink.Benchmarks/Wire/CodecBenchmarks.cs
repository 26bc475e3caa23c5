using System.Buffers;
using BenchmarkDotNet.Attributes;
using Hotlink.Protocol;
using Hotlink.Protocol.Messages;

namespace Hotlink.Benchmarks.Wire;

/// <summary>Decoding and encoding whole messages: words of a session always, data only between peers of different encodings.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private const int PayloadBytes = 1024;
    private static readonly WireMessage Data = Samples.DataMessage(PayloadBytes);
    private static readonly WireMessage Open = new("m-000001", new HotlinkOpen(Samples.SessionId, Samples.Path, "", "bob@x.io"));
    private readonly byte[] _msgPack = MessageWriter.ToArray(WireEncoding.MsgPack, Data);
    private readonly byte[] _json = MessageWriter.ToArray(WireEncoding.Json, Data);
    private readonly byte[] _open = MessageWriter.ToArray(WireEncoding.MsgPack, Open);
    private readonly ArrayBufferWriter<byte> _output = new(4 * PayloadBytes);

    [Benchmark(Baseline = true)]
    public string DecodeMsgPackData() => Decode(_msgPack, FrameKind.Binary);

    [Benchmark]
    public string DecodeJsonData() => Decode(_json, FrameKind.Text);

    [Benchmark]
    public string DecodeMsgPackOpen() => Decode(_open, FrameKind.Binary);

    [Benchmark]
    public int EncodeMsgPackData() => Encode(WireEncoding.MsgPack, Data);

    [Benchmark]
    public int EncodeJsonData() => Encode(WireEncoding.Json, Data);

    [Benchmark]
    public int EncodeMsgPackOpen() => Encode(WireEncoding.MsgPack, Open);

    private static string Decode(byte[] frame, FrameKind kind) =>
        MessageReader.TryRead(frame, kind, FrameLimits.Default, out var message, out _) ? message.Id : throw new InvalidOperationException();

    private int Encode(WireEncoding encoding, in WireMessage message)
    {
        _output.ResetWrittenCount();
        MessageWriter.Write(_output, encoding, message);
        return _output.WrittenCount;
    }
}
