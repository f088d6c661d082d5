using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Catalogue;

/// <summary>Keys, indexes and relations of catalogues and tables of taxes.</summary>
internal static class CatalogueModel
{
    public static void Configure(ModelBuilder model)
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
        model.Entity<DocumentRow>().ToTable("Documents").HasKey(d => d.Sha256);
        model.Entity<TaxTableVersion>(version =>
        {
            version.HasKey(v => v.Version);
            version.HasIndex(v => v.Digest).IsUnique();
            version.HasIndex(v => v.Activation).IsUnique();
        });
    }
}
