using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// The one place where an amendment is priced. Previews, drafts, quotes and contracted offers all come through
/// <see cref="Price(PricingInputs, Amendment)"/>; what is ordered is what the quote stored of it.
/// </summary>
internal sealed class AmendmentPricing(AmendmentPricer pricer, CopperClosures closures, Policies policies, LegalTable law, ParisClock clock)
{
    /// <summary>Prices a wanted change as of today.</summary>
    /// <param name="inputs">The stored data.</param>
    /// <param name="amendment">The change; stored or not.</param>
    public Priced Price(PricingInputs inputs, Amendment amendment) => Price(inputs, amendment, clock.Today);

    /// <summary>Prices a wanted change as of a day.</summary>
    public Priced Price(PricingInputs inputs, Amendment amendment, DateOnly day) => Price(RequestOf(inputs, amendment, day));

    /// <summary>Prices a request.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: more is asked for than can be counted.</exception>
    public Priced Price(PricingRequest request)
    {
        var outcome = OutcomeOf(request);
        return new Priced(request, outcome, CanonicalForm.Of(request), CanonicalForm.Of(outcome));
    }

    private PricedAmendment OutcomeOf(PricingRequest request)
    {
        try
        {
            return pricer.Price(request);
        }
        catch (ArgumentException) when (InputFaults.Of(request) is { Count: > 0 } faults)
        {
            throw Fault.InvalidArgument([.. faults.Select(f => FieldFaults.Refused(f.Path, new(f.French, f.English)))]);
        }
    }

    private PricingRequest RequestOf(PricingInputs inputs, Amendment amendment, DateOnly day)
    {
        var site = inputs.Customer.Sites.Single(s => s.Number == amendment.InstallationSiteNumber);
        return new PricingRequest
        {
            PricingDate = day,
            RequestedEffectiveDate = amendment.RequestedEffectiveDate,
            // Who reads the price does not change it: the asker is who last set a discount, the one thing that it decides.
            AskedBy = amendment.Discounts.MaxBy(d => d.AskedAt)?.AskedByRole ?? AskerRole.Operator,
            Contract = inputs.Contract,
            Catalogue = inputs.Catalogue,
            Wanted = [.. amendment.Quantities.Select(q => new WantedQuantity(q.ProductCode, q.FinalQuantity))],
            ManualDiscounts =
            [
                .. amendment.Discounts.Select(d => new ManualDiscount(d.ProductCode, d.SetupPercent, d.RecurringPercent, d.AskedByRole, d.Scope)),
            ],
            Grants =
            [
                .. amendment.Grants.Select(g => new DiscountGrant(g.ProductCode, g.FinalQuantity, g.SetupPercent, g.RecurringPercent, g.GrantedBy)),
            ],
            Authority = policies.Authority,
            Customer = new CustomerSituation(
                inputs.Customer.Size, inputs.Customer.ProtectionWaived, inputs.Customer.Territory, inputs.Customer.TaxStatus),
            Taxes = inputs.Taxes,
            Law = law,
            Site = new SiteSituation(site.HasComplement, amendment.Contacts.Count, closures.ClosedSince(site.InseeCode, site.Street, site.PostalCode)),
            OpenAmendment = inputs.OpenAmendment == amendment.Number ? null : inputs.OpenAmendment,
        };
    }
}

/// <summary>A price with what made it, and both in the form that is stored.</summary>
/// <param name="Request">What was priced.</param>
/// <param name="Outcome">The price.</param>
/// <param name="CanonicalRequest">The request as stored.</param>
/// <param name="CanonicalOutcome">The price as stored.</param>
internal sealed record Priced(PricingRequest Request, PricedAmendment Outcome, byte[] CanonicalRequest, byte[] CanonicalOutcome)
{
    /// <summary>The digest of both.</summary>
    public string Fingerprint { get; } = Pricing.Fingerprint.Of(CanonicalRequest, CanonicalOutcome);

    /// <summary>The price that a quote froze.</summary>
    public static Priced FrozenBy(Quote quote) => new(
        CanonicalForm.ReadRequest(quote.CanonicalRequest), CanonicalForm.ReadOutcome(quote.CanonicalOutcome),
        quote.CanonicalRequest, quote.CanonicalOutcome);
}
