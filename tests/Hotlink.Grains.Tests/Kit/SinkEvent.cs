using Hotlink.Grains.Abstractions.Connections;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>What a connection got: a frame or a notice.</summary>
public sealed record SinkEvent(string SessionId, string Frame, SessionNotice? Notice)
{
    public override string ToString() => Notice is { } notice ? $"{notice.Kind} {notice.Reason.Code} {notice.Reason.Text}" : Frame;
}
