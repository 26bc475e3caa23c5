using Hotlink.Daemon.Datasites;

namespace Hotlink.Daemon.Tunnels;

/// <summary>Which paths a channel uses (client behaviour, section 5.3). Pure.</summary>
internal static class ChannelKeys
{
    /// <summary>The paths of a channel, without a port.</summary>
    /// <param name="from">The first party.</param>
    /// <param name="to">The second party.</param>
    /// <param name="me">Oneself: one of the two.</param>
    /// <param name="peer">The other of the two.</param>
    /// <param name="directory">The channel's directory below a datasite.</param>
    /// <param name="owner">The datasite that the marker lies in.</param>
    /// <exception cref="TunnelMarkerException">A path would not be canonical.</exception>
    public static TunnelSpec Spec(string from, string to, string me, string peer, string directory, string owner)
    {
        var (parent, last) = Split(directory);
        var (send, plain) = ($"{me}/{directory}/{TunnelSpec.StreamName}", (string?)null);
        var receive = new HashSet<string>(StringComparer.Ordinal) { $"{peer}/{directory}/{TunnelSpec.StreamName}" };
        if (ChannelName.TryParse(last, out var name))
        {
            var go = Path(name.From <= name.To ? from : to, name.Ordered);
            var rust = Path(string.CompareOrdinal(from, to) <= 0 ? from : to, name.Ordered);
            send = go.StartsWith(me + "/", StringComparison.Ordinal) ? go : send;
            plain = go == send ? null : go;
            receive.UnionWith([
                go, rust, Path(owner, name), Path(from, name.Ordered), Path(to, name.Ordered), Path(peer, name.Swapped)]);
        }

        return DatasitePath.Check(send) == DatasitePathFault.None && receive.All(static path => DatasitePath.Check(path) == DatasitePathFault.None)
            ? new()
            {
                Port = 0,
                Channel = directory,
                From = from,
                To = to,
                Peer = peer,
                SendPath = send,
                PlainSendPath = plain,
                ReceivePaths = receive,
            }
            : throw new TunnelMarkerException(TunnelMarkerFault.BadDirectory, "The channel's directory makes no canonical path.");

        string Path(string datasite, ChannelName channel) =>
            string.Join('/', ((string[])[datasite, parent, channel.ToString(), TunnelSpec.StreamName]).Where(static part => part.Length > 0));
    }

    /// <summary>What makes two markers ask for one channel: parent, ordered name and peer, but not the datasite that they lie in.</summary>
    public static string Identity(TunnelSpec spec)
    {
        var (parent, last) = Split(spec.Channel);
        return $"{spec.Peer}/{parent}/{(ChannelName.TryParse(last, out var name) ? name.Ordered.ToString() : last)}";
    }

    private static (string Parent, string Last) Split(string directory)
    {
        var at = directory.LastIndexOf('/');
        return at < 0 ? ("", directory) : (directory[..at], directory[(at + 1)..]);
    }
}
