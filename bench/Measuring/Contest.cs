using MyOpenIP.Bench.Oracle;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Measuring;

/// <summary>The rules against the hand-written pricer, on the same requests, in turns.</summary>
internal sealed class Contest
{
    private static readonly AmendmentPricer ByRules = new();
    private readonly PricingRequest[] _requests;
    private readonly Contender _byHand;
    private readonly Contender _byRules;

    /// <param name="lines">Lines of a request.</param>
    /// <param name="requests">How many requests, priced in turn.</param>
    public Contest(int lines, int requests)
    {
        Lines = lines;
        _requests = new PricingRequest[requests];
        for (var i = 0; i < _requests.Length; i++)
            _requests[i] = TypicalRequest.Of((ulong)(1000 * lines + i), lines);
        _byHand = new Contender(HandWrittenPricer.Price, _requests);
        _byRules = new Contender(ByRules.Price, _requests);
    }

    public int Lines { get; }

    /// <summary>The rules' processor time over that of the hand-written pricer.</summary>
    public double TimeRatio => Median.OfRatios(_byRules.Nanoseconds, _byHand.Nanoseconds);

    /// <summary>The rules' bytes over those of the hand-written pricer.</summary>
    public double BytesRatio => Median.OfRatios(_byRules.Bytes, _byHand.Bytes);

    public double RulesMicroseconds => Median.Of(_byRules.Nanoseconds) / 1000;

    public double HandMicroseconds => Median.Of(_byHand.Nanoseconds) / 1000;

    public double RulesLeast => _byRules.Nanoseconds.Min() / 1000;

    public double HandLeast => _byHand.Nanoseconds.Min() / 1000;

    public double RulesBytes => Median.Of(_byRules.Bytes);

    public double HandBytes => Median.Of(_byHand.Bytes);

    /// <exception cref="InvalidOperationException">The two do not give the same priced amendments, byte for byte.</exception>
    public void Compare()
    {
        foreach (var request in _requests)
            if (!CanonicalForm.Of(HandWrittenPricer.Price(request)).AsSpan().SequenceEqual(CanonicalForm.Of(ByRules.Price(request))))
                throw new InvalidOperationException($"A request of {Lines} lines: the rules and the hand-written pricer differ.");
    }

    public void WarmUp(long nanoseconds)
    {
        _byHand.WarmUp(nanoseconds);
        _byRules.WarmUp(nanoseconds);
    }

    public void Round(bool rulesFirst)
    {
        (rulesFirst ? _byRules : _byHand).Round();
        (rulesFirst ? _byHand : _byRules).Round();
    }
}
