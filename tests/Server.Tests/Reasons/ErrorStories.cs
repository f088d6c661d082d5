using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Reasons;

/// <summary>One call for each error of the service that brings it about.</summary>
internal static class ErrorStories
{
    public static readonly IReadOnlyDictionary<ErrorReason, Func<ServerFixture, Task<Refusal>>> All =
        new Dictionary<ErrorReason, Func<ServerFixture, Task<Refusal>>>
        {
            [ErrorReason.Unauthenticated] = f => Refusal.OfAsync(f.Server.As("Dev nobody").Catalog.ListOffersAsync(new())),
            [ErrorReason.PermissionDenied] = f => Refusal.OfAsync(
                f.Server.Reseller.Catalog.ImportCatalogAsync(new() { RequestId = Steps.NewId(), Content = ByteString.CopyFromUtf8("{}") })),
            [ErrorReason.NotFound] = f => Refusal.OfAsync(f.Server.Operator.Catalog.GetOfferAsync(new() { Name = "offers/none" })),
            [ErrorReason.InvalidArgument] = f => Refusal.OfAsync(f.Server.Operator.Catalog.ListOffersAsync(new() { PageSize = -1 })),
            [ErrorReason.RequestIdReused] = RequestIdReusedAsync,
            [ErrorReason.PageTokenInvalid] = f => Refusal.OfAsync(f.Server.Operator.Catalog.ListOffersAsync(new() { PageToken = "AAAA" })),
            [ErrorReason.OrderByInvalid] = f => Refusal.OfAsync(f.Server.Operator.Customers.ListCustomersAsync(new() { OrderBy = "colour" })),
            [ErrorReason.EtagMismatch] = EtagMismatchAsync,
            [ErrorReason.FingerprintMismatch] = FingerprintMismatchAsync,
            [ErrorReason.ConcurrentChange] = ConcurrentChangeAsync,
            [ErrorReason.StateNotAllowed] = StateNotAllowedAsync,
            [ErrorReason.QuoteExpired] = QuoteExpiredAsync,
            [ErrorReason.ContractedOfferChanged] = ContractedOfferChangedAsync,
            [ErrorReason.LimitExceeded] = f => Refusal.OfAsync(f.Server.Operator.Catalog.ImportCatalogAsync(
                new() { RequestId = Steps.NewId(), Content = ByteString.CopyFrom(new byte[(16 * 1024 * 1024) + 1]) })),
            [ErrorReason.Unavailable] = FullDisk.RefusalAsync,
            [ErrorReason.Internal] = InternalAsync,
            [ErrorReason.FilterInvalid] = f => Refusal.OfAsync(f.Server.Operator.Customers.ListCustomersAsync(new() { Filter = "colour = 1" })),
            [ErrorReason.DeadlineExceeded] = DeadlineTests.RefusalAsync,
            [ErrorReason.ApprovalOfOwnRequest] = f => ApprovalAsync(f, f.Server.Operator, 60, 60),
            [ErrorReason.MailNotConfigured] = MailNotConfiguredAsync,
            [ErrorReason.LinkNotGiven] = LinkNotGivenAsync,
            [ErrorReason.ApprovalNotAwaited] = f => ApprovalAsync(f, f.Server.Reseller, 30, 29),
        };

