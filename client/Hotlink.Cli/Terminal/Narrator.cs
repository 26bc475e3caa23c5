using Hotlink.Client;

namespace Hotlink.Cli.Terminal;

/// <summary>Tells on standard error what happens, beside the progress line. Thread-safe.</summary>
internal sealed class Narrator(TextWriter output, bool isVerbose, ProgressLine? progress = null)
{
    private readonly Lock _gate = new();
    private bool _isOver;

    /// <summary>Something happened to the link or a stream.</summary>
    public void Tell(HotlinkEvent happened)
    {
        // What happens while the client closes is no news.
        if (!Volatile.Read(ref _isOver) && (isVerbose || EventText.IsImportant(happened)))
        {
            Tell(EventText.Of(happened));
        }
    }

    /// <summary>A line of text.</summary>
    public void Tell(string line)
    {
        lock (_gate)
        {
            progress?.Clear();
            output.WriteLine($"hotlink: {line}");
        }
    }

    /// <summary>Tells nothing more of what happens.</summary>
    public void End() => Volatile.Write(ref _isOver, true);

    /// <summary>So many bytes have moved.</summary>
    public void Progress(long bytes)
    {
        lock (_gate)
        {
            progress?.Show(bytes);
        }
    }

    /// <summary>The line that says how a transfer went.</summary>
    public void Summary(string verb, long bytes)
    {
        End();
        Tell($"{verb} {progress?.Text(bytes) ?? ByteText.Of(bytes)}");
    }
}
