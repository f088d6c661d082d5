using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>
/// The one place where an amendment is priced: the only caller of the core's prices. Previews, drafts, quotes and contracted
/// offers all come through <see cref="Price(PricingInputs, Amendment)"/>; what is ordered is what the quote stored of it, and
/// what is delivered is that with the days which the quote left open.
/// </summary>
internal sealed class AmendmentPricing(AmendmentPricer pricer, CopperClosures closures, Policies policies, LegalTable law, ParisClock clock)
{
    /// <summary>Prices what an amendment wants, as of today.</summary>
    /// <param name="inputs">The stored data.</param>
    /// <param name="amendment">The amendment.</param>
    public Priced Price(PricingInputs inputs, Amendment amendment) => Price(inputs, amendment.Wanted, amendment.Number, clock.Today);

    /// <summary>Prices a change that is not stored, as of today.</summary>
    public Priced Price(PricingInputs inputs, WantedChange wanted) => Price(inputs, wanted, amendment: null, clock.Today);

    /// <summary>Prices changing nothing, as of a day.</summary>
    public PricedAmendment PriceOfNothing(PricingInputs inputs, DateOnly day) => Price(inputs, WantedChange.NoneOf(inputs.Offer), amendment: null, day).Outcome;

    private Priced Price(PricingInputs inputs, WantedChange wanted, string? amendment, DateOnly day)
    {
        var request = RequestOf(inputs, wanted, amendment, day);
        var shared = new SharedDigests(
            inputs.Held.Version.TermsDigest, SharedContent.Of(request.Catalogue).Digest, SharedContent.Of(request.Taxes).Digest,
            SharedContent.Of(request.Law).Digest);
        return new Priced(request, shared, Price(request));
    }

    /// <summary>The outcome of a quote as it is delivered on a day.</summary>
    public static PricedAmendment Deliver(Priced quoted, DateOnly day) => Delivery.Compute(quoted.Request, quoted.Outcome, day);

    /// <summary>Prices a request.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: more is asked for than can be counted.</exception>
    public PricedAmendment Price(PricingRequest request)
    {
        try
        {
            return pricer.Price(request);
        }
        catch (ArgumentException) when (InputFaults.Of(request) is { Count: > 0 } faults)
        {
            throw Fault.InvalidArgument([.. faults.Select(f => FieldFaults.NotPriceable(f.Path, new(f.French, f.English)))]);
        }
    }

    private PricingRequest RequestOf(PricingInputs inputs, WantedChange wanted, string? amendment, DateOnly day)
    {
        var (customer, wishes) = (inputs.Customer, wanted.Wishes);
        var site = customer.Sites.Single(s => s.Number == wanted.InstallationSiteNumber);
        return new PricingRequest
        {
            PricingDate = day,
            RequestedEffectiveDate = wanted.EffectiveDate,
            // Who reads the price does not change it: the asker is who last set a discount, the one thing that it decides.
            AskedBy = wishes.Discounts.MaxBy(d => d.AskedAt)?.Discount.AskedBy ?? AskerRole.Operator,
            Contract = inputs.Contract,
            Catalogue = inputs.Catalogue,
            Wanted = wishes.Quantities,
            ManualDiscounts = wishes.Discounts.Count == 0 ? [] : [.. wishes.Discounts.Select(d => d.Discount)],
            Grants = wishes.Grants.Count == 0 ? [] : [.. wishes.Grants.Select(g => g.Grant)],
            Authority = policies.Authority,
            Customer = new CustomerSituation(customer.Size, customer.ProtectionWaived, customer.Territory, customer.TaxStatus),
            Taxes = inputs.Taxes,
            Law = law,
            Site = new SiteSituation(site.HasComplement, wishes.Contacts.Count, closures.ClosedSince(site.InseeCode, site.Street, site.PostalCode)),
            OpenAmendment = inputs.OpenAmendment == amendment ? null : inputs.OpenAmendment,
        };
    }
}

/// <summary>A price with what made it.</summary>
internal sealed class Priced
{
    private readonly SharedDigests? shared;
    private string? fingerprint;
    private byte[]? stored;

    /// <summary>A price made now.</summary>
    /// <param name="request">What was priced.</param>
    /// <param name="shared">Digests of what it shares with others.</param>
    /// <param name="outcome">The price.</param>
    public Priced(PricingRequest request, SharedDigests shared, PricedAmendment outcome) => (Request, this.shared, Outcome) = (request, shared, outcome);

    private Priced(PricingRequest request, PricedAmendment outcome, string fingerprint) => (Request, Outcome, this.fingerprint) = (request, outcome, fingerprint);

    /// <summary>What was priced.</summary>
    public PricingRequest Request { get; }

    /// <summary>The price.</summary>
    public PricedAmendment Outcome { get; }

    /// <summary>The digest of both.</summary>
    public string Fingerprint => fingerprint ??= PriceFormat.Fingerprint(Request, shared!, Outcome);

    /// <summary>A price that was stored.</summary>
    public static Priced Frozen(PricingRequest request, PricedAmendment outcome, string fingerprint) => new(request, outcome, fingerprint);

    /// <summary>Both as they are stored; of a price made now. They are what the fingerprint is the digest of.</summary>
    public byte[] ToBytes()
    {
        stored ??= PriceFormat.Bytes(Request, shared ?? throw new InvalidOperationException("A price that was stored is not stored again."), Outcome);
        fingerprint ??= PriceFormat.Fingerprint(stored);
        return stored;
    }
}
