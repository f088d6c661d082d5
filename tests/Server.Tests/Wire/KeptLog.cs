using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>Keeps what the server logs.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> entries = new();

    /// <summary>What was logged since this was last asked, an exception with its stack.</summary>
    public string[] Take()
    {
        var taken = new List<string>();
        while (entries.TryDequeue(out var entry))
            taken.Add(entry);
        return [.. taken];
    }

    public ILogger CreateLogger(string categoryName) => new Logger(entries);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue($"{formatter(state, exception)}{exception}");
    }
}
