using System.Globalization;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>Refuses a request that no caller may build, and names every fault of it.</summary>
internal sealed partial class RequestFaults
{
    // Far beyond any contract, near enough that no sum of days, months or amounts runs over.
    private const int LongestMonths = 1200;
    private const int LongestBackDatingDays = 36_500;
    private const decimal HighestPrice = 100_000_000m;
    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2999, 12, 31);

    private readonly List<string> _faults = [];

    /// <exception cref="ArgumentException">The request has faults; the message names them all.</exception>
    public static void Check(PricingRequest request)
    {
        var faults = new RequestFaults();
        faults.CheckWanted(request);
        faults.CheckDiscounts(request);
        faults.CheckContract(request.Contract);
        faults.CheckCatalogue(request.Catalogue, request.Contract.Currency);
        faults.CheckTaxes(request.Taxes);
        if (faults._faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults._faults), nameof(request));
    }

    private void CheckWanted(PricingRequest request)
    {
        Day(request.PricingDate, "Pricing date");
        Day(request.RequestedEffectiveDate, "Effective date");
        Day(request.DeliveredOn, "Day of delivery");
        Known(request.AskedBy, "Asker");
        if (request.Site.OnSiteContacts < 0)
            Add($"On-site contacts {request.Site.OnSiteContacts} are fewer than 0.");
        Known(request.Customer.Size, "Size of the customer");
        var products = new HashSet<string>(request.Wanted.Count, StringComparer.Ordinal);
        foreach (var wanted in request.Wanted)
        {
            if (wanted.FinalQuantity < 0)
                Add($"{wanted.ProductCode}: final quantity {wanted.FinalQuantity} is negative.");
            if (!products.Add(wanted.ProductCode))
                Add($"{wanted.ProductCode}: two final quantities.");
        }
    }

    private void CheckDiscounts(PricingRequest request)
    {
        var products = new HashSet<string>(request.ManualDiscounts.Count, StringComparer.Ordinal);
        foreach (var manual in request.ManualDiscounts)
        {
            Percent(manual.SetupPercent, manual.ProductCode, "setup discount");
            Percent(manual.RecurringPercent, manual.ProductCode, "recurring discount");
            Known(manual.AskedBy, "Asker of a discount");
            Known(manual.Scope, "Scope of a discount");
            if (!products.Add(manual.ProductCode))
                Add($"{manual.ProductCode}: two manual discounts.");
        }
        foreach (var grant in request.Grants)
        {
            Percent(grant.SetupPercent, grant.ProductCode, "granted setup discount");
            Percent(grant.RecurringPercent, grant.ProductCode, "granted recurring discount");
        }
        var authority = request.Authority;
        Percent(authority.ResellerSetup, "Authority", "setup ceiling of a reseller");
        Percent(authority.ResellerRecurring, "Authority", "recurring ceiling of a reseller");
        Percent(authority.OperatorSetup, "Authority", "setup ceiling of an operator");
        Percent(authority.OperatorRecurring, "Authority", "recurring ceiling of an operator");
    }

    private void CheckTaxes(TaxTable taxes)
    {
        for (var i = 0; i < taxes.Rows.Count; i++)
        {
            var row = taxes.Rows[i];
            var name = $"VAT of {row.Territory} {row.Status}";
            Percent(row.RatePercent, name, "rate");
            for (var j = 0; j < i; j++)
            {
                var other = taxes.Rows[j];
                if (other.Territory == row.Territory && other.Status == row.Status
                    && Overlap(other.ValidFrom, other.ValidUntil, row.ValidFrom, row.ValidUntil))
                    Add($"{name}: two rows are valid on one day.");
            }
        }
    }

    private static bool Overlap(DateOnly from, DateOnly? until, DateOnly otherFrom, DateOnly? otherUntil) =>
        (until ?? DateOnly.MaxValue) > otherFrom && (otherUntil ?? DateOnly.MaxValue) > from;

    private void Add(FormattableString fault) => _faults.Add(fault.ToString(CultureInfo.InvariantCulture));

    private void Percent(decimal percent, string of, string what)
    {
        if (percent is < 0m or > 100m)
            Add($"{of}: {what} {percent} is not between 0 and 100.");
        else if (percent.Scale > 4 && Rounding.ToFourDecimals(percent) != percent)
            Add($"{of}: {what} {percent} has more than four decimals.");
    }

    private void Price(decimal price, string of, string what)
    {
        if (price is < 0m or > HighestPrice)
            Add($"{of}: {what} {price} is not between 0 and {HighestPrice}.");
        else if (price.Scale > 4 && Rounding.ToFourDecimals(price) != price)
            Add($"{of}: {what} {price} has more than four decimals.");
    }

    private void Day(DateOnly? day, string what)
    {
        if (day < FirstDay || day > LastDay)
            Add($"{what} {day:O} is not between {FirstDay:O} and {LastDay:O}.");
    }

    private void Months(int? months, int least, string what)
    {
        if (months < least || months > LongestMonths)
            Add($"{what} of {months} months is not between {least} and {LongestMonths}.");
    }

    private void Known<T>(T value, string what) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            Add($"{what} {value} is unknown.");
    }
}
