using Hotlink.Load.Measuring;

namespace Hotlink.Load.Reporting;

/// <summary>One line on the terminal that says what goes on, four times a second at most. Silent where there is no terminal. Thread-safe.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, Clock clock)
{
    private const long Interval = 250_000_000;

    private readonly Lock _lock = new();
    private long _last = clock.Now;
    private bool _isShown;

    /// <summary>What stands in front of every line, such as the round.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Shows a text, unless the last one is too young.</summary>
    public void Show(string text)
    {
        lock (_lock)
        {
            if (!isTerminal || clock.NanosecondsSince(_last) < Interval)
            {
                return;
            }

            _last = clock.Now;
            _isShown = true;
            output.Write($"\r\e[K{Prefix}{text}");
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_isShown)
            {
                _isShown = false;
                output.Write("\r\e[K");
            }
        }
    }
}
