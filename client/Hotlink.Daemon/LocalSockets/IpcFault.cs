namespace Hotlink.Daemon.LocalSockets;

/// <summary>Why a marker can't be served: the closed list.</summary>
public enum IpcFault
{
    /// <summary>The folder of sockets belongs to another user.</summary>
    FolderNotOwned,

    /// <summary>The folder of sockets is a link, or no folder at all.</summary>
    FolderNotAFolder,

    /// <summary>Something that is no socket has the socket's name.</summary>
    NotASocket,

    /// <summary>Another process listens there.</summary>
    InUse,

    /// <summary>The address can't be read, or doesn't fit into a socket's address.</summary>
    BadAddress,

    /// <summary>The system doesn't let us listen there.</summary>
    ListenFailed,

    /// <summary>The marker holds something else, such as the ports of a tunnel.</summary>
    MarkerForeign,

    /// <summary>The marker can't be written.</summary>
    MarkerUnwritable,
}
