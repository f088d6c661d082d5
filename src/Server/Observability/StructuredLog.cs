using Microsoft.Extensions.Logging.Console;

namespace MyOpenIP.Server.Observability;

/// <summary>The log as machines read it: a JSON object a line, so that nothing that a caller sends can look like a line of its own.</summary>
internal static class StructuredLog
{
    private const string Formatter = "Logging:Console:FormatterName";

    /// <summary>Logs so, unless the settings say another form.</summary>
    public static void AddStructuredLog(this WebApplicationBuilder builder)
    {
        builder.Logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        if (builder.Configuration[Formatter] is not { Length: > 0 } named)
            named = ConsoleFormatterNames.Json;

        // After systemd, which would have its own.
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = named);
    }
}
