using System.Globalization;
using MyOpenIP.Pricing.Calculations;

namespace MyOpenIP.Pricing;

/// <summary>Finds every fault of what is to be priced.</summary>
internal sealed partial class InputChecks
{
    private readonly List<InputFault> _faults = [];

    // What is held and wanted, of which the value is judged at the end.
    private long _wantedUnits;
    private decimal _heldValue;
    private decimal _highestPrice;
    private string _within = "";

    // Of a contract that is priced; one that comes in has room left for amendments.
    private bool _isAmended;
    private long _mostUnitsOfLine;
    private int _highestLotNumber;

    public IReadOnlyList<InputFault> Faults => _faults;

    public void CheckRequest(PricingRequest request)
    {
        CheckWanted(request);
        CheckDiscounts(request);
        _within = "contract.";
        _isAmended = true;
        CheckContract(request.Contract);
        _within = "catalogue.";
        CheckCatalogue(request.Catalogue, request.Contract.Currency);
        _within = "taxes.";
        CheckTaxes(request.Taxes);
        _within = "customer.";
        CheckCustomer(request.Customer, request.Taxes);
        _within = "law.";
        CheckLaw(request.Law);
        _within = "contract.";
        CheckValue(request.Wanted, request.Catalogue.Products);
        CheckRoom(request);
    }

    /// <summary>What the amendment makes of a line has to stay within bounds too: else its order could not be delivered.</summary>
    private void CheckRoom(PricingRequest request)
    {
        // An addition makes no more lots than it adds units.
        const int Most = Bounds.MostUnits;
        if (_mostUnitsOfLine <= Bounds.MostUnitsOfAmendedLine - Most && _highestLotNumber <= Bounds.HighestAmendedLotNumber - Most)
            return;
        for (var i = 0; i < request.Contract.Lines.Count; i++)
        {
            var line = request.Contract.Lines[i];
            if (request.Wanted.All(w => w.ProductCode != line.ProductCode))
                continue;
            if (line.Lots.Sum(l => (long)l.Quantity) is > Bounds.MostUnitsOfAmendedLine - Most and <= Bounds.MostUnitsOfAmendedLine)
                Add(new("lines[{0}].lots", i), $"{line.ProductCode}: no room for {Most} units more below {Bounds.MostUnitsOfAmendedLine}.", $"{line.ProductCode} : pas de place pour {Most} unités de plus sous {Bounds.MostUnitsOfAmendedLine}.");
            if (line.Lots.Any(l => l.Number is > Bounds.HighestAmendedLotNumber - Most and <= Bounds.HighestAmendedLotNumber))
                Add(new("lines[{0}].lots", i), $"{line.ProductCode}: no room for {Most} lots more below number {Bounds.HighestAmendedLotNumber}.", $"{line.ProductCode} : pas de place pour {Most} lots de plus sous le numéro {Bounds.HighestAmendedLotNumber}.");
        }
    }

    /// <summary>A product of prices and quantities has to stay within what can be counted.</summary>
    public void CheckValue(IReadOnlyList<WantedQuantity> wanted, IReadOnlyList<CatalogueProduct> products)
    {
        // Every unit at the highest price of all: mostly that is far enough from the bound.
        if (_heldValue + _wantedUnits * _highestPrice <= Bounds.HighestValue)
            return;
        var value = _heldValue;
        foreach (var want in wanted)
            foreach (var product in products)
                if (product.Code == want.ProductCode)
                    value += Math.Max(want.FinalQuantity, 0) * HighestPriceOf(product);
        if (value > Bounds.HighestValue)
        {
            Add(new Place("lines"), $"The units held and wanted are worth {value:0.####} at list price, more than {Bounds.HighestValue}.",
                $"Les unités détenues et demandées valent {value:0.####} au tarif, plus de {Bounds.HighestValue}.");
        }
    }

    private static decimal HighestPriceOf(CatalogueProduct product)
    {
        var highest = 0m;
        foreach (var tariff in product.Tariffs)
        {
            highest = Math.Max(highest, tariff.SetupPrice);
            foreach (var tier in tariff.Tiers)
                highest = Math.Max(highest, tier.UnitPrice);
        }
        return highest;
    }

