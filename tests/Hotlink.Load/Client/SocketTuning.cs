namespace Hotlink.Load.Client;

/// <summary>How this process uses its sockets.</summary>
internal static class SocketTuning
{
    // Read by the runtime when the first socket is used; there is no other switch for it.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private static bool _isOurs;

    /// <summary>
    /// Lets the thread that learns of arrived bytes also handle them, where the environment doesn't say otherwise: a change of threads less
    /// for each read. Possible because nothing here blocks. To be called before the first socket is made.
    /// </summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
            _isOurs = true;
        }
    }

    /// <summary>Takes it out of the environment of a process that is to be measured: that one decides for itself.</summary>
    public static void Forget(IDictionary<string, string?> environment)
    {
        if (_isOurs)
        {
            environment.Remove(InlineCompletions);
        }
    }
}
