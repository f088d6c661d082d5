using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Customers;

/// <summary>Customers, their sites and contacts.</summary>
internal static class CustomerMessages
{
    /// <summary>A customer; its sites and contacts as far as they are loaded.</summary>
    public static V1.Customer Customer(Customer customer)
    {
        var proto = new V1.Customer
        {
            Name = ResourceNames.Customer(customer.Id),
            Identifier = customer.Id,
            CompanyName = customer.Name,
            Reseller = customer.Reseller,
            Account = customer.Account,
            Reference = customer.Reference,
            Siren = customer.Siren,
            Siret = customer.Siret,
            VatNumber = customer.VatNumber,
            Status = customer.LegalStatus,
            State = SameName.To<CustomerState, V1.CustomerState>(customer.State),
            CreatedOn = Date(customer.CreatedOn),
            Size = SameName.To<Pricing.CustomerSize, V1.CustomerSize>(customer.Size),
            ProtectionWaived = customer.ProtectionWaived,
            Territory = customer.Territory,
            TaxStatus = customer.TaxStatus,
            Email = customer.Email,
            Telephone = customer.Telephone,
            Etag = Etags.Of(customer),
        };
        proto.Sites.AddRange(customer.Sites.OrderBy(s => s.Number).Select(Site));
        proto.Contacts.AddRange(customer.Contacts.OrderBy(c => c.Number).Select(Contact));
        return proto;
    }

    /// <summary>A site.</summary>
    public static V1.Site Site(Site site) => new()
    {
        Name = ResourceNames.Site(site.CustomerId, site.Number),
        DisplayName = site.Name,
        Siret = site.Siret,
        Address = new V1.PostalAddress
        {
            Street = site.Street,
            PostalCode = site.PostalCode,
            City = site.City,
            CountryCode = site.CountryCode,
            InseeCode = site.InseeCode,
        },
        Complement = site.HasComplement || site.AccessNote.Length > 0
            ? new V1.AddressComplement
            {
                Text = site.Complement,
                Building = site.Building,
                Staircase = site.Staircase,
                Floor = site.Floor,
                Door = site.Door,
                AccessNote = site.AccessNote,
            }
            : null,
        Telephone = site.Telephone,
    };

    /// <summary>A contact.</summary>
    public static V1.Contact Contact(Contact contact) => new()
    {
        Name = ResourceNames.Contact(contact.CustomerId, contact.Number),
        DisplayName = contact.Name,
        Telephone = contact.Telephone,
        Email = contact.Email,
        AccessHours = contact.AccessHours,
        Role = contact.Role,
    };
}