    private static async Task<Refusal> RequestIdReusedAsync(ServerFixture fixture)
    {
        var creation = Steps.Creation(fixture.NextOffer());
        await fixture.Server.Operator.Amendments.CreateAmendmentAsync(creation);
        creation.Amendment.Comment = "other";
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.CreateAmendmentAsync(creation));
    }

    private static async Task<Refusal> EtagMismatchAsync(ServerFixture fixture)
    {
        var draft = await fixture.Server.Operator.CreateAsync(fixture.NextOffer());
        draft.Etag = "0";
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment(), "comment")));
    }

    private static async Task<Refusal> FingerprintMismatchAsync(ServerFixture fixture)
    {
        var issue = Steps.QuoteOf(await fixture.Server.Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 200)));
        issue.Fingerprint = "f2:" + new string('0', 64);
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.IssueQuoteAsync(issue));
    }

    /// <summary>The database itself lets the row slip away between its reading and its writing, as a faster writer would.</summary>
    private static async Task<Refusal> ConcurrentChangeAsync(ServerFixture fixture)
    {
        var draft = await fixture.Server.Operator.CreateAsync(fixture.NextOffer());
        await using var storage = fixture.Server.OpenStorage();
        await storage.Database.ExecuteSqlAsync(
            $"CREATE TRIGGER another_came_first BEFORE UPDATE ON Amendments BEGIN SELECT RAISE(IGNORE); END", TestContext.Current.CancellationToken);
        try
        {
            return await Refusal.OfAsync(fixture.Server.Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment { Comment = "x" }, "comment")));
        }
        finally
        {
            await storage.Database.ExecuteSqlAsync($"DROP TRIGGER another_came_first", TestContext.Current.CancellationToken);
        }
    }

    private static async Task<Refusal> StateNotAllowedAsync(ServerFixture fixture)
    {
        var draft = await fixture.Server.Operator.CreateAsync(fixture.NextOffer());
        var issue = Steps.QuoteOf(draft);
        issue.Etag = (await fixture.Server.Operator.CancelAsync(draft)).Etag;
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.IssueQuoteAsync(issue));
    }

    private static async Task<Refusal> QuoteExpiredAsync(ServerFixture fixture)
    {
        var quoted = await QuotedAsync(fixture);
        fixture.Server.Time.SetUtcNow(quoted.Quote.ExpireTime.ToDateTimeOffset());
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.ValidateAsync(Steps.ValidationOf(quoted)));
    }

    private static async Task<Refusal> ContractedOfferChangedAsync(ServerFixture fixture)
    {
        var quoted = await QuotedAsync(fixture);
        var reference = quoted.Amendment.ContractedOffer.Split('/')[3];
        await using (var storage = fixture.Server.OpenStorage())
            await storage.ContractedOffers.Where(o => o.Reference == reference)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.CurrentVersion, 2), TestContext.Current.CancellationToken);
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.ValidateAsync(Steps.ValidationOf(quoted)));
    }

    /// <summary>A stored quote that can no longer be read is a fault of the service itself.</summary>
    private static async Task<Refusal> InternalAsync(ServerFixture fixture)
    {
        var quoted = await QuotedAsync(fixture);
        var number = quoted.Quote.Number;
        await using (var storage = fixture.Server.OpenStorage())
            await storage.Database.ExecuteSqlAsync(
                $"UPDATE Quotes SET Price = x'00' WHERE AmendmentNumber = {number}", TestContext.Current.CancellationToken);
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.GetAmendmentAsync(new() { Name = quoted.Amendment.Name }));
    }

    private static async Task<Refusal> ApprovalAsync(ServerFixture fixture, Clients asker, int asked, int granted)
    {
        var creation = Steps.Creation(fixture.NextOffer(), Steps.Want("SDA_FULL", 210));
        creation.Amendment.Discounts.Add(new RequestedDiscount { Product = "SDA_FULL", RecurringPercent = new() { Value = $"{asked}" } });
        var draft = (await asker.Amendments.CreateAmendmentAsync(creation)).Amendment;
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.ApproveDiscountsAsync(new ApproveDiscountsRequest
        {
            Name = draft.Name,
            Etag = draft.Etag,
            RequestId = Steps.NewId(),
            Grants = { new DiscountGrant { Product = "SDA_FULL", FinalQuantity = 210, RecurringPercent = new() { Value = $"{granted}" } } },
        }));
    }

    private static async Task<Refusal> MailNotConfiguredAsync(ServerFixture fixture)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        try
        {
            var database = Path.Combine(folder, "myopenip.db");
            await using var server = await TestServer.StartAsync(database, TestServer.Today, settings: ["--Mail:Folder", ""]);
            var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_FULL", 2)));
            return await Refusal.OfAsync(server.Reseller.Amendments.RequestSignatureAsync(Steps.SignatureOf(quoted)));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Refusal> LinkNotGivenAsync(ServerFixture fixture)
    {
        var asked = Steps.SignatureOf(await QuotedAsync(fixture));
        asked.LinkDelivery = LinkDelivery.Requester;
        return await Refusal.OfAsync(fixture.Server.Operator.Amendments.RequestSignatureAsync(asked));
    }

    private static async Task<IssueQuoteResponse> QuotedAsync(ServerFixture fixture) => await fixture.Server.Operator.QuoteAsync(
        await fixture.Server.Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 220)));
}
