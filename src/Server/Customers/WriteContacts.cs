using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Customers;

/// <summary>Adds and corrects the contacts of a customer.</summary>
internal static class WriteContacts
{
    /// <summary>Adds one.</summary>
    /// <param name="write">The write.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="patch">The contact.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, LIMIT_EXCEEDED.</exception>
    public static async Task<WrittenPart<Contact>> AddAsync(Write write, long customer, PartPatch<Contact> patch)
    {
        var (context, owner) = (write.Context, await write.CustomerForAsync(customer));
        var contact = new Contact
        {
            Reseller = owner.Reseller,
            CustomerId = owner.Id,
            Number = await write.NextNumberAsync(context.Contacts.Where(c => c.Reseller == owner.Reseller && c.CustomerId == owner.Id).Select(c => c.Number)),
            Name = "",
            Telephone = "",
        };
        patch.Apply(contact);
        context.Add(contact);
        write.Tell(owner.Reseller, "CreateContact", ResourceNames.Contact(owner.Id, contact.Number));
        return new(contact, owner);
    }

    /// <summary>Corrects one.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Its customer and its number.</param>
    /// <param name="etag">The etag of the customer as the actor saw it.</param>
    /// <param name="patch">What changes.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, ETAG_MISMATCH.</exception>
    public static async Task<WrittenPart<Contact>> CorrectAsync(Write write, NumberedPart name, string etag, PartPatch<Contact> patch)
    {
        var (context, owner) = (write.Context, await write.CustomerForAsync(name.Customer, etag));
        var contact = await context.Contacts.SingleOrDefaultAsync(
            c => c.Reseller == owner.Reseller && c.CustomerId == owner.Id && c.Number == name.Number, write.Cancellation)
            ?? throw Fault.NotFound(ResourceNames.Contact(name.Customer, name.Number));
        patch.Apply(contact);
        write.Tell(owner.Reseller, "UpdateContact", ResourceNames.Contact(owner.Id, contact.Number));
        return new(contact, owner);
    }
}
