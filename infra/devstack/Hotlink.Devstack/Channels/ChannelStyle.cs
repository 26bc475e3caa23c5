namespace Hotlink.Devstack.Channels;

/// <summary>The two ways in which flows lay out channels; relays and clients have to serve both.</summary>
internal enum ChannelStyle
{
    /// <summary>No channels.</summary>
    None,

    /// <summary>Each party has its outgoing directories: <c>0_to_1</c> at party 0, <c>1_to_0</c> at party 1.</summary>
    Flow,

    /// <summary>The directory has the same name at both: <c>0_to_1</c>; only the owner differs.</summary>
    Smoke,
}
