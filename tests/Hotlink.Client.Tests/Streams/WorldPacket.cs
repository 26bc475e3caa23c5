using Hotlink.Client.Streams;

namespace Hotlink.Client.Tests.Streams;

/// <summary>Something under way in a session: a signal, a close, or a data frame.</summary>
internal sealed record WorldPacket(int Session, SessionKind Kind)
{
    public StreamSignal? Signal { get; init; }

    public string? Close { get; init; }

    public long Seq { get; init; }

    public byte[] Path { get; init; } = [];

    public byte[] Tag { get; init; } = [];

    public byte[] Payload { get; init; } = [];
}
