using MyOpenIP.Bench.Measuring;
using NRules.Fluent.Dsl;

namespace MyOpenIP.Bench;

/// <summary>Prints figures as lines "name value"; what a person reads beside them goes to the error stream.</summary>
internal static class Ratios
{
    private const int Rounds = 31;

    // Neighbours of one size are compared on what stays near the processor.
    private const int LinesAtOnce = 600;
    private const int MostRequests = 20;
    private const long WarmUpNanoseconds = 1_500_000_000;

    /// <summary>P1 and P2: the rules against the hand-written pricer, and how they grow from 300 to 3,000 lines.</summary>
    public static void Print()
    {
        // To compare sizes, each has as much input: a few small requests would stay in the nearest cache while a large one cannot.
        var (small, large) = (new Contest(300, 10), new Contest(3000, 1));
        Contest[] contests = [.. Contests([10, 100, 1000]), small, large];
        Run(contests, Rounds);
        foreach (var contest in contests)
            Console.Error.WriteLine(
                $"{contest.Lines,5} lines: by rules {contest.RulesMicroseconds:F1} us, {contest.RulesBytes / 1024:F1} kB; by hand {contest.HandMicroseconds:F1} us, {contest.HandBytes / 1024:F1} kB; quickest rounds {contest.RulesLeast:F1} and {contest.HandLeast:F1} us");
        foreach (var contest in contests.Except([small]))
        {
            Console.WriteLine($"P1.cpu.{contest.Lines} {contest.TimeRatio:F2}");
            Console.WriteLine($"P1.bytes.{contest.Lines} {contest.BytesRatio:F2}");
        }
        Console.WriteLine($"P2.cpu {Exponent(large.RulesMicroseconds / small.RulesMicroseconds):F3}");
        Console.WriteLine($"P2.bytes {Exponent(large.RulesBytes / small.RulesBytes):F3}");
    }

    /// <summary>The processor time per amendment, in microseconds, of the rules under the engine of this build.</summary>
    public static void PrintMicroseconds(int[] sizes)
    {
        var contests = Contests(sizes);
        Run(contests, 9);
        foreach (var contest in contests)
            Console.WriteLine($"us.{contest.Lines} {contest.RulesMicroseconds:F1}");
        Console.WriteLine($"rules {typeof(Pricing.AmendmentPricer).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(Rule)))}");
    }

    private static Contest[] Contests(int[] sizes) => Array.ConvertAll(sizes, lines => new Contest(lines, Math.Clamp(LinesAtOnce / lines, 1, MostRequests)));

    private static void Run(Contest[] contests, int rounds)
    {
        foreach (var contest in contests)
        {
            contest.Compare();
            contest.WarmUp(WarmUpNanoseconds);
        }
        for (var round = 0; round < rounds; round++)
            foreach (var contest in contests)
                contest.Round(rulesFirst: round % 2 == 0);
        foreach (var contest in contests)
            contest.Compare();
    }

    // From 300 to 3,000 lines: a factor of ten.
    private static double Exponent(double growth) => Math.Log10(growth);
}
