using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Orders;

/// <summary>Keys, indexes and relations of orders.</summary>
internal static class OrdersModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.HasKey(o => new { o.Reseller, o.Number });
            order.HasIndex(o => o.Number).IsUnique();
            order.HasIndex(o => new { o.Reseller, o.AmendmentNumber }).IsUnique();
            order.HasIndex(o => new { o.Reseller, o.CustomerId, o.Number });
            order.HasOne<Amendment>().WithMany().HasForeignKey(o => new { o.Reseller, o.AmendmentNumber }).OnDelete(DeleteBehavior.Restrict);
            order.Property(o => o.Charges).IsDocument();
        });
    }
}
