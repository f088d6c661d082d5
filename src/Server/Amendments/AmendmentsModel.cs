using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.ContractedOffers;

namespace MyOpenIP.Server.Amendments;

/// <summary>Keys, indexes and relations of amendments.</summary>
internal static class AmendmentsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Amendment>(amendment =>
        {
            amendment.HasKey(a => new { a.Reseller, a.Number });
            amendment.HasIndex(a => a.Number).IsUnique();
            amendment.HasIndex(a => new { a.Reseller, a.CustomerId, a.Number });
            amendment.HasIndex(a => a.ExpiresAt).HasFilter($"\"State\" IN ({string.Join(", ", AmendmentStates.CanExpire.Select(s => $"'{s}'"))})");
            amendment.HasIndex(a => new { a.Reseller, a.OfferReference }).IsUnique()
                .HasFilter($"\"State\" IN ({string.Join(", ", AmendmentStates.Lifecycle.NotEnded.Select(s => $"'{s}'"))})")
                .HasDatabaseName("IX_Amendments_OneOpenPerOffer");
            amendment.HasOne<ContractedOffer>().WithMany()
                .HasForeignKey(a => new { a.Reseller, a.OfferReference }).OnDelete(DeleteBehavior.Restrict);
            amendment.HasMany(a => a.Quantities).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Discounts).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Grants).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Contacts).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AmendmentQuantity>().ToTable("AmendmentQuantities").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentDiscount>().ToTable("AmendmentDiscounts").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentGrant>().ToTable("AmendmentGrants").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentContact>().ToTable("AmendmentContacts").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.Position });
    }
}
