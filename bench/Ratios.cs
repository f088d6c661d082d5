using MyOpenIP.Bench.Measuring;
using MyOpenIP.Bench.Oracle;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Runtimes;
using MyOpenIP.RulesEngine;

namespace MyOpenIP.Bench;

/// <summary>Prints figures as lines "name value"; what a person reads beside them goes to the error stream.</summary>
internal static class Ratios
{
    private const int Rounds = 31;

    private const long WarmUpNanoseconds = 1_500_000_000;

    private static readonly int[] MeasuredLines = [10, 100, 1000];

    /// <summary>P1 and P2: the rules against the hand-written pricer, and how they grow from 300 to 3,000 lines.</summary>
    public static void Print()
    {
        var byRules = new AmendmentPricer();
        // To compare sizes, each has as much input: a few small requests would stay in the nearest cache while a large one cannot.
        var (small, large) = (Of(300, 10), Of(3000, 1));
        Contest<PricingRequest>[] contests = [.. MeasuredLines.Select(lines => Of(lines, Contests.RequestsOf(lines))), small, large];
        Contest<PricingRequest>.Run(contests, Rounds, WarmUpNanoseconds);
        foreach (var contest in contests)
            Tell(contest, "by rules", "by hand");
        foreach (var contest in contests.Except([small]))
        {
            Console.WriteLine($"P1.cpu.{contest.Lines} {contest.TimeRatio:F2}");
            Console.WriteLine($"P1.bytes.{contest.Lines} {contest.BytesRatio:F2}");
        }
        Console.WriteLine($"P2.cpu {Exponent(large.Measured.Microseconds / small.Measured.Microseconds):F3}");
        Console.WriteLine($"P2.bytes {Exponent(large.Measured.MedianBytes / small.Measured.MedianBytes):F3}");

        Contest<PricingRequest> Of(int lines, int requests) => Contests.OfPrices(lines, requests, byRules.Price, HandWrittenPricer.Price);
    }

    /// <summary>P3: the same rules under NRules' own runtime against the one-shot one, within a price and by themselves.</summary>
    public static void PrintRuntimes(int[] sizes)
    {
        var (nrules, oneShot) = (new AmendmentPricer(RulesRuntime.NRules), new AmendmentPricer());
        PrintRuntimes("P3", Array.ConvertAll(sizes, n => Contests.OfPrices(n, Contests.RequestsOf(n), nrules.Price, oneShot.Price)));
        var rules = PricingRules.Load();
        var (theirs, ours) = (new NRulesRuntime(rules), new OneShotRuntime(rules));
        PrintRuntimes("P3.seam", Array.ConvertAll(sizes, n => Contests.OfRules(n, theirs, ours)));
        Console.WriteLine($"P3.rules {rules.Count}");
    }

    private static void PrintRuntimes<T>(string name, Contest<T>[] contests)
    {
        Contest<T>.Run(contests, Rounds, WarmUpNanoseconds);
        foreach (var contest in contests)
        {
            Tell(contest, "NRules", "one-shot");
            Console.WriteLine($"{name}.{contest.Lines} {contest.TimeRatio:F1}");
        }
    }

    private static void Tell<T>(Contest<T> contest, string measured, string reference)
    {
        var (one, other) = (contest.Measured, contest.Reference);
        Console.Error.WriteLine(
            $"{contest.Lines,5} lines: {measured} {one.Microseconds:F1} us, {one.MedianBytes / 1024:F1} kB; {reference} {other.Microseconds:F1} us, {other.MedianBytes / 1024:F1} kB; quickest rounds {one.Least:F1} and {other.Least:F1} us");
    }

    // From 300 to 3,000 lines: a factor of ten.
    private static double Exponent(double growth) => Math.Log10(growth);
}
