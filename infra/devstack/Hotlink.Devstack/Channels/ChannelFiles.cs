namespace Hotlink.Devstack.Channels;

/// <summary>One party's end of a channel.</summary>
/// <param name="Owner">The party in whose datasite it lies.</param>
/// <param name="Peer">The other end.</param>
/// <param name="Directory">The directory below the datasites folder, the owner's email first.</param>
/// <param name="Marker">What <c>stream.tcp</c> says.</param>
/// <param name="Rules">What <c>syft.pub.yaml</c> says.</param>
internal sealed record ChannelFiles(string Owner, string Peer, string Directory, ChannelMarker Marker, string Rules);
