using System.Threading.RateLimiting;
using Grpc.Core;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Security;

/// <summary>
/// How much one client may ask: calls in a second, and calls at once. A client is a caller, by its identifier; who is not
/// recognised is an address. A stream is one call for as long as it lasts. Health and reflection are not counted.
/// </summary>
internal sealed class CallLimits : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> rate;
    private readonly PartitionedRateLimiter<string> atOnce;
    private readonly string mostInASecond;
    private readonly string mostAtOnce;

    /// <summary>Limits as they are set.</summary>
    /// <param name="perSecond">Most calls of a client in a second; as many may come together.</param>
    /// <param name="together">Most calls of a client at once.</param>
    public CallLimits(int perSecond, int together)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        };
        rate = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetTokenBucketLimiter(client, _ => bucket));
        var permits = new ConcurrencyLimiterOptions { PermitLimit = together, QueueLimit = 0 };
        atOnce = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetConcurrencyLimiter(client, _ => permits));
        (mostInASecond, mostAtOnce) = (Invariant($"{perSecond}/s"), Invariant($"{together}"));
    }

    /// <summary>Counts a call of a client; disposed, it is no longer under way.</summary>
    /// <exception cref="Fault">LIMIT_EXCEEDED, and when to try again.</exception>
    public IDisposable Enter(string client)
    {
        var call = atOnce.AttemptAcquire(client);
        if (!call.IsAcquired)
            throw Refused(mostAtOnce);
        using var one = rate.AttemptAcquire(client);
        if (one.IsAcquired)
            return call;
        call.Dispose();
        throw Refused(mostInASecond);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        rate.Dispose();
        atOnce.Dispose();
    }

    private static Fault Refused(string limit) => new(StatusCode.ResourceExhausted, ErrorReason.LimitExceeded, ("limit", limit)) { RetryAfter = Second };
}

/// <summary>Keeps calls to the limits of their clients.</summary>
internal static class LimitedCalls
{
    /// <summary>Counts every call, once its caller is known and before anything of it is read.</summary>
    public static void UseCallLimits(this WebApplication app)
    {
        var (limits, refusals) = (app.Services.GetRequiredService<CallLimits>(), app.Services.GetRequiredService<Refusals>());
        app.Use(async (http, next) =>
        {
            if (!IsCounted(http))
            {
                await next(http);
                return;
            }
            IDisposable call;
            try
            {
                call = limits.Enter(ClientOf(http));
            }
            catch (Fault fault)
            {
                await refusals.TellAsync(http, http.Request.Path, fault);
                return;
            }
            using (call)
                await next(http);
        });
    }

    /// <summary>Probes and the server's own calls must get through; pages tell nothing and cost nothing.</summary>
    private static bool IsCounted(HttpContext http) => http.User != OwnCalls.Principal && http.GetEndpoint()?.Metadata.GetMetadata<MethodPolicy>() is not null;

    private static string ClientOf(HttpContext http) => Caller.From(http.User)?.Identifier ?? $"address:{http.Connection.RemoteIpAddress}";
}
