namespace MyOpenIP.Pricing.Tests;

/// <summary>Says a request in few words; each step gives a new builder.</summary>
internal sealed class RequestBuilder(PricingRequest request)
{
    public PricingRequest Request => request;

    public RequestBuilder With(Func<PricingRequest, PricingRequest> change) => new(change(request));

    public RequestBuilder PricedOn(string day) => With(r => r with { PricingDate = A.Day(day) });

    public RequestBuilder EffectiveOn(string day) => With(r => r with { RequestedEffectiveDate = A.Day(day) });

    /// <summary>Priced and effective on one day.</summary>
    public RequestBuilder On(string day) => PricedOn(day).EffectiveOn(day);

    public RequestBuilder Contract(Func<Contract, Contract> change) => With(r => r with { Contract = change(r.Contract) });

    public RequestBuilder Policies(Func<ContractPolicies, ContractPolicies> change) => Contract(c => c with { Policies = change(c.Policies) });

    public RequestBuilder Billed(int day, int months = 1, int anchor = 1) =>
        Contract(c => c with { Billing = new BillingSchedule(day, months, anchor) });

    /// <summary>Committed through <paramref name="lastDay"/>, inclusive.</summary>
    public RequestBuilder Committed(int months, string start, string lastDay) =>
        Contract(c => c with { Commitment = new Commitment(months, A.Day(start), A.Day(lastDay)) });

    public RequestBuilder Catalogue(Func<CatalogueOffer, CatalogueOffer> change) => With(r => r with { Catalogue = change(r.Catalogue) });

    public RequestBuilder Product(CatalogueProduct product) => Catalogue(c => c with { Products = [.. c.Products, product] });

    public RequestBuilder Discount(CatalogueDiscount discount) => Catalogue(c => c with { Discounts = [.. c.Discounts, discount] });

    public RequestBuilder Holding(string product, params Lot[] lots) => Contract(c => c with
    {
        Lines = [.. c.Lines, new ContractLine(product, [.. lots.Select((l, i) => l with { Number = i + 1 })])],
    });

    public RequestBuilder Wanting(string product, int quantity) =>
        With(r => r with { Wanted = [.. r.Wanted, new WantedQuantity(product, quantity)] });

    public RequestBuilder Manual(string product, decimal setup, decimal recurring, DiscountScope scope = DiscountScope.AddedUnits, AskerRole askedBy = AskerRole.Operator) =>
        With(r => r with { ManualDiscounts = [.. r.ManualDiscounts, new ManualDiscount(product, setup, recurring, askedBy, scope)] });

    /// <summary>One product "P" at a price, some units held at another, some wanted.</summary>
    public RequestBuilder Line(decimal price, int held, decimal heldPrice, int wanted, decimal setup = 0m)
    {
        var builder = Product(A.Product("P", price, setup));
        return (held == 0 ? builder : builder.Holding("P", A.Lot(held, heldPrice))).Wanting("P", wanted);
    }

    public PricedAmendment Price() => Pricers.OneShot.Price(request);
}
