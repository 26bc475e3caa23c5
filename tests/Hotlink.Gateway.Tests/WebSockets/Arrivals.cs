using System.Buffers;
using Hotlink.Gateway.WebSockets;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.WebSockets;

namespace Hotlink.Gateway.Tests.WebSockets;

/// <summary>An assembler with a pool of its own, and everything that it gave.</summary>
internal sealed class Arrivals
{
    private readonly MessageAssembler _assembler;

    public Arrivals(int maxMessageBytes = 8 * 1024 * 1024) => _assembler = new(Pool, maxMessageBytes);

    public FramePool Pool { get; } = new();

    /// <summary>What arrived, as opcode and bytes in hex.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>How the last read ended.</summary>
    public AssemblerStatus Status { get; private set; } = AssemblerStatus.NeedMore;

    public static string Line(WebSocketOpcode opcode, ReadOnlySpan<byte> payload) => $"{opcode} {Convert.ToHexStringLower(payload)}";

    /// <summary>Reads until the bytes run out or are refused.</summary>
    public AssemblerStatus Read(ReadOnlySequence<byte> buffer) => Read(ref buffer);

    /// <summary>Reads as a connection does: what is left over is seen again, with the bytes that came meanwhile.</summary>
    public AssemblerStatus ReadAsTheyCome(byte[] bytes, Func<int> nextLength)
    {
        var kept = Array.Empty<byte>();
        for (var at = 0; at < bytes.Length && Status == AssemblerStatus.NeedMore;)
        {
            var length = Math.Min(nextLength(), bytes.Length - at);
            var buffer = new ReadOnlySequence<byte>([.. kept, .. bytes.AsSpan(at, length)]);
            at += length;
            Read(ref buffer);
            kept = buffer.ToArray();
        }

        return Status;
    }

    public void Abandon() => _assembler.Abandon();

    private AssemblerStatus Read(ref ReadOnlySequence<byte> buffer)
    {
        while ((Status = _assembler.TryRead(ref buffer, out var arrived)) == AssemblerStatus.Message)
        {
            Messages.Add(Line(arrived.Opcode, arrived.Frame is { } frame ? frame.Span : arrived.Control.Span));
            arrived.Frame?.Release();
        }

        return Status;
    }
}
