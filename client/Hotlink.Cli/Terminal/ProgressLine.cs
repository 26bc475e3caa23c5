namespace Hotlink.Cli.Terminal;

/// <summary>One line on a terminal that says how far a transfer is, rewritten five times a second. Nothing where there is no terminal.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly long _began = time.GetTimestamp();
    private long _shownAt;
    private bool _isShown;

    /// <summary>More bytes have moved.</summary>
    /// <param name="bytes">How many in all.</param>
    public void Show(long bytes)
    {
        if (!isTerminal || (_isShown && time.GetElapsedTime(_shownAt) < Pace))
        {
            return;
        }

        (_shownAt, _isShown) = (time.GetTimestamp(), true);
        output.Write($"\r\x1b[K{Text(bytes)}");
    }

    /// <summary>Makes room for a line of text.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            output.Write("\r\x1b[K");
            _isShown = false;
        }
    }

    /// <summary>What was moved, how long it took and how fast it was.</summary>
    public string Text(long bytes)
    {
        var elapsed = time.GetElapsedTime(_began);
        var rate = elapsed > TimeSpan.Zero ? bytes / elapsed.TotalSeconds : 0;
        return $"{ByteText.Of(bytes)} in {elapsed.TotalSeconds:0.0} s, {ByteText.Of(rate)}/s";
    }
}
