using System.Buffers;

namespace Hotlink.Protocol.Tests.RoundTrip;

/// <summary>An output that counts how often it is asked for space.</summary>
internal sealed class CountingOutput : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _inner = new();

    public int Requests { get; private set; }

    public ReadOnlyMemory<byte> Written => _inner.WrittenMemory;

    public void Advance(int count) => _inner.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Requests++;
        return _inner.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Requests++;
        return _inner.GetSpan(sizeHint);
    }
}
