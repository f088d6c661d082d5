using System.Globalization;
using System.Text.Json;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Timeouts;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// The longest time of each method: what the service config publishes to clients, kept to by the server too, over gRPC and
/// JSON alike, whether or not a client sets a deadline. A call past it is given up where it stands; its transaction with it.
/// </summary>
/// <param name="times">By the full name of the method, such as <c>/myopenip.v1.Orders/Deliver</c>.</param>
internal sealed class Deadlines(IReadOnlyDictionary<string, TimeSpan> times)
{
    /// <summary>The deadlines that <c>protos/service-config.json</c> publishes.</summary>
    public static Deadlines Published()
    {
        using var file = typeof(Deadlines).Assembly.GetManifestResourceStream("service-config.json")!;
        using var config = JsonDocument.Parse(file);
        var times = new Dictionary<string, TimeSpan>();
        foreach (var group in config.RootElement.GetProperty("methodConfig").EnumerateArray())
            foreach (var name in group.GetProperty("name").EnumerateArray())
                times.Add(
                    $"/{name.GetProperty("service").GetString()}/{name.GetProperty("method").GetString()}",
                    TimeSpan.FromSeconds(int.Parse(group.GetProperty("timeout").GetString()!.TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture)));
        return new Deadlines(times);
    }

    /// <summary>Keeps a service of the API to them. A method without one does not start.</summary>
    public void Bound(GrpcServiceEndpointConventionBuilder service) => service.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault() is { } method)
            endpoint.Metadata.Add(new RequestTimeoutPolicy { Timeout = times[method.Method.FullName] });
    });

    /// <summary>Whether the server gave a call up because its time was over.</summary>
    public static bool IsPast(HttpContext call) =>
        call.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
}
