using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Signing;

/// <summary>Keys, indexes and relations of signatures that were asked for.</summary>
internal static class SigningModel
{
    public static void Configure(ModelBuilder model) => model.Entity<SignatureRequest>(request =>
    {
        request.ToTable("SignatureRequests");
        request.HasKey(r => new { r.Reseller, r.AmendmentNumber, r.Revision });
        request.HasIndex(r => r.LinkDigest).IsUnique();
        request.HasOne<Quote>().WithOne().HasForeignKey<SignatureRequest>(r => new { r.Reseller, r.AmendmentNumber, r.Revision }).OnDelete(DeleteBehavior.Restrict);
        request.Property(r => r.Documents).IsDocument();
        request.Property(r => r.AgreedTexts).IsDocument();
    });
}
