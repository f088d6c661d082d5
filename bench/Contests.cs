using MyOpenIP.Bench.Measuring;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Assembly;
using MyOpenIP.RulesEngine;

namespace MyOpenIP.Bench;

/// <summary>What is measured against what; both must give the same canonical bytes.</summary>
internal static class Contests
{
    // Neighbours of one size are compared on what stays near the processor.
    private const int LinesAtOnce = 600;
    private const int MostRequests = 20;

    /// <summary>How many requests of a size are priced in turn.</summary>
    public static int RequestsOf(int lines) => Math.Clamp(LinesAtOnce / lines, 1, MostRequests);

    /// <summary>Two ways to make a price of a request.</summary>
    public static Contest<PricingRequest> OfPrices(
        int lines, int requests, Func<PricingRequest, PricedAmendment> price, Func<PricingRequest, PricedAmendment> than) =>
        new(lines, Requests(lines, requests), price, than, request => AreSame(price(request), than(request)));

    /// <summary>Two runtimes of the rules alone: the facts of a request go in, what the rules make of them comes out.</summary>
    public static Contest<(PricingRequest Request, RequestFacts Facts)> OfRules(int lines, IRuleRuntime runtime, IRuleRuntime than) => new(
        lines,
        Array.ConvertAll(Requests(lines, RequestsOf(lines)), r => (r, RequestFacts.Of(r))),
        input => Evaluated(runtime, input.Facts, evaluation => evaluation),
        input => Evaluated(than, input.Facts, evaluation => evaluation),
        input => AreSame(
            Evaluated(runtime, input.Facts, evaluation => OutcomeAssembly.Of(input.Request, input.Facts.Lines, evaluation)),
            Evaluated(than, input.Facts, evaluation => OutcomeAssembly.Of(input.Request, input.Facts.Lines, evaluation))));

    private static T Evaluated<T>(IRuleRuntime runtime, RequestFacts facts, Func<IEvaluation, T> read)
    {
        using var evaluation = runtime.Evaluate(facts.All);
        return read(evaluation);
    }

    private static PricingRequest[] Requests(int lines, int count) =>
        [.. Enumerable.Range(0, count).Select(i => TypicalRequest.Of((ulong)(1000 * lines + i), lines))];

    private static bool AreSame(PricedAmendment one, PricedAmendment other) =>
        CanonicalForm.Of(one).AsSpan().SequenceEqual(CanonicalForm.Of(other));
}
