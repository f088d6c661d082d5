namespace MyOpenIP.Pricing;

/// <summary>
/// What the core refuses, so that everybody who lets something in can refuse it there, by the same code. The bounds:
/// <see cref="Bounds"/>.
/// </summary>
public static class InputFaults
{
    /// <summary>The faults of a contract; none: it can be priced, today and after any amendment.</summary>
    public static IReadOnlyList<InputFault> Of(Contract contract)
    {
        var checks = new InputChecks();
        checks.CheckContract(contract);
        checks.CheckValue([], []);
        return checks.Faults;
    }

    /// <summary>The faults of policies of a contract.</summary>
    public static IReadOnlyList<InputFault> Of(ContractPolicies policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var checks = new InputChecks();
        checks.CheckPolicies(policies);
        return checks.Faults;
    }

    /// <summary>The faults of an offer of the catalogue.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="currency">ISO 4217 code that its prices have to be in.</param>
    public static IReadOnlyList<InputFault> Of(CatalogueOffer offer, string currency = "EUR")
    {
        var checks = new InputChecks();
        checks.CheckCatalogue(offer, currency);
        return checks.Faults;
    }

    /// <summary>The faults of a VAT table.</summary>
    public static IReadOnlyList<InputFault> Of(TaxTable taxes)
    {
        var checks = new InputChecks();
        checks.CheckTaxes(taxes);
        return checks.Faults;
    }

    /// <summary>The faults of a table of legal values.</summary>
    public static IReadOnlyList<InputFault> Of(LegalTable law)
    {
        var checks = new InputChecks();
        checks.CheckLaw(law);
        return checks.Faults;
    }

    /// <summary>The faults of where a customer is established and its tax status, by a VAT table.</summary>
    public static IReadOnlyList<InputFault> Of(CustomerSituation customer, TaxTable taxes)
    {
        var checks = new InputChecks();
        checks.CheckCustomer(customer, taxes);
        return checks.Faults;
    }

    /// <summary>The faults of a whole request; none: it has a price. The paths of its parts begin with their name.</summary>
    public static IReadOnlyList<InputFault> Of(PricingRequest request)
    {
        var checks = new InputChecks();
        checks.CheckRequest(request);
        return checks.Faults;
    }
}
