using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Measuring;

/// <summary>One way to price against another, on the same requests, in turns.</summary>
internal sealed class Contest
{
    private readonly PricingRequest[] _requests;
    private readonly Func<PricingRequest, PricedAmendment> _price;
    private readonly Func<PricingRequest, PricedAmendment> _than;

    /// <param name="lines">Lines of a request.</param>
    /// <param name="requests">How many requests, priced in turn.</param>
    /// <param name="price">The way that is measured.</param>
    /// <param name="than">The one that it is measured against.</param>
    public Contest(int lines, int requests, Func<PricingRequest, PricedAmendment> price, Func<PricingRequest, PricedAmendment> than)
    {
        Lines = lines;
        (_price, _than) = (price, than);
        _requests = new PricingRequest[requests];
        for (var i = 0; i < _requests.Length; i++)
            _requests[i] = TypicalRequest.Of((ulong)(1000 * lines + i), lines);
        Measured = new Contender(price, _requests);
        Reference = new Contender(than, _requests);
    }

    public int Lines { get; }

    public Contender Measured { get; }

    public Contender Reference { get; }

    /// <summary>Processor time over that of the reference.</summary>
    public double TimeRatio => Median.OfRatios(Measured.Nanoseconds, Reference.Nanoseconds);

    /// <summary>Bytes over those of the reference.</summary>
    public double BytesRatio => Median.OfRatios(Measured.Bytes, Reference.Bytes);

    public static void Run(Contest[] contests, int rounds, long warmUpNanoseconds)
    {
        foreach (var contest in contests)
        {
            contest.Compare();
            contest.Reference.WarmUp(warmUpNanoseconds);
            contest.Measured.WarmUp(warmUpNanoseconds);
        }
        for (var round = 0; round < rounds; round++)
            foreach (var contest in contests)
                contest.Round(measuredFirst: round % 2 == 0);
        foreach (var contest in contests)
            contest.Compare();
    }

    /// <exception cref="InvalidOperationException">The two do not give the same priced amendments, byte for byte.</exception>
    private void Compare()
    {
        foreach (var request in _requests)
            if (!CanonicalForm.Of(_than(request)).AsSpan().SequenceEqual(CanonicalForm.Of(_price(request))))
                throw new InvalidOperationException($"A request of {Lines} lines: the two ways to price it differ.");
    }

    private void Round(bool measuredFirst)
    {
        (measuredFirst ? Measured : Reference).Round();
        (measuredFirst ? Reference : Measured).Round();
    }
}
