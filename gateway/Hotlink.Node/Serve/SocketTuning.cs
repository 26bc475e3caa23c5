namespace Hotlink.Node.Serve;

/// <summary>How the relay's process uses its sockets.</summary>
internal static class SocketTuning
{
    // Read by the runtime when the first socket is used; there is no other switch for it.
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Lets the thread that learns of arrived bytes carry them on, where the environment doesn't say otherwise: a change of threads less for
    /// each read. Possible because nothing on the way of a message blocks; files are read and written elsewhere. To be called before the
    /// first socket is made.
    /// </summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }
    }
}
