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
            amendment.Property(a => a.Wishes).HasConversion(wishes => WishesFormat.Bytes(wishes), stored => WishesFormat.Read(stored));
            amendment.Ignore(a => a.Wanted);
        });
    }
}
