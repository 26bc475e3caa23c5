using Hotlink.Client;

namespace Hotlink.Cli.Terminal;

/// <summary>A failure, and what to do about it.</summary>
internal static class FailureText
{
    /// <summary>One or two sentences.</summary>
    public static string Of(HotlinkException failure)
    {
        var advice = AdviceFor(failure.Reason);
        return advice.Length == 0 ? failure.Message : $"{failure.Message}. {advice}";
    }

    private static string AdviceFor(HotlinkReason reason) => reason switch
    {
        HotlinkReason.Unauthorized => "The relay wants a valid token for this user: --token-file or HOTLINK_TOKEN.",
        HotlinkReason.RelayUnreachable => "Check --server, and that the relay answers at /healthz.",
        HotlinkReason.PermissionDenied => "The rules (syft.pub.yaml) on the path don't allow it; `hotlink acl check` at the relay says which.",
        HotlinkReason.NoReceiver => "Nobody who may read the path took it: is the peer connected and waiting?",
        HotlinkReason.Timeout => "Nobody took it in time: is the peer connected and waiting? --wait gives it longer.",
        HotlinkReason.InvalidPath => "A path is EMAIL/dir/…/name: no leading slash, no '..', at most 1,024 bytes.",
        HotlinkReason.RecipientIsSender => "The peer has to be somebody else.",
        HotlinkReason.SessionExists or HotlinkReason.AlreadyAccepted => "Somebody else is already using it.",
        _ => "",
    };
}
