using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace MyOpenIP.Client;

/// <summary>The service config that the service publishes, read: which methods are repeated, and how long each may take.</summary>
internal static class ServiceDefaults
{
    private static readonly JsonElement[] Configs = Read();

    /// <summary>Deadlines by the path of the method, such as /myopenip.v1.Customers/GetCustomer.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Deadlines { get; } = Configs
        .SelectMany(c => Names(c).Select(n => (Path: $"/{n.Service}/{n.Method}", Timeout: Seconds(c, "timeout"))))
        .ToDictionary(d => d.Path, d => d.Timeout);

    /// <summary>A service config for a channel. Grpc.Net.Client takes retries from it, and leaves deadlines to the caller.</summary>
    public static ServiceConfig Retries()
    {
        var config = new ServiceConfig();
        foreach (var published in Configs.Where(c => c.TryGetProperty("retryPolicy", out _)))
        {
            var method = new MethodConfig { RetryPolicy = Retry(published.GetProperty("retryPolicy")) };
            foreach (var name in Names(published))
                method.Names.Add(name);
            config.MethodConfigs.Add(method);
        }

        return config;
    }

    private static RetryPolicy Retry(JsonElement policy)
    {
        var retry = new RetryPolicy
        {
            MaxAttempts = policy.GetProperty("maxAttempts").GetInt32(),
            InitialBackoff = Seconds(policy, "initialBackoff"),
            MaxBackoff = Seconds(policy, "maxBackoff"),
            BackoffMultiplier = policy.GetProperty("backoffMultiplier").GetDouble(),
        };
        foreach (var code in policy.GetProperty("retryableStatusCodes").EnumerateArray())
            retry.RetryableStatusCodes.Add(Enum.TryParse<StatusCode>(string.Concat(code.GetString()!.Split('_')), ignoreCase: true, out var read)
                ? read
                : throw new InvalidDataException($"{code} is no status of gRPC."));
        return retry;
    }

    private static IEnumerable<MethodName> Names(JsonElement config) => config.GetProperty("name").EnumerateArray()
        .Select(n => new MethodName { Service = n.GetProperty("service").GetString(), Method = n.GetProperty("method").GetString() });

    private static TimeSpan Seconds(JsonElement element, string property) =>
        TimeSpan.FromSeconds(double.Parse(element.GetProperty(property).GetString()!.TrimEnd('s'), CultureInfo.InvariantCulture));

    private static JsonElement[] Read()
    {
        using var resource = typeof(ServiceDefaults).Assembly.GetManifestResourceStream("service-config.json")!;
        using var document = JsonDocument.Parse(resource);
        return [.. document.RootElement.GetProperty("methodConfig").EnumerateArray().Select(c => c.Clone())];
    }
}
