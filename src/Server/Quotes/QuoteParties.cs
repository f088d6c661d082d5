using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Quotes;

/// <summary>Whom and what a quote names, frozen with it: what becomes of the customer or the seller later changes no quote.</summary>
internal static class QuoteParties
{
    /// <summary>As they stand now.</summary>
    /// <param name="seller">Who sells.</param>
    /// <param name="customer">Who buys, with its sites.</param>
    /// <param name="offer">The contracted offer.</param>
    /// <param name="amendment">The amendment.</param>
    public static StoredParties Of(Seller seller, Customer customer, ContractedOffer offer, Amendment amendment) => new()
    {
        Seller = Of(seller),
        Buyer = new StoredBuyer
        {
            Identifier = customer.Id,
            Name = customer.Name,
            Siren = customer.Siren,
            VatNumber = customer.VatNumber,
            Account = customer.Account,
            Reference = customer.Reference,
        },
        Offer = new StoredAmendedOffer
        {
            Reference = offer.Reference,
            Name = offer.Name,
            Telephone = offer.Telephone,
            CreatedOn = StoredValues.Day(offer.CreatedOn),
            DeliveredOn = offer.DeliveredOn == ContractedOffer.NotDelivered ? 0 : StoredValues.Day(offer.DeliveredOn),
        },
        InstallationSite = Of(customer.Sites.Single(s => s.Number == amendment.InstallationSiteNumber)),
        BillingSite = Of(customer.Sites.Single(s => s.Number == amendment.BillingSiteNumber)),
        Contacts = { amendment.Wishes.Contacts.Select(Of) },
    };

    /// <summary>The seller that was stored.</summary>
    public static Seller ToSeller(StoredSeller stored) => new()
    {
        Brand = stored.Brand,
        Name = stored.Name,
        Form = stored.Form,
        Siren = stored.Siren,
        Register = stored.Register,
        VatNumber = stored.VatNumber,
        Address = stored.Address,
        Telephone = stored.Telephone,
        Email = stored.Email,
        Website = stored.Website,
        Color = stored.Color,
        Mentions = stored.Mentions,
        LogoImage = stored.Logo.ToByteArray(),
    };

    private static StoredSeller Of(Seller seller) => new()
    {
        Brand = seller.Brand,
        Name = seller.Name,
        Form = seller.Form,
        Siren = seller.Siren,
        Register = seller.Register,
        VatNumber = seller.VatNumber,
        Address = seller.Address,
        Telephone = seller.Telephone,
        Email = seller.Email,
        Website = seller.Website,
        Color = seller.Color,
        Mentions = seller.Mentions,
        Logo = StoredValues.Opaque(seller.LogoImage),
    };

    private static StoredSite Of(Site site) => new()
    {
        Name = site.Name,
        Siret = site.Siret,
        Street = site.Street,
        PostalCode = site.PostalCode,
        City = site.City,
        CountryCode = site.CountryCode,
        Complement = site.Complement,
        Building = site.Building,
        Staircase = site.Staircase,
        Floor = site.Floor,
        Door = site.Door,
        AccessNote = site.AccessNote,
        Telephone = site.Telephone,
    };

    private static StoredOnSiteContact Of(OnSiteContact contact)
    {
        var stored = new StoredOnSiteContact
        {
            Name = contact.Name,
            Telephone = contact.Telephone,
            Email = contact.Email,
            AccessHours = contact.AccessHours,
            Role = contact.Role,
        };
        if (contact.ContactNumber is { } number)
            stored.ContactNumber = number;
        return stored;
    }
}
