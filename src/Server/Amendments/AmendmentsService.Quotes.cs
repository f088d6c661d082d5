using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Amendments;

/// <content>From the draft to the order: the verbs that commit, and the quotes that they leave.</content>
internal sealed partial class AmendmentsService
{
    public override async Task<IssueQuoteResponse> IssueQuote(IssueQuoteRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var amendment = await LoadForAsync(mutation, name, request.Etag, AmendmentAction.IssueQuote);
            var inputs = await LoadInputsAsync(mutation, amendment);
            var priced = pricing.Price(inputs, amendment);
            RequireNone(amendment, priced.Outcome.Violations.Where(v => v.Blocks is Pricing.Blocks.Quote));
            RequireFingerprint(request.Fingerprint, priced.Fingerprint);

            var quote = NewQuote(mutation, amendment, priced);
            mutation.Context.Quotes.Add(quote);
            (amendment.LatestRevision, amendment.OfferVersion, amendment.ExpiresAt) =
                (quote.Revision, inputs.Offer.CurrentVersion, quote.ExpiresAt);
            await MoveAsync(mutation, amendment, AmendmentState.Quoted, "IssueQuote");
            await TellAsync(mutation, amendment, "IssueQuote");
            await mutation.SaveAsync();
            var answer = await views.WholeAsync(mutation.Context, amendment, mutation.Caller, mutation.Cancellation);
            return new IssueQuoteResponse { Amendment = answer, Quote = QuoteMessages.Quote(quote, amendment, isCurrent: true, answer.Recap.Clone()) };
        });
    }

    public override async Task<ValidateResponse> Validate(ValidateRequest request, ServerCallContext context)
    {
        Roles.RequireOperator(Caller.Of(context));
        var checks = new RequestChecks();
        var name = checks.Part("name", request.Name, ResourceNames.Amendments);
        var comment = checks.Text("comment", request.Comment, RequestChecks.LongestComment);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await mutations.RunAsync(context, request, requestId, request.ValidateOnly, async mutation =>
        {
            var amendment = await LoadForAsync(mutation, name, request.Etag, AmendmentAction.Validate);
            var quote = await AmendmentViews.LatestQuoteAsync(mutation.Context, amendment, mutation.Cancellation);
            RequireFingerprint(request.Fingerprint, quote.Fingerprint);
            var offer = await mutation.Context.ContractedOfferAsync(amendment.Reseller, amendment.OfferReference, mutation.Cancellation);
            ContractVersions.RequireUnchanged(offer, amendment.OfferVersion);
            CustomerAccess.RequireActive(await mutation.Context.CustomerAsync(mutation.Caller, amendment.CustomerId, mutation.Cancellation));
            var priced = Priced.FrozenBy(quote).Outcome;
            RequireNone(amendment, StandingAt(priced, offer, quote, request));

            var order = NewOrder(mutation, amendment, quote, request, comment);
            order.Number = await mutation.Context.NextOrderNumberAsync(mutation.Cancellation);
            order.Charges.AddRange(OrderCharges.Of(priced, order));
            mutation.Context.Add(order);
            await mutation.TellStateAsync<Orders.OrderState>(order.Reseller, order.Number, null, order.State, "Validate");
            await MoveAsync(mutation, amendment, AmendmentState.Accepted, "Validate");
            amendment.ExpiresAt = null;
            await TellAsync(mutation, amendment, "Validate");
            await mutation.SaveAsync();
            var answer = new ValidateResponse
            {
                Amendment = await views.WholeAsync(mutation.Context, amendment, mutation.Caller, mutation.Cancellation),
                Order = OrderMessages.Order(order, QuoteMessages.Documents(quote), priced.Currency, OrderStates.AvailableTo(mutation.Caller, order.State)),
            };
            if (request.ValidateOnly)
                (answer.Order.Name, answer.Order.Number, answer.Amendment.Order) = ("", "", "");
            return answer;
        });
    }

    public override async Task<ListQuotesResponse> ListQuotes(ListQuotesRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var name = checks.Part("parent", request.Parent, ResourceNames.Amendments);
        checks.ThrowIfFaulty();

        var caller = Caller.Of(context);
        var (size, after) = (PageTokens.Size(request.PageSize), pageTokens.Read(caller, request, request.PageToken));
        await using var storage = await contexts.CreateDbContextAsync(context.CancellationToken);
        var amendment = await storage.AmendmentAsync(caller, name, context.CancellationToken);
        var page = await storage.Quotes.Where(q => q.Reseller == amendment.Reseller && q.AmendmentNumber == amendment.Number)
            .WithoutPrice().PageAsync(LatestRevisionFirst, after, size, context.CancellationToken);
        var revisions = page.Rows.Select(q => q.Revision).ToList();
        var documents = await storage.Set<QuoteDocument>().AsNoTracking()
            .Where(d => d.Reseller == amendment.Reseller && d.AmendmentNumber == amendment.Number && revisions.Contains(d.Revision))
            .ToListAsync(context.CancellationToken);

        var latest = AmendmentStates.RestsOnQuote(AmendmentStates.AsOf(amendment, clock.Now)) ? amendment.LatestRevision : 0;
        var answer = new ListQuotesResponse { NextPageToken = page.NextKey is { } next ? pageTokens.Write(caller, request, next) : "" };
        foreach (var quote in page.Rows)
        {
            quote.Documents.AddRange(documents.Where(d => d.Revision == quote.Revision));
            answer.Quotes.Add(QuoteMessages.Quote(quote, amendment, quote.Revision == latest, recap: null));
        }
        return answer;
    }

    private static readonly KeyColumn<Quotes.Quote>[] LatestRevisionFirst = [KeyColumn<Quotes.Quote>.By(q => q.Revision, descending: true)];

    private Quotes.Quote NewQuote(Mutation mutation, Amendment amendment, Priced priced)
    {
        var quote = new Quotes.Quote
        {
            Reseller = amendment.Reseller,
            AmendmentNumber = amendment.Number,
            Revision = amendment.LatestRevision + 1,
            IssuedAt = mutation.Now,
            IssuedBy = mutation.Caller.Identifier,
            ExpiresAt = QuoteValidity.EndOf(priced, policies.QuoteValidityDays),
            PricingDate = priced.Outcome.PricingDate,
            EffectiveDate = priced.Outcome.EffectiveDate,
            CanonicalRequest = priced.CanonicalRequest,
            CanonicalOutcome = priced.CanonicalOutcome,
            Fingerprint = priced.Fingerprint,
        };
        quote.Documents.AddRange(policies.Documents.Select(d => new QuoteDocument
        {
            Reseller = quote.Reseller,
            AmendmentNumber = quote.AmendmentNumber,
            Revision = quote.Revision,
            Code = d.Code,
            Title = d.Title,
            DocumentVersion = d.Version,
            Sha256 = d.Sha256,
        }));
        return quote;
    }

    private static Orders.Order NewOrder(Mutation mutation, Amendment amendment, Quotes.Quote quote, ValidateRequest request, string comment) => new()
    {
        Reseller = amendment.Reseller,
        Number = "",
        CustomerId = amendment.CustomerId,
        AmendmentNumber = amendment.Number,
        QuoteRevision = quote.Revision,
        OfferReference = amendment.OfferReference,
        State = Orders.OrderState.Created,
        AcceptedBy = mutation.Caller.Identifier,
        AcceptedAt = mutation.Now,
        OnBehalfOfCustomer = request.OnBehalfOfCustomer,
        DocumentsAccepted = true,
        ExtensionConsented = request.CommitmentExtensionConsented,
        Comment = comment,
        UpdatedAt = mutation.Now,
    };

    /// <summary>What stands against the acceptance: the quote's violations are frozen; the offer's state and what is accepted are judged now.</summary>
    private static IEnumerable<Pricing.Violation> StandingAt(PricedAmendment priced, ContractedOffers.ContractedOffer offer, Quotes.Quote quote, ValidateRequest request)
    {
        if (offer.State is not ContractState.Delivered)
            yield return new(ViolationCode.OfferNotDelivered, null, [Pricing.Operand.Code("state", offer.State.ToString())]);
        var accepted = request.AcceptedDocuments.Select(d => (d.Code, d.Version, d.Sha256)).ToHashSet();
        foreach (var violation in priced.Violations)
            if (violation.Code switch
            {
                ViolationCode.DocumentsNotAccepted => !quote.Documents.All(d => accepted.Contains((d.Code, d.DocumentVersion, d.Sha256))),
                ViolationCode.ConsentRequired => !request.CommitmentExtensionConsented,
                _ => true,
            })
                yield return violation;
    }

    private static void RequireNone(Amendment amendment, IEnumerable<Pricing.Violation> violations)
    {
        var name = ResourceNames.Amendment(amendment.CustomerId, amendment.Number);
        Precondition[] standing = [.. violations.Select(v => ReasonMessages.Precondition(v, name))];
        if (standing.Length > 0)
            throw Fault.FailedPrecondition(standing);
    }

    private static void RequireFingerprint(string given, string current)
    {
        if (given != current)
            throw Fault.Aborted(ErrorReason.FingerprintMismatch, ("fingerprint", current));
    }
}
