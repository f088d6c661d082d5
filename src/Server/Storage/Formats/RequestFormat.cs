using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Requests, as they are stored and as the core reads them.</summary>
internal static class RequestFormat
{
    /// <summary>What is stored of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shared">Digests of what is kept apart.</param>
    public static byte[] Bytes(PricingRequest request, SharedDigests shared) => ProtoWriter.Bytes((request, shared), static (w, r) => Write(w, r.request, r.shared));

    /// <summary>The request that was stored.</summary>
    /// <param name="stored">What was stored.</param>
    /// <param name="parts">What was kept apart.</param>
    public static PricingRequest ToRequest(StoredRequest stored, SharedParts parts) => new()
    {
        PricingDate = StoredValues.ToDay(stored.PricingDate),
        RequestedEffectiveDate = StoredValues.ToDayOrNone(stored.RequestedEffectiveDate),
        DeliveredOn = StoredValues.ToDayOrNone(stored.DeliveredOn),
        AskedBy = RequestNames.AskerRoles.Read(stored.AskedBy),
        Contract = ToContract(stored, parts.Terms),
        Catalogue = SharedFormat.ToOffer(parts.Offer, stored.CatalogueVersion),
        Wanted = [.. stored.Wanted.Select(w => new WantedQuantity(w.Product, w.FinalQuantity))],
        ManualDiscounts = [.. stored.ManualDiscounts.Select(ToDiscount)],
        Grants = [.. stored.Grants.Select(ToGrant)],
        Authority = new(
            StoredValues.Number(stored.Authority.ResellerSetup), StoredValues.Number(stored.Authority.ResellerRecurring),
            StoredValues.Number(stored.Authority.OperatorSetup), StoredValues.Number(stored.Authority.OperatorRecurring)),
        Customer = new(
            RequestNames.CustomerSizes.Read(stored.Customer.Size), stored.Customer.ProtectionWaived, stored.Customer.Territory, stored.Customer.TaxStatus),
        Taxes = SharedFormat.ToTaxes(parts.Taxes, stored.TaxTableVersion),
        Law = SharedFormat.ToLaw(parts.Law, stored.LegalTableVersion),
        Site = new(stored.Site.HasComplement, stored.Site.OnSiteContacts, StoredValues.ToDayOrNone(stored.Site.CopperClosedSince)),
        OpenAmendment = stored.HasOpenAmendment ? stored.OpenAmendment : null,
        Acceptance = new(stored.DocumentsAccepted, stored.ExtensionConsented),
    };

    /// <summary>The contract of a request that was stored.</summary>
    public static Contract ToContract(StoredRequest stored, StoredTerms terms) => TermsFormat.ToContract(
        terms, stored.Reference, OutcomeNames.ContractStates.Read(stored.State), stored.Currency, StoredValues.ToDayOrNone(stored.ContractDeliveredOn));

    /// <summary>Writes the quantity wanted of a product.</summary>
    public static void Write(ProtoWriter writer, int field, WantedQuantity wanted)
    {
        var start = writer.Begin(field);
        writer.Text(StoredWantedQuantity.ProductFieldNumber, wanted.ProductCode);
        writer.Number(StoredWantedQuantity.FinalQuantityFieldNumber, wanted.FinalQuantity);
        writer.End(start);
    }

    /// <summary>Writes a manual discount.</summary>
    public static void Write(ProtoWriter writer, int field, ManualDiscount discount)
    {
        var start = writer.Begin(field);
        writer.Text(StoredManualDiscount.ProductFieldNumber, discount.ProductCode);
        writer.Percent(StoredManualDiscount.SetupPercentFieldNumber, discount.SetupPercent);
        writer.Percent(StoredManualDiscount.RecurringPercentFieldNumber, discount.RecurringPercent);
        RequestNames.AskerRoles.Write(writer, StoredManualDiscount.AskedByFieldNumber, discount.AskedBy);
        RequestNames.DiscountScopes.Write(writer, StoredManualDiscount.ScopeFieldNumber, discount.Scope);
        writer.End(start);
    }

    /// <summary>Writes a grant.</summary>
    public static void Write(ProtoWriter writer, int field, DiscountGrant grant)
    {
        var start = writer.Begin(field);
        writer.Text(StoredGrant.ProductFieldNumber, grant.ProductCode);
        writer.Number(StoredGrant.FinalQuantityFieldNumber, grant.FinalQuantity);
        writer.Percent(StoredGrant.SetupPercentFieldNumber, grant.SetupPercent);
        writer.Percent(StoredGrant.RecurringPercentFieldNumber, grant.RecurringPercent);
        writer.Text(StoredGrant.GrantedByFieldNumber, grant.GrantedBy);
        writer.End(start);
    }

    /// <summary>The manual discount that was stored.</summary>
    public static ManualDiscount ToDiscount(StoredManualDiscount stored) => new(
        stored.Product, StoredValues.Number(stored.SetupPercent), StoredValues.Number(stored.RecurringPercent),
        RequestNames.AskerRoles.Read(stored.AskedBy), RequestNames.DiscountScopes.Read(stored.Scope));

    /// <summary>The grant that was stored.</summary>
    public static DiscountGrant ToGrant(StoredGrant stored) => new(
        stored.Product, stored.FinalQuantity, StoredValues.Number(stored.SetupPercent), StoredValues.Number(stored.RecurringPercent), stored.GrantedBy);

