using System.Globalization;
using BenchmarkDotNet.Running;
using MyOpenIP.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios"]:
        Ratios.Print();
        return 0;
    case ["cpu", .. var sizes] when sizes.Length > 0:
        Ratios.PrintMicroseconds([.. sizes.Select(int.Parse)]);
        return 0;
    case ["read", .. var options]:
        BenchmarkSwitcher.FromTypes([typeof(PricingBenchmarks)]).Run(options);
        return 0;
    default:
        Console.Error.WriteLine("ratios | cpu LINES... | read [options of BenchmarkDotNet]");
        return 2;
}
