using System.Text;
using System.Text.Json;

namespace MyOpenIP.Structure.Tests;

/// <summary>
/// The gRPC service config that clients are given, from the descriptors: a deadline for every method, and another attempt
/// where the server does not answer. Writes too: they carry a request id, so that what was done already is not done again. Not
/// streams: whoever sent a part of one knows best what to send again.
/// </summary>
internal static class ServiceConfigText
{
    private const string ReadDeadline = "10s";
    private const string WriteDeadline = "30s";
    private const string StreamDeadline = "600s";

    private const string RetryPolicy =
        """{ "maxAttempts": 5, "initialBackoff": "0.1s", "maxBackoff": "2s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"] }""";

    /// <summary>Writes the service config out.</summary>
    /// <param name="descriptors">A google.protobuf.FileDescriptorSet as JSON.</param>
    public static string Of(string descriptors)
    {
        using var set = JsonDocument.Parse(descriptors);
        var methods = set.RootElement.GetProperty("file").EnumerateArray()
            .Where(f => f.TryGetProperty("service", out _) && f.GetProperty("package").GetString()!.StartsWith("myopenip.", StringComparison.Ordinal))
            .SelectMany(f => f.GetProperty("service").EnumerateArray()
                .SelectMany(s => s.GetProperty("method").EnumerateArray()
                    .Select(m => (Service: $"{f.GetProperty("package").GetString()}.{s.GetProperty("name").GetString()}", Method: m))))
            .OrderBy(m => m.Service, StringComparer.Ordinal)
            .ToLookup(m => Streams(m.Method) ? StreamDeadline : Reads(m.Method) ? ReadDeadline : WriteDeadline);
        var configs = new[] { ReadDeadline, WriteDeadline, StreamDeadline }
            .Where(methods.Contains)
            .Select(deadline => Config(deadline, methods[deadline].Select(m => (m.Service, m.Method.GetProperty("name").GetString()!))));
        return $"{{\n  \"methodConfig\": [\n{string.Join(",\n", configs)}\n  ]\n}}\n";
    }

    private static string Config(string deadline, IEnumerable<(string Service, string Method)> methods)
    {
        var text = new StringBuilder("    {\n      \"name\": [\n");
        text.AppendJoin(",\n", methods.Select(m => $"        {{ \"service\": \"{m.Service}\", \"method\": \"{m.Method}\" }}"));
        text.Append("\n      ],\n      \"timeout\": \"").Append(deadline).Append('"');
        if (deadline != StreamDeadline)
            text.Append(",\n      \"retryPolicy\": ").Append(RetryPolicy);
        return text.Append("\n    }").ToString();
    }

    private static bool Streams(JsonElement method) => method.TryGetProperty("clientStreaming", out _) || method.TryGetProperty("serverStreaming", out _);

    private static bool Reads(JsonElement method) =>
        method.TryGetProperty("options", out var options)
        && options.TryGetProperty("idempotencyLevel", out var level)
        && level.GetString() == "NO_SIDE_EFFECTS";
}
