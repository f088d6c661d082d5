using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Tests.Storage;

/// <summary>What rows of this release hold beside numbers and texts: later builds read the same of it, whatever their code calls it.</summary>
public sealed class StoredColumnsTests : IDisposable
{
    private readonly StorageContext context = new DesignTimeContexts().CreateDbContext([]);

    public void Dispose() => context.Dispose();

    [Fact]
    public void The_charges_of_an_order_are_read_as_they_were_stored() => Assert.Equal(
        [
            new OrderCharge
            {
                Kind = ChargeKind.FirstPeriod,
                ProductCode = "SDA",
                ProductName = "Tranche SDA",
                Quantity = -2,
                UnitPrice = 1.5m,
                PeriodStart = new(2026, 11, 10),
                PeriodEnd = new(2026, 12, 1),
                Net = -3m,
                VatRatePercent = 8.5m,
                VatCategory = "S",
                VatMention = "DOM",
                DueFrom = new(2026, 11, 10),
                IsEstimate = true,
            },
        ],
        Read<OrderCharge>(nameof(Order.Charges), typeof(Order), """
            [{"kind":"FIRST_PERIOD","productCode":"SDA","productName":"Tranche SDA","quantity":-2,"unitPrice":"1.5","periodStart":"2026-11-10",
            "periodEnd":"2026-12-01","net":"-3","vatRatePercent":"8.5","vatCategory":"S","vatMention":"DOM","dueFrom":"2026-11-10","isEstimate":true}]
            """));

    [Fact]
    public void The_documents_of_a_quote_are_read_as_they_were_stored() => Assert.Equal(
        [new QuoteDocument("CGAS", "Conditions", "2026-01", "ab")],
        Read<QuoteDocument>(nameof(Quote.Documents), typeof(Quote), """[{"code":"CGAS","title":"Conditions","version":"2026-01","sha256":"ab"}]"""));

    [Fact]
    public void The_names_of_values_in_tables_are_those_of_storage()
    {
        var columns = context.Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Where(p => p.ClrType.IsEnum);
        Assert.Equal(
            [
                "Account.Role: Operator Reseller InternalSystem Diagnostics Service Signer",
                "Amendment.State: Draft Quoted AwaitingSignature Accepted Completed Declined Cancelled Expired",
                "Comment.Role: Operator Reseller InternalSystem Diagnostics Service Signer",
                "ContractedOffer.OrderType: Creation Migration",
                "ContractedOffer.State: Ordered Delivered Suspended Terminated",
                "Customer.Size: Micro Small NonProfit Medium Large",
                "Customer.State: Active Suspended Closed",
                "Order.State: Created Provisioning Delivered Cancelled",
                "OutboxRow.State: Pending Sent Dead",
                "SignatureRequest.Answer: None Signed Declined",
                "SignatureRequest.Language: French English",
                "SignatureRequest.LinkDelivery: Email Requester",
            ],
            columns.Select(p => $"{p.DeclaringType.ShortName()}.{p.Name}: {string.Join(' ', Enum.GetValues(p.ClrType).Cast<object>().Select(v => p.GetTypeMapping().Converter!.ConvertToProvider(v)))}")
                .Order(StringComparer.Ordinal));
        Assert.All(
            columns.Where(p => p.ClrType.Assembly == typeof(Pricing.Contract).Assembly),
            p => Assert.DoesNotContain("EnumToString", p.GetTypeMapping().Converter!.GetType().Name, StringComparison.Ordinal));
    }

    private IReadOnlyList<T> Read<T>(string column, Type row, string stored) =>
        (IReadOnlyList<T>)context.Model.FindEntityType(row)!.FindProperty(column)!.GetTypeMapping().Converter!.ConvertFromProvider(stored)!;
}
