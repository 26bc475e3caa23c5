using Hotlink.Client.Sessions;

namespace Hotlink.Client.Connection;

/// <summary>Whoever uses the connections that a keeper makes.</summary>
internal interface ILinkUser
{
    /// <summary>Something to take what the next connection brings.</summary>
    Dispatcher NewSink();

    /// <summary>The connection has ended.</summary>
    void LinkLost();
}
