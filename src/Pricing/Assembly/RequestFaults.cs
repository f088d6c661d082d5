namespace MyOpenIP.Pricing.Assembly;

/// <summary>Refuses a request that no caller may build, and names every fault of it.</summary>
internal static class RequestFaults
{
    /// <exception cref="ArgumentException">The request has faults; the message names them all.</exception>
    public static void Check(PricingRequest request)
    {
        var faults = InputFaults.Of(request);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults.Select(f => f.English)), nameof(request));
    }
}
