using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>What an amendment wants, as it is stored.</summary>
internal static class WishesFormat
{
    /// <summary>What is stored.</summary>
    public static byte[] Bytes(AmendmentWishes wishes) => ProtoWriter.Bytes(wishes, Write);

    /// <summary>What was stored.</summary>
    public static AmendmentWishes Read(byte[] bytes)
    {
        var stored = StoredValues.Read(StoredWishes.Parser, bytes);
        return new()
        {
            Quantities = [.. stored.Quantities.Select(q => new Pricing.WantedQuantity(q.Product, q.FinalQuantity))],
            Discounts = [.. stored.Discounts.Select(d => new AskedDiscount(RequestFormat.ToDiscount(d.Discount), d.Asker, new(d.AskedAt, TimeSpan.Zero)))],
            Grants = [.. stored.Grants.Select(g => new GivenGrant(RequestFormat.ToGrant(g.Grant), new(g.GrantedAt, TimeSpan.Zero)))],
            Contacts = [.. stored.Contacts.Select(ToContact)],
        };
    }

    private static void Write(ProtoWriter writer, AmendmentWishes wishes)
    {
        foreach (var wanted in wishes.Quantities)
            RequestFormat.Write(writer, StoredWishes.QuantitiesFieldNumber, wanted);
        foreach (var asked in wishes.Discounts)
        {
            var start = writer.Begin(StoredWishes.DiscountsFieldNumber);
            RequestFormat.Write(writer, StoredAskedDiscount.DiscountFieldNumber, asked.Discount);
            writer.Text(StoredAskedDiscount.AskerFieldNumber, asked.Asker);
            writer.Number(StoredAskedDiscount.AskedAtFieldNumber, asked.AskedAt.UtcTicks);
            writer.End(start);
        }
        foreach (var given in wishes.Grants)
        {
            var start = writer.Begin(StoredWishes.GrantsFieldNumber);
            RequestFormat.Write(writer, StoredGivenGrant.GrantFieldNumber, given.Grant);
            writer.Number(StoredGivenGrant.GrantedAtFieldNumber, given.GrantedAt.UtcTicks);
            writer.End(start);
        }
        foreach (var contact in wishes.Contacts)
            Write(writer, contact);
    }

    private static void Write(ProtoWriter writer, OnSiteContact contact)
    {
        var start = writer.Begin(StoredWishes.ContactsFieldNumber);
        if (contact.ContactNumber is { } number)
            writer.NumberOrZero(StoredOnSiteContact.ContactNumberFieldNumber, number);
        writer.Text(StoredOnSiteContact.NameFieldNumber, contact.Name);
        writer.Text(StoredOnSiteContact.TelephoneFieldNumber, contact.Telephone);
        writer.Text(StoredOnSiteContact.EmailFieldNumber, contact.Email);
        writer.Text(StoredOnSiteContact.AccessHoursFieldNumber, contact.AccessHours);
        writer.Text(StoredOnSiteContact.RoleFieldNumber, contact.Role);
        writer.End(start);
    }

    private static OnSiteContact ToContact(StoredOnSiteContact stored) => new()
    {
        ContactNumber = stored.HasContactNumber ? stored.ContactNumber : null,
        Name = stored.Name,
        Telephone = stored.Telephone,
        Email = stored.Email,
        AccessHours = stored.AccessHours,
        Role = stored.Role,
    };
}