    private void CheckWanted(PricingRequest request)
    {
        Day(request.PricingDate, Bounds.LastDay, new("pricingDate"), ("Pricing date", "Date de tarification"));
        Day(request.RequestedEffectiveDate, Bounds.LastDay, new("requestedEffectiveDate"), ("Effective date", "Date d'effet"));
        Day(request.DeliveredOn, Bounds.LastDay, new("deliveredOn"), ("Day of delivery", "Jour de livraison"));
        Known(request.AskedBy, new("askedBy"), ("Asker", "Demandeur"));
        if (request.Site.OnSiteContacts < 0)
            Add(new("site.onSiteContacts"), $"On-site contacts {request.Site.OnSiteContacts} are fewer than 0.", $"Contacts sur site {request.Site.OnSiteContacts} : moins de 0.");
        var products = new HashSet<string>(request.Wanted.Count, StringComparer.Ordinal);
        for (var i = 0; i < request.Wanted.Count; i++)
        {
            var wanted = request.Wanted[i];
            _wantedUnits += wanted.FinalQuantity;
            if (wanted.FinalQuantity < 0)
                Add(new("wanted[{0}].finalQuantity", i), $"{wanted.ProductCode}: final quantity {wanted.FinalQuantity} is negative.", $"{wanted.ProductCode} : la quantité finale {wanted.FinalQuantity} est négative.");
            else if (wanted.FinalQuantity > Bounds.MostUnits)
                Add(new("wanted[{0}].finalQuantity", i), $"{wanted.ProductCode}: final quantity {wanted.FinalQuantity} is more than {Bounds.MostUnits}.", $"{wanted.ProductCode} : la quantité finale {wanted.FinalQuantity} dépasse {Bounds.MostUnits}.");
            if (!products.Add(wanted.ProductCode))
                Add(new("wanted[{0}].productCode", i), $"{wanted.ProductCode}: two final quantities.", $"{wanted.ProductCode} : deux quantités finales.");
        }
    }

    private void CheckDiscounts(PricingRequest request)
    {
        var products = new HashSet<string>(request.ManualDiscounts.Count, StringComparer.Ordinal);
        for (var i = 0; i < request.ManualDiscounts.Count; i++)
        {
            var manual = request.ManualDiscounts[i];
            Percent(manual.SetupPercent, new("manualDiscounts[{0}].setupPercent", i), manual.ProductCode, ("setup discount", "remise FMS"));
            Percent(manual.RecurringPercent, new("manualDiscounts[{0}].recurringPercent", i), manual.ProductCode, ("recurring discount", "remise abo."));
            Known(manual.AskedBy, new("manualDiscounts[{0}].askedBy", i), ("Asker of a discount", "Demandeur d'une remise"));
            Known(manual.Scope, new("manualDiscounts[{0}].scope", i), ("Scope of a discount", "Portée d'une remise"));
            if (!products.Add(manual.ProductCode))
                Add(new("manualDiscounts[{0}].productCode", i), $"{manual.ProductCode}: two manual discounts.", $"{manual.ProductCode} : deux remises demandées.");
        }
        for (var i = 0; i < request.Grants.Count; i++)
        {
            var grant = request.Grants[i];
            Percent(grant.SetupPercent, new("grants[{0}].setupPercent", i), grant.ProductCode, ("granted setup discount", "remise FMS accordée"));
            Percent(grant.RecurringPercent, new("grants[{0}].recurringPercent", i), grant.ProductCode, ("granted recurring discount", "remise abo. accordée"));
        }
        var authority = request.Authority;
        var ofAuthority = new Subject("Authority", "Habilitation");
        Percent(authority.ResellerSetup, new("authority.resellerSetup"), ofAuthority, ("setup ceiling of a reseller", "plafond FMS d'un revendeur"));
        Percent(authority.ResellerRecurring, new("authority.resellerRecurring"), ofAuthority, ("recurring ceiling of a reseller", "plafond abo. d'un revendeur"));
        Percent(authority.OperatorSetup, new("authority.operatorSetup"), ofAuthority, ("setup ceiling of an operator", "plafond FMS d'un opérateur"));
        Percent(authority.OperatorRecurring, new("authority.operatorRecurring"), ofAuthority, ("recurring ceiling of an operator", "plafond abo. d'un opérateur"));
    }

    public void CheckCustomer(CustomerSituation customer, TaxTable taxes)
    {
        Known(customer.Size, new("size"), ("Size of the customer", "Taille du client"));
        if (TaxRows.On(taxes, customer, Bounds.FirstDay) is not null)
            return;
        if (taxes.Rows.All(r => r.Territory != customer.Territory))
            Add(new("territory"), $"The VAT table does not know territory {customer.Territory}.", $"La table de TVA ne connaît pas le territoire {customer.Territory}.");
        else
            Add(new("taxStatus"), $"The VAT table does not know status {customer.TaxStatus} in {customer.Territory}.", $"La table de TVA ne connaît pas le statut {customer.TaxStatus} en {customer.Territory}.");
    }

