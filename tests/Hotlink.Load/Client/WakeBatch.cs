namespace Hotlink.Load.Client;

/// <summary>
/// While a thread works through what one read brought, connections that got something to send are only noted; each is woken once at the
/// end, so that many answers leave in one send.
/// </summary>
internal static class WakeBatch
{
    [ThreadStatic]
    private static List<Connection>? _noted;
    [ThreadStatic]
    private static bool _isOpen;

    /// <summary>From here on this thread notes.</summary>
    public static void Begin() => _isOpen = true;

    /// <summary>Notes a connection, where this thread does.</summary>
    public static bool TryNote(Connection connection)
    {
        if (!_isOpen)
        {
            return false;
        }

        _noted ??= [];
        if (_noted.Count == 0 || _noted[^1] != connection)
        {
            _noted.Add(connection);
        }

        return true;
    }

    /// <summary>Wakes those that were noted.</summary>
    public static void End()
    {
        _isOpen = false;
        if (_noted is not { Count: > 0 } noted)
        {
            return;
        }

        // Sending may end in a read on this very thread: it has to find the list empty.
        _noted = null;
        foreach (var connection in noted)
        {
            connection.Wake();
        }

        noted.Clear();
        _noted ??= noted;
    }
}