    /// <summary>Writes a request.</summary>
    public static void Write(ProtoWriter writer, PricingRequest request, SharedDigests shared)
    {
        writer.Day(StoredRequest.PricingDateFieldNumber, request.PricingDate);
        writer.Day(StoredRequest.RequestedEffectiveDateFieldNumber, request.RequestedEffectiveDate);
        writer.Day(StoredRequest.DeliveredOnFieldNumber, request.DeliveredOn);
        RequestNames.AskerRoles.Write(writer, StoredRequest.AskedByFieldNumber, request.AskedBy);
        writer.Text(StoredRequest.ReferenceFieldNumber, request.Contract.Reference);
        OutcomeNames.ContractStates.Write(writer, StoredRequest.StateFieldNumber, request.Contract.State);
        writer.Text(StoredRequest.CurrencyFieldNumber, request.Contract.Currency);
        writer.Day(StoredRequest.ContractDeliveredOnFieldNumber, request.Contract.DeliveredOn);
        writer.Bytes(StoredRequest.TermsFieldNumber, shared.Terms);
        writer.Text(StoredRequest.CatalogueVersionFieldNumber, request.Catalogue.Version);
        writer.Bytes(StoredRequest.CatalogueOfferFieldNumber, shared.Offer);
        writer.Text(StoredRequest.TaxTableVersionFieldNumber, request.Taxes.Version);
        writer.Bytes(StoredRequest.TaxTableFieldNumber, shared.Taxes);
        writer.Text(StoredRequest.LegalTableVersionFieldNumber, request.Law.Version);
        writer.Bytes(StoredRequest.LegalTableFieldNumber, shared.Law);
        for (var i = 0; i < request.Wanted.Count; i++)
            Write(writer, StoredRequest.WantedFieldNumber, request.Wanted[i]);
        for (var i = 0; i < request.ManualDiscounts.Count; i++)
            Write(writer, StoredRequest.ManualDiscountsFieldNumber, request.ManualDiscounts[i]);
        for (var i = 0; i < request.Grants.Count; i++)
            Write(writer, StoredRequest.GrantsFieldNumber, request.Grants[i]);
        Write(writer, request.Authority);
        Write(writer, request.Customer);
        Write(writer, request.Site);
        if (request.OpenAmendment is { } open)
            writer.TextOrEmpty(StoredRequest.OpenAmendmentFieldNumber, open);
        writer.Bool(StoredRequest.DocumentsAcceptedFieldNumber, request.Acceptance.DocumentsAccepted);
        writer.Bool(StoredRequest.ExtensionConsentedFieldNumber, request.Acceptance.ExtensionConsented);
    }

    private static void Write(ProtoWriter writer, DiscountAuthority authority)
    {
        var start = writer.Begin(StoredRequest.AuthorityFieldNumber);
        writer.Percent(StoredAuthority.ResellerSetupFieldNumber, authority.ResellerSetup);
        writer.Percent(StoredAuthority.ResellerRecurringFieldNumber, authority.ResellerRecurring);
        writer.Percent(StoredAuthority.OperatorSetupFieldNumber, authority.OperatorSetup);
        writer.Percent(StoredAuthority.OperatorRecurringFieldNumber, authority.OperatorRecurring);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, CustomerSituation customer)
    {
        var start = writer.Begin(StoredRequest.CustomerFieldNumber);
        RequestNames.CustomerSizes.Write(writer, StoredCustomerSituation.SizeFieldNumber, customer.Size);
        writer.Bool(StoredCustomerSituation.ProtectionWaivedFieldNumber, customer.ProtectionWaived);
        writer.Text(StoredCustomerSituation.TerritoryFieldNumber, customer.Territory);
        writer.Text(StoredCustomerSituation.TaxStatusFieldNumber, customer.TaxStatus);
        writer.End(start);
    }

    private static void Write(ProtoWriter writer, SiteSituation site)
    {
        var start = writer.Begin(StoredRequest.SiteFieldNumber);
        writer.Bool(StoredSiteSituation.HasComplementFieldNumber, site.HasComplement);
        writer.Number(StoredSiteSituation.OnSiteContactsFieldNumber, site.OnSiteContacts);
        writer.Day(StoredSiteSituation.CopperClosedSinceFieldNumber, site.CopperClosedSince);
        writer.End(start);
    }
}

/// <summary>SHA-256 of what a request shares with others: of the bytes that are stored.</summary>
/// <param name="Terms">Of the terms of the contract.</param>
/// <param name="Offer">Of the offer of the catalogue.</param>
/// <param name="Taxes">Of the VAT table.</param>
/// <param name="Law">Of the values of law.</param>
internal sealed record SharedDigests(byte[] Terms, byte[] Offer, byte[] Taxes, byte[] Law);

/// <summary>What a stored request shares with others, read.</summary>
/// <param name="Terms">The terms of the contract.</param>
/// <param name="Offer">The offer of the catalogue.</param>
/// <param name="Taxes">The VAT table.</param>
/// <param name="Law">The values of law.</param>
internal sealed record SharedParts(StoredTerms Terms, StoredCatalogueOffer Offer, StoredTaxTable Taxes, StoredLegalTable Law);
