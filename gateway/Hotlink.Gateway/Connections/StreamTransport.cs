using System.IO.Pipelines;

namespace Hotlink.Gateway.Connections;

/// <summary>An upgraded stream as a transport, for hosts that don't give out their own.</summary>
internal sealed class StreamTransport(Stream stream) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new(leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new(leaveOpen: true));
}
