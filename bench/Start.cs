using MyOpenIP.Bench.Measuring;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Runtimes;

namespace MyOpenIP.Bench;

/// <summary>What the rules cost a process that has just begun, in milliseconds of processor time. One runtime for each process: what the first compiles the second finds.</summary>
internal static class Start
{
    public static void Print(RulesRuntime runtime)
    {
        var request = TypicalRequest.Of(1, 10);
        var begun = ThreadTime.Now();
        var rules = PricingRules.Load();
        var loaded = ThreadTime.Now();
        var pricer = new AmendmentPricer(runtime, rules);
        var compiled = ThreadTime.Now();
        GC.KeepAlive(pricer.Price(request));
        var priced = ThreadTime.Now();
        Console.WriteLine($"P3.start.{runtime}.load_ms {Milliseconds(loaded - begun):F0}");
        Console.WriteLine($"P3.start.{runtime}.compile_ms {Milliseconds(compiled - loaded):F0}");
        Console.WriteLine($"P3.start.{runtime}.first_ms {Milliseconds(priced - compiled):F0}");
    }

    private static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;
}
