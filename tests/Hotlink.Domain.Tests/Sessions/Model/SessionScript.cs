using Hotlink.Domain.Sessions;

namespace Hotlink.Domain.Tests.Sessions.Model;

/// <summary>A session and what happens to it.</summary>
public sealed record SessionScript(bool IsStream, bool HasRecipient, SessionCommand[] Commands)
{
    public static readonly SessionLimits Limits = new()
    {
        OpenWait = TimeSpan.FromSeconds(10),
        HoldTime = TimeSpan.FromSeconds(7),
        HoldBytes = 60,
        ReceiverCount = 2,
    };

    public string Path => IsStream ? Scene.StreamPath : Scene.SharedPath;

    public string Recipient => HasRecipient ? Scene.Bob.User : "";

    public override string ToString() => $"stream {IsStream}, recipient {HasRecipient}: {string.Join(", ", Commands)}";
}
