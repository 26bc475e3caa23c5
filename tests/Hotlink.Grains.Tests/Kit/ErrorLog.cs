using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hotlink.Grains.Tests.Kit;

/// <summary>Collects what is logged as a warning or worse: failures that no caller saw. Thread-safe.</summary>
public sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Takes what was logged: the test expects it.</summary>
    public string[] TakeAll()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
