using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Storage.Formats;
using MyOpenIP.Server.Writes;

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
            offer.Property(o => o.State).HasConversion(
                state => OutcomeNames.ContractStates.Of(state).ToString(),
                stored => OutcomeNames.ContractStates.Read(Enum.Parse<StoredContractState>(stored)));
            offer.HasIndex(o => new { o.Reseller, o.CustomerId, o.ReferenceNumber });

            // The columns on which the list can be sorted, for one reseller and for all.
            offer.HasIndex(o => new { o.Reseller, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.SearchName, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.OrderReference, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.SearchAccount, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.CreatedOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.DeliveredOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.Reseller, o.CustomerSearchName, o.ReferenceNumber });
            offer.HasIndex(o => o.ReferenceNumber).IsUnique();
            offer.HasIndex(o => new { o.SearchName, o.ReferenceNumber });
            offer.HasIndex(o => new { o.OrderReference, o.ReferenceNumber });
            offer.HasIndex(o => new { o.SearchAccount, o.ReferenceNumber });
            offer.HasIndex(o => new { o.CreatedOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.DeliveredOn, o.ReferenceNumber });
            offer.HasIndex(o => new { o.CustomerSearchName, o.ReferenceNumber });

            // Copies of what the customer is: its version, which is in the etag of the offer too, moves with them.
            offer.Property(o => o.CustomerSearchName).IsOutsideVersion();
            offer.Property(o => o.Account).IsOutsideVersion();
            offer.Property(o => o.SearchAccount).IsOutsideVersion();
            offer.Property(o => o.SiteCity).IsOutsideVersion();
            offer.Property(o => o.SearchCity).IsOutsideVersion();
            offer.Property(o => o.OpenAmendment).IsOutsideVersion().IsConcurrencyToken();
            offer.HasOne<Customer>().WithMany().HasForeignKey(o => new { o.Reseller, o.CustomerId }).OnDelete(DeleteBehavior.Restrict);
            offer.HasMany(o => o.Versions).WithOne().HasForeignKey(v => new { v.Reseller, v.OfferReference }).OnDelete(DeleteBehavior.Cascade);
            offer.HasMany(o => o.Products).WithOne().HasForeignKey(p => new { p.Reseller, p.OfferReference }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ContractVersion>().HasKey(v => new { v.Reseller, v.OfferReference, v.Number });
        model.Entity<HeldProduct>(product =>
        {
            // They follow the terms, which are told.
            product.IsUnaudited().ToTable("HeldProducts").HasKey(p => new { p.Reseller, p.ProductCode, p.OfferReference });
            product.HasIndex(p => new { p.Reseller, p.OfferReference });
        });
    }
}
