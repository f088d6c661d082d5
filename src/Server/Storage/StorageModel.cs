using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Storage;

/// <summary>
/// Keys, indexes and relations. The reseller (tenant) comes first in every key, so that the tables can be spread over
/// servers by it. The unique indexes on a bare number serve names of which only the number is known.
/// </summary>
internal static class StorageModel
{
    public static void ConfigureCustomers(ModelBuilder model)
    {
        model.Entity<Customer>(customer =>
        {
            customer.HasKey(c => new { c.Reseller, c.Id });
            customer.Property(c => c.Id).ValueGeneratedNever();
            customer.HasIndex(c => c.Id).IsUnique();
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

    public static void ConfigureContractedOffers(ModelBuilder model)
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

    public static void ConfigureAmendments(ModelBuilder model)
    {
        model.Entity<Amendment>(amendment =>
        {
            amendment.HasKey(a => new { a.Reseller, a.Number });
            amendment.HasIndex(a => a.Number).IsUnique();
            amendment.HasIndex(a => new { a.Reseller, a.CustomerId, a.Number });
            amendment.HasIndex(a => a.ExpiresAt);
            amendment.HasIndex(a => new { a.Reseller, a.OfferReference }).IsUnique()
                .HasFilter($"\"State\" IN ({string.Join(", ", Amendment.NotEnded.Select(s => $"'{s}'"))})")
                .HasDatabaseName("IX_Amendments_OneOpenPerOffer");
            amendment.HasOne<ContractedOffer>().WithMany()
                .HasForeignKey(a => new { a.Reseller, a.OfferReference }).OnDelete(DeleteBehavior.Restrict);
            amendment.HasMany(a => a.Quantities).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Discounts).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Grants).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Contacts).WithOne().HasForeignKey(p => new { p.Reseller, p.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            amendment.HasMany(a => a.Quotes).WithOne().HasForeignKey(q => new { q.Reseller, q.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AmendmentQuantity>().ToTable("AmendmentQuantities").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentDiscount>().ToTable("AmendmentDiscounts").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentGrant>().ToTable("AmendmentGrants").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.ProductCode });
        model.Entity<AmendmentContact>().ToTable("AmendmentContacts").HasKey(p => new { p.Reseller, p.AmendmentNumber, p.Position });
        model.Entity<Quote>(quote =>
        {
            quote.HasKey(q => new { q.Reseller, q.AmendmentNumber, q.Revision });
            quote.HasMany(q => q.Documents).WithOne()
                .HasForeignKey(d => new { d.Reseller, d.AmendmentNumber, d.Revision }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<QuoteDocument>().ToTable("QuoteDocuments").HasKey(d => new { d.Reseller, d.AmendmentNumber, d.Revision, d.Code });
    }

    public static void ConfigureOrders(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.HasKey(o => new { o.Reseller, o.Number });
            order.HasIndex(o => o.Number).IsUnique();
            order.HasIndex(o => new { o.Reseller, o.AmendmentNumber }).IsUnique();
            order.HasIndex(o => new { o.Reseller, o.CustomerId, o.Number });
            order.HasOne<Amendment>().WithMany().HasForeignKey(o => new { o.Reseller, o.AmendmentNumber }).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.Charges).WithOne().HasForeignKey(c => new { c.Reseller, c.OrderNumber }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OrderCharge>().ToTable("OrderCharges").HasKey(c => new { c.Reseller, c.OrderNumber, c.Position });
    }

    public static void ConfigureRecords(ModelBuilder model)
    {
        model.Entity<StateChange>().HasKey(c => new { c.Reseller, c.Subject, c.Sequence });
        model.Entity<IdempotencyRecord>(record =>
        {
            record.HasKey(r => new { r.Reseller, r.Caller, r.Method, r.RequestId });
            record.HasIndex(r => r.Subject);
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.HasKey(e => new { e.Reseller, e.Sequence });
            entry.HasIndex(e => new { e.Reseller, e.Subject, e.Sequence });
        });
        model.Entity<NumberSequence>().HasKey(s => new { s.Reseller, s.Name });
    }

    public static void ConfigureCatalogues(ModelBuilder model)
    {
        model.Entity<CatalogueVersion>(version =>
        {
            version.HasKey(v => v.Version);
            version.HasIndex(v => v.Digest).IsUnique();
            version.HasIndex(v => v.Activation).IsUnique();
            version.HasMany(v => v.Offers).WithOne().HasForeignKey(o => o.Version).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CatalogueOfferRow>(offer =>
        {
            offer.ToTable("CatalogueOffers").HasKey(o => new { o.Version, o.Code });
            offer.HasMany(o => o.Products).WithOne().HasForeignKey(p => new { p.Version, p.OfferCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<CatalogueProductRow>(product =>
        {
            product.ToTable("CatalogueProducts").HasKey(p => new { p.Version, p.OfferCode, p.Code });
            product.HasIndex(p => new { p.Version, p.Code });
        });
        model.Entity<TaxTableVersion>(version =>
        {
            version.HasKey(v => v.Version);
            version.HasIndex(v => v.Digest).IsUnique();
            version.HasIndex(v => v.Activation).IsUnique();
        });
    }
}
