using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Quotes;

/// <summary>Keys, indexes and relations of quotes.</summary>
internal static class QuotesModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Quote>(quote =>
        {
            quote.HasKey(q => new { q.Reseller, q.AmendmentNumber, q.Revision });
            quote.HasOne<Amendment>().WithMany().HasForeignKey(q => new { q.Reseller, q.AmendmentNumber }).OnDelete(DeleteBehavior.Cascade);
            quote.HasMany(q => q.Documents).WithOne()
                .HasForeignKey(d => new { d.Reseller, d.AmendmentNumber, d.Revision }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<QuoteDocument>().ToTable("QuoteDocuments").HasKey(d => new { d.Reseller, d.AmendmentNumber, d.Revision, d.Code });
    }
}