    public void CheckTaxes(TaxTable taxes)
    {
        for (var i = 0; i < taxes.Rows.Count; i++)
        {
            var row = taxes.Rows[i];
            if (row.RatePercent is < 0m or > 100m || HasMoreThanFourDecimals(row.RatePercent))
                Percent(row.RatePercent, new("rows[{0}].ratePercent", i), NameOf(row), ("rate", "taux"));
            for (var j = 0; j < i; j++)
            {
                var other = taxes.Rows[j];
                if (other.Territory == row.Territory && other.Status == row.Status
                    && Overlap(other.ValidFrom, other.ValidUntil, row.ValidFrom, row.ValidUntil))
                    Add(new("rows[{0}].validFrom", i), $"{NameOf(row).English}: two rows are valid on one day.", $"{NameOf(row).French} : deux lignes sont valables le même jour.");
            }
        }

        static Subject NameOf(TaxRow row) => new($"VAT of {row.Territory} {row.Status}", $"TVA de {row.Territory} {row.Status}");
    }

    public void CheckLaw(LegalTable law)
    {
        for (var i = 0; i < law.Values.Count; i++)
        {
            var value = law.Values[i];
            Known(value.Kind, new("values[{0}].kind", i), ("Legal value", "Valeur légale"));
            // All that there are today are months.
            if (value.Value is < 1m or > Bounds.LongestMonths || decimal.Truncate(value.Value) != value.Value)
                Add(new("values[{0}].value", i), $"{value.Kind}: {value.Value} is not a number of months between 1 and {Bounds.LongestMonths}.", $"{value.Kind} : {value.Value} n'est pas un nombre de mois entre 1 et {Bounds.LongestMonths}.");
            for (var j = 0; j < i; j++)
                if (law.Values[j].Kind == value.Kind && Overlap(law.Values[j].ValidFrom, law.Values[j].ValidUntil, value.ValidFrom, value.ValidUntil))
                    Add(new("values[{0}].validFrom", i), $"{value.Kind}: two values are valid on one day.", $"{value.Kind} : deux valeurs sont valables le même jour.");
        }
    }

    private static bool Overlap(DateOnly from, DateOnly? until, DateOnly otherFrom, DateOnly? otherUntil) =>
        (until ?? DateOnly.MaxValue) > otherFrom && (otherUntil ?? DateOnly.MaxValue) > from;

    private void Add(Place place, FormattableString english, FormattableString french) => _faults.Add(new InputFault(
        _within + place, english.ToString(CultureInfo.InvariantCulture), french.ToString(Formats.Of(Language.French).Numbers)));

    private void Percent(decimal percent, Place place, Subject of, (string English, string French) what) => Amount(percent, 100m, place, of, what);

    private void Price(decimal price, Place place, Subject of, (string English, string French) what)
    {
        if (price > _highestPrice)
            _highestPrice = price;
        Amount(price, Bounds.HighestPrice, place, of, what);
    }

    private void Amount(decimal amount, decimal highest, Place place, Subject of, (string English, string French) what)
    {
        if (amount < 0m || amount > highest)
            Add(place, $"{of.English}: {what.English} {amount} is not between 0 and {highest}.", $"{of.French} : {what.French} {amount} n'est pas entre 0 et {highest}.");
        else if (HasMoreThanFourDecimals(amount))
            Add(place, $"{of.English}: {what.English} {amount} has more than four decimals.", $"{of.French} : {what.French} {amount} a plus de quatre décimales.");
    }

    private static bool HasMoreThanFourDecimals(decimal value) => value.Scale > 4 && Rounding.ToFourDecimals(value) != value;

    private void Day(DateOnly? day, DateOnly last, Place place, (string English, string French) what)
    {
        if (day < Bounds.FirstDay || day > last)
            Add(place, $"{what.English} {day:O} is not between {Bounds.FirstDay:O} and {last:O}.", $"{what.French} {day:O} n'est pas entre {Bounds.FirstDay:O} et {last:O}.");
    }

    private void Months(int? months, int least, Place place, (string English, string French) what)
    {
        if (months < least || months > Bounds.LongestMonths)
            Add(place, $"{what.English} of {months} months is not between {least} and {Bounds.LongestMonths}.", $"{what.French} de {months} mois n'est pas entre {least} et {Bounds.LongestMonths}.");
    }

    private void Known<T>(T value, Place place, (string English, string French) what) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            Add(place, $"{what.English} {value} is unknown.", $"{what.French} {value} : inconnu.");
    }
}
