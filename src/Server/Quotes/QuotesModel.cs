using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Storage;

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
            quote.Property(q => q.Documents).IsDocument();
        });
        model.Entity<QuotePaper>(paper =>
        {
            paper.HasKey(p => new { p.Reseller, p.AmendmentNumber, p.Revision });
            paper.HasIndex(p => p.PdfSha256);
            paper.HasOne<Quote>().WithOne().HasForeignKey<QuotePaper>(p => new { p.Reseller, p.AmendmentNumber, p.Revision }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SharedDocument>().HasKey(d => d.Digest);
    }
}
