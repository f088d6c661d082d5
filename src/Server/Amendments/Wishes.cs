using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>What is wanted of an amendment by a wish, refusing what no data knows: products, sites, contacts.</summary>
internal static class Wishes
{
    /// <summary>The fields of an amendment that an actor may set, by their names on the wire.</summary>
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

    /// <summary>What is wanted once the fields of a mask are as a wish says.</summary>
    /// <param name="inputs">The stored data.</param>
    /// <param name="before">What was wanted.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="mask">The fields, of <see cref="Fields"/>.</param>
    /// <param name="actor">Whose wish it is.</param>
    /// <param name="now">Now.</param>
    /// <param name="knownElsewhere">Those of some products that the catalogue has in whatever offer.</param>
    /// <exception cref="Fault">INVALID_ARGUMENT: a product, a site or a contact that is not known.</exception>
    public static async ValueTask<WantedChange> ChangeAsync(
        PricingInputs inputs, WantedChange before, Wish wish, IReadOnlyCollection<string> mask, Actor actor, DateTimeOffset now,
        Func<IReadOnlyCollection<string>, Task<List<string>>> knownElsewhere)
    {
        var checks = new RequestChecks();
        var (wishes, lines, discounts) = (before.Wishes, mask.Contains("lines"), mask.Contains("discounts"));
        await RequireProductsAsync(inputs, wish, lines, discounts, checks, knownElsewhere);
        var installation = mask.Contains("installation_site")
            ? SiteNumber(inputs, "installation_site", wish.InstallationSite, wish, checks) ?? inputs.Offer.InstallationSiteNumber
            : before.InstallationSiteNumber;
        var billing = mask.Contains("billing_site")
            ? SiteNumber(inputs, "billing_site", wish.BillingSite, wish, checks) ?? inputs.Offer.BillingSiteNumber
            : before.BillingSiteNumber;
        var wanted = new AmendmentWishes
        {
            Quantities = lines ? ByProduct(wish.Quantities, q => q.ProductCode) : wishes.Quantities,
            Discounts = discounts ? Asked(wish.Discounts, wishes.Discounts, actor, now) : wishes.Discounts,
            Contacts = mask.Contains("contacts") ? Contacts(inputs, wish, checks) : wishes.Contacts,
        };
        checks.ThrowIfFaulty();
        return new WantedChange
        {
            // A grant ends when what it was given for changes, and does not come back with it.
            Wishes = wishes.Grants.Count == 0 ? wanted : wanted with { Grants = StillHolding(wishes, wanted) },
            EffectiveDate = mask.Contains("effective_date") ? wish.EffectiveDate : before.EffectiveDate,
            InstallationSiteNumber = installation,
            BillingSiteNumber = billing,
            Comment = mask.Contains("comment") ? wish.Comment : before.Comment,
        };
    }

    private static GivenGrant[] StillHolding(AmendmentWishes before, AmendmentWishes wanted)
    {
        var (was, now) = (GrantedFor(before), GrantedFor(wanted));
        return [.. before.Grants.Where(g => was(g.Grant.ProductCode) == now(g.Grant.ProductCode))];
    }

    /// <summary>What is asked of a product.</summary>
    private static Func<string, (int? Final, decimal? Setup, decimal? Recurring, Pricing.DiscountScope? Scope)> GrantedFor(AmendmentWishes wishes)
    {
        var quantities = wishes.Quantities.ToDictionary(q => q.ProductCode, q => q.FinalQuantity, StringComparer.Ordinal);
        var discounts = wishes.Discounts.ToDictionary(d => d.ProductCode, d => d.Discount, StringComparer.Ordinal);
        return product =>
        {
            var discount = discounts.GetValueOrDefault(product);
            return (quantities.TryGetValue(product, out var final) ? final : null, discount?.SetupPercent, discount?.RecurringPercent, discount?.Scope);
        };
    }

