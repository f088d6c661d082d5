using BenchmarkDotNet.Attributes;
using MyOpenIP.Bench.Oracle;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;

namespace MyOpenIP.Bench;

/// <summary>The price of a typical amendment, by hand and by the rules under either runtime.</summary>
[MemoryDiagnoser]
public class PricingBenchmarks
{
    private static readonly AmendmentPricer OneShotPricer = new();
    private static readonly AmendmentPricer NRulesPricer = new(RulesRuntime.NRules);
    private PricingRequest _request = null!;

    /// <summary>Product lines of the offer; half of them change.</summary>
    [Params(10, 100, 1000, 3000)]
    public int Lines { get; set; }

    /// <summary>Makes the request.</summary>
    [GlobalSetup]
    public void MakeRequest() => _request = TypicalRequest.Of(1, Lines);

    /// <summary>The hand-written pricer.</summary>
    [Benchmark(Baseline = true)]
    public PricedAmendment ByHand() => HandWrittenPricer.Price(_request);

    /// <summary>The pricing core as it comes.</summary>
    [Benchmark]
    public PricedAmendment OneShot() => OneShotPricer.Price(_request);

    /// <summary>The pricing core under NRules' own runtime.</summary>
    [Benchmark]
    public PricedAmendment NRules() => NRulesPricer.Price(_request);
}
