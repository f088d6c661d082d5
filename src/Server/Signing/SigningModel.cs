using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Keys, indexes and relations of signatures that were asked for.</summary>
internal static class SigningModel
{
    public static void Configure(ModelBuilder model)
    {
        Requests(model);
        model.Entity<SignatureEvidence>(evidence =>
        {
            evidence.HasKey(e => new { e.Reseller, e.AmendmentNumber, e.Revision });
            evidence.HasIndex(e => e.PdfSha256);
            evidence.HasIndex(e => e.JsonSha256);
            evidence.HasIndex(e => e.CertificateSha256);
            evidence.HasOne<Quote>().WithOne().HasForeignKey<SignatureEvidence>(e => new { e.Reseller, e.AmendmentNumber, e.Revision }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SignatureSeal>(seal =>
        {
            seal.HasKey(s => new { s.Reseller, s.AmendmentNumber, s.Revision });
            seal.HasIndex(s => s.SealedSha256);
            seal.HasOne<SignatureEvidence>().WithOne().HasForeignKey<SignatureSeal>(s => new { s.Reseller, s.AmendmentNumber, s.Revision }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Requests(ModelBuilder model) => model.Entity<SignatureRequest>(request =>
    {
        request.ToTable("SignatureRequests");
        request.HasKey(r => new { r.Reseller, r.AmendmentNumber, r.Revision });
        request.HasIndex(r => r.LinkDigest).IsUnique();
        request.HasOne<Quote>().WithOne().HasForeignKey<SignatureRequest>(r => new { r.Reseller, r.AmendmentNumber, r.Revision }).OnDelete(DeleteBehavior.Restrict);

        // Changed on condition that they are what was read: a link signs or refuses once, whoever else is at it.
        request.Property(r => r.Answer).IsConcurrencyToken();
        request.Property(r => r.LinkDigest).IsConcurrencyToken().IsSecret();
        request.Property(r => r.CodeTries).IsConcurrencyToken();
        request.Property(r => r.SealedLink).IsSecret();
        request.Property(r => r.CodeDigest).IsSecret();
        request.Property(r => r.SealedCode).IsSecret();
        request.Property(r => r.Documents).IsDocument();
        request.Property(r => r.AgreedTexts).IsDocument();
    });
}
