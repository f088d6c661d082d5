using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>Puts a wish into an amendment, refusing what no data knows: products, sites, contacts.</summary>
internal static class Wishes
{
    /// <summary>The fields of an amendment that a actor may set, by their names on the wire.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["lines", "discounts", "effective_date", "installation_site", "billing_site", "contacts", "comment"];

    /// <summary>A new draft of an offer, nothing changed yet; one that is not stored has no number.</summary>
    public static Amendment NewDraft(PricingInputs inputs, string number, Actor actor, DateTimeOffset now) => new()
    {
        Reseller = inputs.Offer.Reseller,
        Number = number,
        CustomerId = inputs.Offer.CustomerId,
        OfferReference = inputs.Offer.Reference,
        OfferVersion = inputs.Offer.CurrentVersion,
        State = AmendmentState.Draft,
        InstallationSiteNumber = inputs.Offer.InstallationSiteNumber,
        BillingSiteNumber = inputs.Offer.BillingSiteNumber,
        CreatedBy = actor.Identifier,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Applies the fields of a mask.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: a product, a site or a contact that is not known.</exception>
    public static async Task ApplyAsync(
        StorageContext context, PricingInputs inputs, Amendment amendment, Wish wish, IReadOnlyCollection<string> mask,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var checks = new RequestChecks();
        var products = new KnownProducts(inputs);
        var granted = GrantedFor(amendment);
        if (mask.Contains("lines"))
            await ApplyQuantitiesAsync(context, products, amendment, wish, checks, cancellation);
        if (mask.Contains("discounts"))
            await ApplyDiscountsAsync(context, products, amendment, wish, checks, actor, now, cancellation);
        if (mask.Contains("effective_date"))
            amendment.RequestedEffectiveDate = wish.EffectiveDate;
        if (mask.Contains("installation_site"))
            amendment.InstallationSiteNumber = SiteNumber(inputs, wish.InstallationSite, checks) ?? inputs.Offer.InstallationSiteNumber;
        if (mask.Contains("billing_site"))
            amendment.BillingSiteNumber = SiteNumber(inputs, wish.BillingSite, checks) ?? inputs.Offer.BillingSiteNumber;
        if (mask.Contains("contacts"))
            ApplyContacts(inputs, amendment, wish, checks);
        if (mask.Contains("comment"))
            amendment.Comment = wish.Comment;
        checks.ThrowIfFaulty();

        // A grant ends when what it was given for changes, and does not come back with it.
        var still = GrantedFor(amendment);
        amendment.Grants.RemoveAll(g => still[g.ProductCode] != granted[g.ProductCode]);
    }

    /// <summary>What is asked of each product that has a grant.</summary>
    private static Dictionary<string, (int? Final, decimal? Setup, decimal? Recurring, Pricing.DiscountScope? Scope)> GrantedFor(Amendment amendment)
    {
        if (amendment.Grants.Count == 0)
            return [];
        var quantities = amendment.Quantities.ToDictionary(q => q.ProductCode, q => (int?)q.FinalQuantity);
        var discounts = amendment.Discounts.ToDictionary(d => d.ProductCode);
        return amendment.Grants.ToDictionary(g => g.ProductCode, g =>
        {
            var discount = discounts.GetValueOrDefault(g.ProductCode);
            return (quantities.GetValueOrDefault(g.ProductCode), discount?.SetupPercent, discount?.RecurringPercent, discount?.Scope);
        });
    }

    private static async Task ApplyQuantitiesAsync(
        StorageContext context, KnownProducts products, Amendment amendment, Wish wish, RequestChecks checks, CancellationToken cancellation)
    {
        var codes = await products.RequireAsync(context, wish.Quantities.Select(w => (w.Field, w.Value.ProductCode)), checks, cancellation);
        var stored = amendment.Quantities.ToDictionary(q => q.ProductCode);
        amendment.Quantities.RemoveAll(q => !codes.Contains(q.ProductCode));
        foreach (var (_, wanted) in wish.Quantities)
            if (stored.TryGetValue(wanted.ProductCode, out var row))
                row.FinalQuantity = wanted.FinalQuantity;
            else
                amendment.Quantities.Add(new()
                {
                    Reseller = amendment.Reseller,
                    AmendmentNumber = amendment.Number,
                    ProductCode = wanted.ProductCode,
                    FinalQuantity = wanted.FinalQuantity,
                });
    }

    private static async Task ApplyDiscountsAsync(
        StorageContext context, KnownProducts products, Amendment amendment, Wish wish, RequestChecks checks,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var codes = await products.RequireAsync(context, wish.Discounts.Select(w => (w.Field, w.Value.ProductCode)), checks, cancellation);
        var stored = amendment.Discounts.ToDictionary(d => d.ProductCode);
        amendment.Discounts.RemoveAll(d => !codes.Contains(d.ProductCode));
        foreach (var (_, wanted) in wish.Discounts)
            if (!stored.TryGetValue(wanted.ProductCode, out var row))
                amendment.Discounts.Add(new()
                {
                    Reseller = amendment.Reseller,
                    AmendmentNumber = amendment.Number,
                    ProductCode = wanted.ProductCode,
                    SetupPercent = wanted.SetupPercent,
                    RecurringPercent = wanted.RecurringPercent,
                    Scope = wanted.Scope,
                    AskedBy = actor.Identifier,
                    AskedByRole = actor.AsksAs,
                    AskedAt = now,
                });
            else if ((row.SetupPercent, row.RecurringPercent, row.Scope) != (wanted.SetupPercent, wanted.RecurringPercent, wanted.Scope))
                // Whoever last set it asks for it, and is judged.
                (row.SetupPercent, row.RecurringPercent, row.Scope, row.AskedBy, row.AskedByRole, row.AskedAt) =
                    (wanted.SetupPercent, wanted.RecurringPercent, wanted.Scope, actor.Identifier, actor.AsksAs, now);
    }

    private static int? SiteNumber(PricingInputs inputs, Wished<string>? wished, RequestChecks checks)
    {
        if (wished is not { } site)
            return null;
        var known = inputs.Customer.Sites.SingleOrDefault(s => ResourceNames.Site(s.CustomerId, s.Number) == site.Value);
        if (known is null)
            checks.Add(FieldFaults.Unknown(site.Field, site.Value));
        return known?.Number;
    }

    private static void ApplyContacts(PricingInputs inputs, Amendment amendment, Wish wish, RequestChecks checks)
    {
        var position = 0;
        amendment.Contacts.RemoveAll(c => c.Position >= wish.Contacts.Count);
        foreach (var (field, contact) in wish.Contacts)
        {
            var known = contact.Name.Length == 0
                ? null
                : inputs.Customer.Contacts.SingleOrDefault(c => ResourceNames.Contact(c.CustomerId, c.Number) == contact.Name);
            if (contact.Name.Length > 0 && known is null)
                checks.Add(FieldFaults.Unknown(field, contact.Name));
            var row = amendment.Contacts.SingleOrDefault(c => c.Position == position);
            if (row is null)
                amendment.Contacts.Add(row = new()
                {
                    Reseller = amendment.Reseller,
                    AmendmentNumber = amendment.Number,
                    Position = position,
                    Name = "",
                    Telephone = "",
                });
            row.ContactNumber = known?.Number;
            row.Name = known?.Name ?? contact.DisplayName;
            row.Telephone = known?.Telephone ?? contact.Telephone;
            row.Email = known?.Email ?? contact.Email;
            row.AccessHours = known?.AccessHours ?? contact.AccessHours;
            row.Role = known?.Role ?? contact.Role;
            position++;
        }
    }

    /// <summary>The products that anyone may name: the contract's own, and those of the whole catalogue.</summary>
    private sealed class KnownProducts(PricingInputs inputs)
    {
        private readonly HashSet<string> ofOffer =
            [.. inputs.Catalogue.Products.Select(p => p.Code), .. inputs.Contract.Lines.Select(l => l.ProductCode)];

        /// <summary>Refuses the codes that nobody knows.</summary>
        /// <returns>All the codes, known or not.</returns>
        public async Task<HashSet<string>> RequireAsync(
            StorageContext context, IEnumerable<(string Field, string Code)> named, RequestChecks checks, CancellationToken cancellation)
        {
            var all = named.ToList();
            var strange = all.Select(n => n.Code).Where(code => !ofOffer.Contains(code)).ToHashSet();
            if (strange.Count > 0)
            {
                strange.ExceptWith(await Catalogues.KnownProductsAsync(context, inputs.Catalogue.Version, strange, cancellation));
                foreach (var unknown in all.Where(n => strange.Contains(n.Code)))
                    checks.Add(unknown, static u => FieldFaults.Unknown(u.Field, u.Code));
            }

            return [.. all.Select(n => n.Code)];
        }
    }
}
