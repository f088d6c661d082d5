using System.Globalization;
using BenchmarkDotNet.Running;
using MyOpenIP.Bench;
using MyOpenIP.Pricing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios"]:
        Ratios.Print();
        return 0;
    case ["runtimes", .. var sizes] when sizes.Length > 0:
        Ratios.PrintRuntimes([.. sizes.Select(int.Parse)]);
        return 0;
    case ["start", var runtime]:
        Start.Print(Enum.Parse<RulesRuntime>(runtime));
        return 0;
    case ["read", .. var options]:
        BenchmarkSwitcher.FromTypes([typeof(PricingBenchmarks)]).Run(options);
        return 0;
    default:
        Console.Error.WriteLine("ratios | runtimes LINES... | start OneShot | start NRules | read [options of BenchmarkDotNet]");
        return 2;
}
