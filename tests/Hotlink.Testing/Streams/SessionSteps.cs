using System.Runtime.CompilerServices;
using Hotlink.Protocol.Messages;
using Hotlink.Testing.Peers;

namespace Hotlink.Testing.Streams;

/// <summary>What most tests do with sessions.</summary>
public static class SessionSteps
{
    /// <summary>An id that no other test uses.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");

    /// <summary>Opens a session and returns its id; nobody is waited for.</summary>
    public static async Task<string> OpenAsync(this FakePeer sender, string path, string to = "", string? sessionId = null)
    {
        sessionId ??= NewId();
        await sender.SendAsync(new HotlinkOpen(sessionId, path, To: to));
        return sessionId;
    }

    /// <summary>Accepts a session once its open has come.</summary>
    public static async Task AcceptAsync(this FakePeer reader, string sessionId, [CallerMemberName] string phase = "")
    {
        await reader.NextAsync<HotlinkOpen>(open => open.SessionId == sessionId, phase: phase);
        await reader.SendAsync(new HotlinkAccept(sessionId));
    }

    /// <summary>Opens a session and sees it accepted by all of the readers.</summary>
    public static async Task<string> LinkAsync(this FakePeer sender, string path, params IEnumerable<FakePeer> readers)
    {
        var sessionId = await sender.OpenAsync(path);
        foreach (var reader in readers)
        {
            await reader.AcceptAsync(sessionId);
            await sender.NextAsync<HotlinkAccept>(accept => accept.SessionId == sessionId);
        }

        return sessionId;
    }

    /// <summary>Sends one data frame.</summary>
    public static Task SendDataAsync(this FakePeer sender, string sessionId, ulong seq, string path, ReadOnlyMemory<byte> payload) =>
        sender.SendAsync(new HotlinkData(sessionId, seq, path, "", payload));
}
