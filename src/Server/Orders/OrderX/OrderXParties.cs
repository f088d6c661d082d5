using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Orders.OrderX;

/// <summary>Who sells, who buys, where it goes and who is billed, as the quote named them.</summary>
internal static class OrderXParties
{
    // ISO 6523: SIREN.
    private const string Siren = "0002";
    private const string Vat = "VA";
    private const string Home = "FR";

    /// <summary>The seller. Its address is one line.</summary>
    public static void Seller(OrderXWriter xml, StoredSeller seller) => xml.In("SellerTradeParty", () =>
    {
        xml.Text("Name", seller.Name);
        xml.Text("Description", seller.Form);
        Legal(xml, seller.Siren, seller.Brand == seller.Name ? "" : seller.Brand);
        if (seller.Telephone.Length + seller.Email.Length > 0)
            xml.In("DefinedTradeContact", () => Reached(xml, seller.Telephone, seller.Email));
        xml.In("PostalTradeAddress", () =>
        {
            xml.Text("LineOne", seller.Address);
            xml.Text("CountryID", Home);
        });
        Registered(xml, seller.VatNumber);
    });

    /// <summary>The end customer, where it is billed.</summary>
    public static void Buyer(OrderXWriter xml, string name, StoredParties parties) => xml.In(name, () =>
    {
        var buyer = parties.Buyer;
        xml.Text("ID", Invariant($"{buyer.Identifier}"));
        xml.Text("Name", buyer.Name);
        Legal(xml, buyer.Siren, "");
        Address(xml, parties.BillingSite);
        Registered(xml, buyer.VatNumber);
    });

    /// <summary>The site where it is installed, with whom to call there.</summary>
    public static void ShipTo(OrderXWriter xml, StoredParties parties) => xml.In("ShipToTradeParty", () =>
    {
        var site = parties.InstallationSite;
        xml.Text("Name", site.Name.Length > 0 ? site.Name : parties.Buyer.Name);
        foreach (var contact in parties.Contacts)
            xml.In("DefinedTradeContact", () =>
            {
                xml.Text("PersonName", contact.Name);
                xml.Text("DepartmentName", contact.Role);
                Reached(xml, contact.Telephone, contact.Email);
            });
        Address(xml, site);
    });

    private static void Legal(OrderXWriter xml, string siren, string brand)
    {
        if (siren.Length + brand.Length > 0)
            xml.In("SpecifiedLegalOrganization", () =>
            {
                xml.Text("ID", siren, Siren);
                xml.Text("TradingBusinessName", brand);
            });
    }

    private static void Registered(OrderXWriter xml, string vatNumber)
    {
        if (vatNumber.Length > 0)
            xml.In("SpecifiedTaxRegistration", () => xml.Text("ID", vatNumber, Vat));
    }

    private static void Reached(OrderXWriter xml, string telephone, string email)
    {
        if (telephone.Length > 0)
            xml.In("TelephoneUniversalCommunication", () => xml.Text("CompleteNumber", telephone));
        if (email.Length > 0)
            xml.In("EmailURIUniversalCommunication", () => xml.Text("URIID", email));
    }

    private static void Address(OrderXWriter xml, StoredSite site) => xml.In("PostalTradeAddress", () =>
    {
        xml.Text("PostcodeCode", site.PostalCode);
        xml.Text("LineOne", site.Street);
        xml.Text("LineTwo", site.Complement);
        xml.Text("LineThree", string.Join(", ", Indoors(site)));
        xml.Text("CityName", site.City);
        xml.Text("CountryID", site.CountryCode.Length > 0 ? site.CountryCode : Home);
    });

    private static IEnumerable<string> Indoors(StoredSite site)
    {
        if (site.Building.Length > 0)
            yield return $"bâtiment {site.Building}";
        if (site.Staircase.Length > 0)
            yield return $"escalier {site.Staircase}";
        if (site.Floor.Length > 0)
            yield return $"étage {site.Floor}";
        if (site.Door.Length > 0)
            yield return $"porte {site.Door}";
    }
}
