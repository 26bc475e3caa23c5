namespace Hotlink.Gateway.Connections;

/// <summary>The sessions that a connection has a part in, by id. Thread-safe.</summary>
internal sealed class RouteTable
{
    private readonly Lock _gate = new();
    private HashSet<Route>? _routes;
    private Route? _last;

    /// <summary>How many sessions the connection is the sender of.</summary>
    public int SenderCount { get; private set; }

    /// <summary>How many sessions there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _routes?.Count ?? 0;
            }
        }
    }

    /// <summary>The session with this id, which is ASCII.</summary>
    public Route? Find(ReadOnlySpan<byte> sessionId)
    {
        lock (_gate)
        {
            if (_last is { } last && AsciiComparer.Instance.Equals(sessionId, last.SessionId))
            {
                return last;
            }

            if (_routes is null || !_routes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(sessionId, out var route))
            {
                return null;
            }

            return _last = route;
        }
    }

    /// <summary>Whether a session with this id is listed and not over.</summary>
    public bool IsLive(string sessionId) => Find(sessionId) is { IsOver: false };

    /// <summary>The session with this id.</summary>
    public Route? Find(string sessionId)
    {
        lock (_gate)
        {
            return _last is { } last && last.SessionId == sessionId ? last
                : _routes is not null && _routes.GetAlternateLookup<string>().TryGetValue(sessionId, out var route) ? route
                : null;
        }
    }

    /// <summary>Adds a session, unless the id is taken.</summary>
    public bool TryAdd(Route route)
    {
        lock (_gate)
        {
            if (!(_routes ??= new(RouteComparer.Instance)).Add(route))
            {
                return false;
            }

            SenderCount += route.IsSender ? 1 : 0;
            return true;
        }
    }

    /// <summary>Lists a session again that was over and begins anew, unless the id is taken by another.</summary>
    public bool TryRenew(Route route)
    {
        lock (_gate)
        {
            _routes ??= new(RouteComparer.Instance);
            if (!_routes.TryGetValue(route, out var current))
            {
                _routes.Add(route);
                SenderCount++;
            }
            else if (current != route)
            {
                return false;
            }

            (route.IsOver, route.IsEstablished) = (false, false);
            return true;
        }
    }

    /// <summary>
    /// Ends the session with this id: what still comes for it goes nowhere. It stays listed until <see cref="Forget"/>, which follows when the
    /// peer is being told: no answer to what it still says is to come first.
    /// </summary>
    public Route? End(string sessionId)
    {
        lock (_gate)
        {
            var route = Find(sessionId);
            route?.IsOver = true;
            return route;
        }
    }

    /// <summary>Ends a session, the same way.</summary>
    /// <returns>Whether it was not over yet.</returns>
    public bool End(Route route)
    {
        lock (_gate)
        {
            var ends = !route.IsOver;
            route.IsOver = true;
            return ends;
        }
    }

    /// <summary>Removes a session that is over, unless it has begun anew.</summary>
    public void Forget(Route route)
    {
        lock (_gate)
        {
            if (route.IsOver)
            {
                RemoveLocked(route);
            }
        }
    }

    /// <summary>Removes a session, but not another one that has its id meanwhile.</summary>
    public void Remove(Route route)
    {
        lock (_gate)
        {
            RemoveLocked(route);
        }
    }

    /// <summary>All sessions as they are now.</summary>
    public Route[] ToArray()
    {
        lock (_gate)
        {
            return _routes is null ? [] : [.. _routes];
        }
    }

    private void RemoveLocked(Route route)
    {
        route.IsOver = true;
        if (_routes is null || !_routes.TryGetValue(route, out var current) || current != route
            || Volatile.Read(ref route.PendingOpens) > 0) // What comes behind the open belongs to it.
        {
            return;
        }

        _routes.Remove(route);
        SenderCount -= route.IsSender ? 1 : 0;
        _last = null;
        _routes = _routes.Count == 0 ? null : _routes;
    }
}
