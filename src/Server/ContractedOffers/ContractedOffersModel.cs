using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>Keys, indexes and relations of contracted offers and their versions.</summary>
internal static class ContractedOffersModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ContractedOffer>(offer =>
        {
            offer.HasKey(o => new { o.Reseller, o.Reference });
            offer.HasIndex(o => o.Reference).IsUnique();
            offer.HasIndex(o => new { o.Reseller, o.CustomerId, o.ReferenceNumber });

            // The columns on which the list can be sorted, for one reseller and for all.
            offer.HasIndex(o => new { o.Reseller, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.Name, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.OrderReference, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.Account, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.DeliveredOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.CustomerSearchName, o.ReferenceNumber });
            offer.HasIndex(o => o.ReferenceNumber).IsUnique();
            offer.HasIndex(o => new { o.Name, o.ReferenceNumber });
            offer.HasIndex(o => new { o.OrderReference, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Account, o.ReferenceNumber });
            offer.HasIndex(o => new { o.DeliveredOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.CustomerSearchName, o.ReferenceNumber });

            offer.HasOne<Customer>().WithMany().HasForeignKey(o => new { o.Reseller, o.CustomerId }).OnDelete(DeleteBehavior.Restrict);
            offer.HasMany(o => o.Versions).WithOne().HasForeignKey(v => new { v.Reseller, v.OfferReference }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ContractVersion>(version =>
        {
            version.HasKey(v => new { v.Reseller, v.OfferReference, v.Number });
            version.ComplexProperty(v => v.Billing);
            version.ComplexProperty(v => v.Commitment);
            version.ComplexProperty(v => v.Policies);
            version.HasMany(v => v.Lines).WithOne()
                .HasForeignKey(l => new { l.Reseller, l.OfferReference, l.VersionNumber }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ContractVersionLine>(line =>
        {
            line.ToTable("ContractLines").HasKey(l => new { l.Reseller, l.OfferReference, l.VersionNumber, l.ProductCode });
            line.HasMany(l => l.Lots).WithOne()
                .HasForeignKey(l => new { l.Reseller, l.OfferReference, l.VersionNumber, l.ProductCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ContractLot>(lot =>
        {
            lot.ToTable("ContractLots").HasKey(l => new { l.Reseller, l.OfferReference, l.VersionNumber, l.ProductCode, l.Number });
            lot.HasMany(l => l.Discounts).WithOne()
                .HasForeignKey(d => new { d.Reseller, d.OfferReference, d.VersionNumber, d.ProductCode, d.LotNumber })
                .OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<LotDiscount>(discount => discount.ToTable("LotDiscounts")
            .HasKey(d => new { d.Reseller, d.OfferReference, d.VersionNumber, d.ProductCode, d.LotNumber, d.Position }));
    }
}
