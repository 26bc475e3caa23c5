namespace Hotlink.Client.Connection;

/// <summary>What keeping alive asks for.</summary>
internal enum KeepAliveAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A ping.</summary>
    Ping,

    /// <summary>The relay has given no sign of life for too long.</summary>
    GiveUp,
}
