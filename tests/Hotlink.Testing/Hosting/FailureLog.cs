using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hotlink.Testing.Hosting;

/// <summary>Keeps what the relay logs as an error: there is none in a test unless the test says so. Thread-safe.</summary>
public sealed class FailureLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = new();

    /// <summary>The errors, oldest first.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(_errors, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> errors, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
