using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Transport;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server;

/// <summary>
/// The server is its own first caller: it says that it serves once it has priced a stored contract over gRPC and over JSON,
/// so that whoever waits for that finds it warm. A database without contracts has nothing to price.
/// </summary>
internal sealed class FirstPrice(
    Ports ports, StorageContexts contexts, OwnCalls own, IServiceProvider services, ILogger<FirstPrice> logger)
    : IHostedLifecycleService, IHealthCheck
{
    /// <summary>Contracts that are tried: one that cannot be priced does not keep the others from being served.</summary>
    private const int MostTried = 10;

    /// <summary>Times that a contract is tried when a call of a machine that is very slow runs out of time.</summary>
    private const int MostAttempts = 5;

    private readonly Lock starting = new();
    private Task<bool> attempt = Task.FromResult(false);
    private string? told;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => AttemptAsync().WaitAsync(cancellationToken);

    /// <summary>Healthy once a price was made; else tries again.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(AttemptAsync() is { IsCompletedSuccessfully: true, Result: true }
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The server has not made a price for itself yet."));

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<bool> AttemptAsync()
    {
        lock (starting)
        {
            if (attempt is { IsCompleted: true, Result: false })
                attempt = Task.Run(PriceAsync);
            return attempt;
        }
    }

    private async Task<bool> PriceAsync()
    {
        try
        {
            // A channel makes its handler its own, so the other client has another.
            using var channel = GrpcChannel.ForAddress(ports.OwnGrpc, new GrpcChannelOptions { HttpHandler = Trusting(), DisposeHttpClient = true });
            using var http = new HttpClient(Trusting()) { BaseAddress = ports.OwnHttp, Timeout = Timeout.InfiniteTimeSpan };
            await using var context = await contexts.OpenAsync(Actor.Service, CancellationToken.None);
            var offers = await context.ContractedOffers.AsNoTracking().Where(o => o.State == ContractState.Delivered)
                .OrderBy(o => o.Reseller).ThenBy(o => o.Reference).Take(MostTried).ToListAsync();
            foreach (var offer in offers)
                if (await IsPricedAsync(channel, http, ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference)))
                    return true;
            return offers.Count == 0;
        }
        catch (Exception thrown)
        {
            TellOnce(thrown.Message);
            return false;
        }
    }

    private async Task<bool> IsPricedAsync(GrpcChannel channel, HttpClient http, string offer, int attempts = MostAttempts)
    {
        try
        {
            var credentials = new Metadata { { "authorization", own.Credentials } };
            await new V1.Amendments.AmendmentsClient(channel).PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = offer }, credentials);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.DeadlineExceeded && attempts > 1)
        {
            // So slow only the first time: what was begun is begun.
            return await IsPricedAsync(channel, http, offer, attempts - 1);
        }
        catch (RpcException refusal)
        {
            TellOnce($"{offer}: {refusal.Status.StatusCode} {refusal.Status.Detail}");
            return false;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/{offer}:previewAmendment")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            Headers = { { "authorization", own.Credentials } },
        };
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Each look at the health is an attempt: the same again is not told again.</summary>
    private void TellOnce(string why)
    {
        if (Interlocked.Exchange(ref told, why) != why)
            logger.NotPriced(why);
    }

    /// <summary>The server knows itself by its own certificate, whatever name that is for.</summary>
    private SocketsHttpHandler Trusting() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && IsOwn(shown) },
    };

    private bool IsOwn(X509Certificate shown) =>
        services.GetRequiredService<ServerCertificate>().Current.TargetCertificate.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());
}
