using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Customers;

/// <summary>Keys, indexes and relations of customers, sites and contacts.</summary>
internal static class CustomersModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Customer>(customer =>
        {
            customer.HasKey(c => new { c.Reseller, c.Id });
            customer.Property(c => c.Id).ValueGeneratedNever();
            customer.HasIndex(c => c.Id).IsUnique();
            customer.Property(c => c.Size).HasConversion(
                size => RequestNames.CustomerSizes.Of(size).ToString(), stored => RequestNames.CustomerSizes.Read(Enum.Parse<StoredCustomerSize>(stored)));
            customer.HasIndex(c => new { c.Reseller, c.SearchName, c.Id });
            customer.HasIndex(c => new { c.SearchName, c.Id });
            customer.HasMany(c => c.Sites).WithOne().HasForeignKey(s => new { s.Reseller, s.CustomerId }).OnDelete(DeleteBehavior.Cascade);
            customer.HasMany(c => c.Contacts).WithOne().HasForeignKey(s => new { s.Reseller, s.CustomerId }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Site>(site =>
        {
            site.HasKey(s => new { s.Reseller, s.CustomerId, s.Number });
            site.Ignore(s => s.HasComplement);
        });
        model.Entity<Contact>(contact => contact.HasKey(c => new { c.Reseller, c.CustomerId, c.Number }));
    }
}
