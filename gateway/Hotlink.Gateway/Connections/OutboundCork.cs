namespace Hotlink.Gateway.Connections;

/// <summary>
/// While a thread hands on what one read brought, sockets are not written to; they are at its end, so that a socket that gets messages
/// of several sessions is written to once.
/// </summary>
internal static class OutboundCork
{
    [ThreadStatic]
    private static List<Outbound>? _corked;
    [ThreadStatic]
    private static int _depth;

    /// <summary>From here on this thread collects.</summary>
    public static void Begin() => _depth++;

    /// <summary>Remembers a socket that has something to be written, where this thread collects.</summary>
    public static bool TryDefer(Outbound outbound)
    {
        if (_depth == 0)
        {
            return false;
        }

        (_corked ??= []).Add(outbound);
        return true;
    }

    /// <summary>Writes to the sockets that were remembered.</summary>
    public static void End()
    {
        if (--_depth > 0 || _corked is not { Count: > 0 } corked)
        {
            return;
        }

        // Writing may bring this thread back here, for other sockets: it must find the list empty.
        _corked = null;
        corked.ForEach(static outbound => outbound.Write());
        corked.Clear();
        _corked ??= corked;
    }
}
