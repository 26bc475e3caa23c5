using Hotlink.Daemon.Datasites;
using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Tunnels;

/// <summary>Which tunnels a set of markers asks for. Pure, and the same for the same markers in whatever order they were found.</summary>
/// <param name="Specs">The tunnels, by the path of the marker.</param>
/// <param name="Refused">The markers that no tunnel was made of, and why.</param>
internal sealed record MarkerPlan(IReadOnlyDictionary<string, TunnelSpec> Specs, IReadOnlyDictionary<string, TunnelMarkerException> Refused)
{
    /// <summary>Reads all markers. One's own datasite goes first, then the order of paths.</summary>
    public static MarkerPlan Of(IEnumerable<Marker> markers, string user)
    {
        var specs = new Dictionary<string, TunnelSpec>(StringComparer.Ordinal);
        var refused = new Dictionary<string, TunnelMarkerException>(StringComparer.Ordinal);
        var channels = new HashSet<string>(StringComparer.Ordinal);
        var ordered = markers.Where(static marker => marker.Kind == MarkerKind.Tcp)
            .OrderBy(marker => DatasitePath.DatasiteOf(marker.Path) == user ? 0 : 1)
            .ThenBy(static marker => marker.Path, StringComparer.Ordinal);
        foreach (var marker in ordered)
        {
            try
            {
                var spec = Read(marker, user);
                specs[marker.Path] = channels.Add(ChannelKeys.Identity(spec))
                    ? spec
                    : throw new TunnelMarkerException(TunnelMarkerFault.Duplicate, "Another marker asks for the same channel.");
            }
            catch (TunnelMarkerException exception)
            {
                refused[marker.Path] = exception;
            }
        }

        return new(specs, refused);
    }

    /// <summary>The tunnel that one marker asks for.</summary>
    /// <exception cref="TunnelMarkerException">It asks for none.</exception>
    public static TunnelSpec Read(Marker marker, string user)
    {
        if (marker.Fault != MarkerFault.None)
        {
            throw new TunnelMarkerException(
                TunnelMarkerFault.Unreadable,
                marker.Fault == MarkerFault.TooLarge ? $"The marker has more than {Marker.MaxBytes} bytes." : "The marker can't be read.");
        }

        var content = TunnelMarker.Parse(marker.Content);
        var owner = DatasitePath.DatasiteOf(marker.Path);
        if (marker.Directory.Length <= owner.Length || !ChannelName.TryParse(marker.Directory.AsSpan(marker.Directory.LastIndexOf('/') + 1), out _))
        {
            throw new TunnelMarkerException(TunnelMarkerFault.BadDirectory, "The marker's directory is not called like '0_to_1'.");
        }

        var peer = PeerOf(content, user);
        var directory = marker.Directory[(owner.Length + 1)..];
        return ChannelKeys.Spec(content.From, content.To, user, peer, directory, owner) with
        {
            Port = content.PortOf(user),
            MarkerPath = marker.Path,
        };
    }

    private static string PeerOf(TunnelMarker content, string user) =>
        content.From == content.To ? throw new TunnelMarkerException(
            content.From == user ? TunnelMarkerFault.PeerIsSelf : TunnelMarkerFault.NotOurs, "'from' and 'to' of the marker are the same.")
        : content.From == user ? content.To
        : content.To == user ? content.From
        : throw new TunnelMarkerException(TunnelMarkerFault.NotOurs, "The marker is for two other parties.");
}
