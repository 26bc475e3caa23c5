using Microsoft.AspNetCore.Connections.Features;

namespace Hotlink.Gateway.Transport;

/// <summary>Passes the server's heartbeat on to HTTP for as long as HTTP has the connection: the server never lets go of what it calls.</summary>
internal sealed class HeartbeatRelay : IConnectionHeartbeatFeature
{
    private Tuple<Action<object>, object>? _handler;

    public void OnHeartbeat(Action<object> action, object state) => _handler = new(action, state);

    public void Beat()
    {
        if (_handler is var (action, state))
        {
            action(state);
        }
    }

    public void Forget() => _handler = null;
}
