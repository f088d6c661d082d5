using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>From the draft to the order: the verbs that commit, and the quotes that they leave.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<IssueQuoteResponse> IssueQuote(IssueQuoteRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => issueQuote.RunAsync(write, name, request.Etag, request.Fingerprint),
            async (write, issued) =>
            {
                var answer = await AmendmentViews.QuotedAsync(
                    write.Context, issued.Amendment, issued.Quote, issued.Priced, order: null, write.Actor, write.Cancellation);
                var quote = QuoteMessages.Quote(issued.Quote, issued.Amendment, isCurrent: true, answer.Recap.Clone());
                quote.Attachments.AddRange(answer.Attachments);
                return new IssueQuoteResponse { Amendment = answer, Quote = quote };
            });
    }

    public override async Task<ValidateResponse> Validate(ValidateRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var acceptance = new GivenAcceptance
        {
            Documents = [.. request.AcceptedDocuments.Select((d, i) => new Wished<Pricing.DocumentVersion>(
                Invariant($"accepted_documents[{i}]"), new Pricing.DocumentVersion(d.Code, d.Version, d.Sha256)))],
            ExtensionConsented = request.CommitmentExtensionConsented,
            OnBehalfOfCustomer = request.OnBehalfOfCustomer,
            Comment = checks.Text("comment", request.Comment, TextKinds.Comment),
        };
        (PartName, int)? proof = request.ProofAttachment.Length == 0 ? null : checks.Attachment("proof_attachment", request.ProofAttachment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => validateQuote.RunAsync(write, name, request.Etag, request.Fingerprint, acceptance, proof),
            async (write, accepted) =>
            {
                var order = accepted.Order;
                var answer = new ValidateResponse
                {
                    Amendment = await AmendmentViews.QuotedAsync(
                        write.Context, accepted.Amendment, accepted.Quote, accepted.Priced, order.Number, write.Actor, write.Cancellation),
                    Order = OrderMessages.Order(
                        order, withCharges: true, QuoteMessages.Documents(accepted.Quote.Documents), accepted.Priced.Outcome.Currency,
                        OrderStates.Lifecycle.AvailableTo(write.Actor, order.State)),
                };
                answer.Order.Attachments.AddRange(answer.Amendment.Attachments);
                if (request.ValidateOnly)
                    (answer.Order.Name, answer.Order.Number, answer.Amendment.Order) = ("", "", "");
                return answer;
            });
    }

    public override async Task<ListQuotesResponse> ListQuotes(ListQuotesRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.Part("parent", request.Parent, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        var page = await storage.Quotes.Where(q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number)
            .WithoutPrice().PageAsync(LatestRevisionFirst, after, size, context.CancellationToken);
        var current = views.CurrentRevision(amendment);
        var answer = new ListQuotesResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        answer.Quotes.AddRange(page.Rows.Select(quote => QuoteMessages.Quote(quote, amendment, quote.Revision == current, recap: null)));
        return answer;
    }

    public override async Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var (name, revision) = checks.Quote("name", request.Name);
        checks.ThrowIfFaulty();

        await using var storage = await contexts.OpenAsync(Caller.Of(context), context.CancellationToken);
        var amendment = await storage.AmendmentAsync(name, context.CancellationToken);
        var quote = await storage.Quotes.AsNoTracking().SingleOrDefaultAsync(
            q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number && q.Revision == revision, context.CancellationToken)
            ?? throw Fault.NotFound(request.Name);
        return new GetQuoteResponse { Quote = await views.WholeAsync(storage, amendment, quote, context.CancellationToken) };
    }

    private static readonly KeyColumn<Quotes.Quote>[] LatestRevisionFirst = [KeyColumn<Quotes.Quote>.By(q => q.Revision, descending: true)];
}
