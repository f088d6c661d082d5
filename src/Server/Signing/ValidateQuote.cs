using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Validates a quote for the customer: it is accepted as a signature accepts it, with evidence of who attested what.</summary>
internal sealed class ValidateQuote(AcceptQuote acceptQuote, KeepEvidence keepEvidence)
{
    /// <inheritdoc cref="AcceptQuote.RunAsync"/>
    public async Task<AcceptedQuote> RunAsync(Write write, PartName name, string etag, string fingerprint, GivenAcceptance acceptance)
    {
        var accepted = await acceptQuote.RunAsync(write, name, etag, fingerprint, acceptance);
        keepEvidence.Run(write, accepted, request: null);
        return accepted;
    }
}
