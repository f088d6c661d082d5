using System.Collections.Concurrent;
using System.Runtime;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MyOpenIP.Bench.Measuring;
using MyOpenIP.Pricing;
using MyOpenIP.Server;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>What the server is compared with, in the same process and behind the same interceptors.</summary>
internal sealed class Measures(PricingInputLoader loader, AmendmentPricer pricer, AmendmentPricing pricing, ParisClock clock)
    : MeasuresMethods
{
    private readonly ConcurrentQueue<PricingRequest> made = [];
    private byte[] ready = [];

    /// <summary>Keeps an answer for <see cref="Give"/>.</summary>
    public override Task<byte[]> Keep(BytesValue answer, ServerCallContext context)
    {
        ready = answer.Value.ToByteArray();
        return Task.FromResult(Array.Empty<byte>());
    }

    /// <summary>Reads a request and answers with what was kept.</summary>
    public override Task<byte[]> Give(PreviewAmendmentRequest request, ServerCallContext context)
    {
        _ = CallerOf(context);
        return Task.FromResult(ready);
    }

    /// <summary>How many methods the runtime has compiled.</summary>
    public override Task<byte[]> Compiled(Empty nothing, ServerCallContext context) =>
        Task.FromResult(BitConverter.GetBytes((long)JitInfo.GetCompiledMethodCount()));

    /// <summary>
    /// Makes the request that a preview prices, and prices one made some time ago by the core alone: once, and as cold as a
    /// preview finds its own. Answers with the nanoseconds of processor time of that price; 0 as long as none is old enough.
    /// </summary>
    public override async Task<byte[]> Core(PreviewAmendmentRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("contracted_offer", request.ContractedOffer, ResourceNames.ContractedOffers);
        var wish = WishMessages.Wish(request, checks);
        var caller = CallerOf(context);
        var inputs = await loader.ReadAsync(caller, name, context.CancellationToken);
        var wanted = await Wishes.ChangeAsync(
            inputs, WantedChange.NoneOf(inputs.Offer), wish, Wishes.Fields, caller, clock.Now, _ => Task.FromResult<List<string>>([]));
        made.Enqueue(pricing.Price(inputs, wanted).Request);
        return BitConverter.GetBytes(made.Count > StoredOffers.Count / 2 && made.TryDequeue(out var cold) ? NanosecondsOf(cold) : 0);
    }

    /// <summary>What the interceptors do for a preview, and not for a method that is none of the API.</summary>
    private static Caller CallerOf(ServerCallContext context)
    {
        const string Preview = "/myopenip.v1.Amendments/PreviewAmendment";
        var caller = Caller.From(context.GetHttpContext().User) ?? throw new InvalidOperationException("Nobody calls.");
        Scopes.Require(caller, Preview);
        MethodPolicies.Of(Preview).Require(caller);
        return caller;
    }

    private long NanosecondsOf(PricingRequest request)
    {
        var start = ThreadTime.Now();
        GC.KeepAlive(pricer.Price(request));
        return ThreadTime.Now() - start;
    }
}