    /// <summary>Whoever last set a discount asks for it, and is judged.</summary>
    private static AskedDiscount[] Asked(IReadOnlyList<WishedDiscount> wished, IReadOnlyList<AskedDiscount> before, Actor actor, DateTimeOffset now)
    {
        if (wished.Count == 0)
            return [];
        var known = before.ToDictionary(d => d.ProductCode);
        return ByProduct(
            [.. wished.Select(w => known.TryGetValue(w.ProductCode, out var asked)
                && (asked.Discount.SetupPercent, asked.Discount.RecurringPercent, asked.Discount.Scope) == (w.SetupPercent, w.RecurringPercent, w.Scope)
                    ? asked
                    : new AskedDiscount(new(w.ProductCode, w.SetupPercent, w.RecurringPercent, actor.AsksAs, w.Scope), actor.Identifier, now))],
            d => d.ProductCode);
    }

    /// <summary>The same wish is the same document, in whatever order it came.</summary>
    private static T[] ByProduct<T>(IReadOnlyList<T> wished, Func<T, string> product)
    {
        var sorted = wished.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(product(a), product(b)));
        return sorted;
    }

    private static int? SiteNumber(PricingInputs inputs, string field, string name, Wish wish, RequestChecks checks)
    {
        if (name.Length == 0)
            return null;
        var known = inputs.Customer.Sites.SingleOrDefault(s => ResourceNames.Site(s.CustomerId, s.Number) == name);
        if (known is null)
            checks.Add(FieldFaults.Unknown(wish.Prefix + field, name));
        return known?.Number;
    }

    private static List<OnSiteContact> Contacts(PricingInputs inputs, Wish wish, RequestChecks checks)
    {
        var contacts = new List<OnSiteContact>(wish.Contacts.Count);
        foreach (var (i, contact) in wish.Contacts.Index())
        {
            var known = contact.Name.Length == 0
                ? null
                : inputs.Customer.Contacts.SingleOrDefault(c => ResourceNames.Contact(c.CustomerId, c.Number) == contact.Name);
            if (contact.Name.Length > 0 && known is null)
                checks.Add(FieldFaults.Unknown(Invariant($"{wish.Prefix}contacts[{i}].name"), contact.Name));
            contacts.Add(new()
            {
                ContactNumber = known?.Number,
                Name = known?.Name ?? contact.DisplayName,
                Telephone = known?.Telephone ?? contact.Telephone,
                Email = known?.Email ?? contact.Email,
                AccessHours = known?.AccessHours ?? contact.AccessHours,
                Role = known?.Role ?? contact.Role,
            });
        }
        return contacts;
    }

    /// <summary>Anyone may name the contract's own products, and those of the whole catalogue; refuses the codes that nobody knows.</summary>
    private static async ValueTask RequireProductsAsync(
        PricingInputs inputs, Wish wish, bool lines, bool discounts, RequestChecks checks, Func<IReadOnlyCollection<string>, Task<List<string>>> knownElsewhere)
    {
        var strange = Strange(inputs, (lines ? wish.Quantities.Select(q => q.ProductCode) : []).Concat(discounts ? wish.Discounts.Select(d => d.ProductCode) : []));
        if (strange.Count == 0)
            return;
        strange.ExceptWith(await knownElsewhere(strange));
        for (var i = 0; lines && i < wish.Quantities.Count; i++)
            Refuse("lines", i, wish.Quantities[i].ProductCode);
        for (var i = 0; discounts && i < wish.Discounts.Count; i++)
            Refuse("discounts", i, wish.Discounts[i].ProductCode);

        void Refuse(string list, int i, string product)
        {
            if (strange.Contains(product))
                checks.Add((wish.Prefix, list, i, product), static u => FieldFaults.Unknown(Invariant($"{u.Prefix}{u.list}[{u.i}].product"), u.product));
        }
    }

    private static HashSet<string> Strange(PricingInputs inputs, IEnumerable<string> named)
    {
        var strange = new HashSet<string>(named);
        strange.ExceptWith(inputs.Catalogue.Products.Select(p => p.Code));
        strange.ExceptWith(inputs.Contract.Lines.Select(l => l.ProductCode));
        return strange;
    }
}
