using Grpc.Core;
using MyOpenIP.ClientSamples.Pages;
using MyOpenIP.ClientSamples.Screens;
using MyOpenIP.ClientSamples.Signing;
using MyOpenIP.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MyOpenIP.ClientSamples;

/// <summary>
/// One amendment from the search of the customer to the contracted offer changed, as the portal walks it.
/// Each step is one call or a few, asserted; what a step needs of the ones before it keeps as names, so the server may
/// be restarted between any two.
/// </summary>
/// <param name="story">What is amended, and the figures expected.</param>
/// <param name="show">Shows a screen.</param>
/// <param name="pages">Writes the screens as pages; none: null.</param>
/// <param name="signs">The customer who signs, of a reseller's portal; an operator's portal validates: null.</param>
internal sealed class Walkthrough(Story story, Action<IRenderable> show, PortalPages? pages = null, CustomerSigns? signs = null)
{
    private const string Customer = "customers/44660";

    private string contractedOffer = "";
    private string product = "";
    private Amendment amendment = new();
    private Order order = new();

    /// <summary>The steps, by the portal's numbers and words.</summary>
    public IReadOnlyList<(string Title, Func<Portal, Task> Do)> Steps =>
    [
        ("2. Search the customer", SearchCustomerAsync),
        ("3. List its contracted offers", ListContractedOffersAsync),
        ("4. Read the contracted offer", ReadContractedOfferAsync),
        ("5. Open the amendment", OpenAmendmentAsync),
        ("6. Change the quantities", ChangeQuantitiesAsync),
        ("7. Check the sites", CheckSitesAsync),
        ("8. Without an on-site contact there is no quote", MissContactAsync),
        ("8. Add an on-site contact", AddContactAsync),
        ("9. Attach a file, and read it back", AttachFileAsync),
        ("10. Read the recap", ReadRecapAsync),
        ("11. Issue the quote", IssueQuoteAsync),
        ("12. Comment, and read the documents that are accepted", ReadDocumentsAsync),
        .. signs is null
            ? ((string, Func<Portal, Task>)[])[("13b. Validate on behalf of the customer", ValidateAsync)]
            : [("13a. Notify the customer", NotifyAsync), ("13a. The customer reads the mail, and signs", SignAsync)],
        ("13. Read the evidence", ReadEvidenceAsync),
        ("14. Deliver the order", DeliverAsync),
        ("14. Find the contracted offer changed", FindOfferChangedAsync),
    ];

    private async Task SearchCustomerAsync(Portal portal)
    {
        var found = await portal.Customers.ListCustomersAsync(new ListCustomersRequest { Query = "44660" }, Portal.Waiting);
        Expect.Equal(Customer, found.Customers[0].Name, "The customer found");
        pages?.Customers(found.Customers);
    }

    private async Task ListContractedOffersAsync(Portal portal)
    {
        var offers = (await portal.ContractedOffers.ListContractedOffersAsync(
            new ListContractedOffersRequest { Parent = Customer, OrderBy = "delivered_on desc" }, Portal.Waiting)).ContractedOffers;
        show(OfferScreens.List(offers));
        pages?.List(offers, await CustomerAsync(portal));
        contractedOffer = offers.Single(o => o.Reference == story.Reference).Name;
    }

    private async Task ReadContractedOfferAsync(Portal portal)
    {
        var offer = await ReadAsync(portal);
        Expect.Equal(story.OfferName, offer.OfferName, "Name of the offer");
        Expect.Equal(ContractedOfferState.Delivered, offer.State, "State of the contracted offer");
        var line = offer.Lines.Single(l => l.ProductName == story.ProductName);
        Expect.Equal(story.Initial, line.Quantity, "Initial quantity");
        product = line.Product;
        show(OfferScreens.Detail(offer));
        pages?.Offer(offer, await CustomerAsync(portal));
    }

    private async Task OpenAmendmentAsync(Portal portal)
    {
        var request = new CreateAmendmentRequest
        {
            Parent = Customer,
            RequestId = NewRequestId(),
            Amendment = new Amendment { ContractedOffer = contractedOffer },
        };
        amendment = (await portal.Amendments.CreateAmendmentAsync(request, Portal.Waiting)).Amendment;
        Expect.Equal(AmendmentState.Draft, amendment.State, "State of the amendment");
        Expect.Equal(0m, French.ToDecimal(amendment.Recap.ChangeTotals.Recurring.Gross), "Recurring change of an amendment just opened");
        Expect.True(amendment.Recap.Violations.Any(v => v.Reason == ErrorReason.NoChange), "Nothing has changed yet");
        pages?.Opened(amendment, story.OfferName, await CustomerAsync(portal));
    }

    private async Task ChangeQuantitiesAsync(Portal portal)
    {
        var change = new Amendment { Name = amendment.Name };
        change.Lines.Add(new WantedLine { Product = product, FinalQuantity = story.Final });
        await UpdateAsync(portal, change, "lines");
        var line = amendment.Recap.Lines.Single(l => l.Product == product);
        Expect.Equal(story.Final - story.Initial, line.ChangeQuantity, "Change of the quantity");
        Expect.True(line.Reasons.Count > 0, "Every figure has its reasons");
        pages?.Draft(amendment, story.OfferName, await CustomerAsync(portal));
    }

    private async Task CheckSitesAsync(Portal portal)
    {
        var customer = await CustomerAsync(portal);
        Expect.True(customer.Sites.Any(s => s.Name == amendment.InstallationSite), "The installation site is a site of the customer");
        Expect.True(customer.Sites.Any(s => s.Name == amendment.BillingSite), "The billing site is a site of the customer");

        // The customer's page: what is found wrong there is corrected for all offers of the site.
        var correction = new UpdateSiteRequest
        {
            Site = new Site { Name = amendment.InstallationSite, Complement = new AddressComplement { AccessNote = "Sonner à l'accueil" } },
            UpdateMask = new() { Paths = { "complement.access_note" } },
            Etag = customer.Etag,
            RequestId = NewRequestId(),
        };
        var corrected = await portal.Customers.UpdateSiteAsync(correction, Portal.Waiting);
        Expect.Equal("Sonner à l'accueil", corrected.Site.Complement.AccessNote, "How to get into the installation site");
    }

    private async Task MissContactAsync(Portal portal) => show(new Text(await Expect.RefusalAsync(
        StatusCode.FailedPrecondition,
        ["ON_SITE_CONTACT_REQUIRED"],
        async () => await portal.Amendments.IssueQuoteAsync(QuoteRequest(), Portal.Waiting))));

    private async Task AddContactAsync(Portal portal)
    {
        // A new contact is the customer's: the next amendment finds it there.
        var creation = new CreateContactRequest
        {
            Parent = Customer,
            Contact = new Contact
            {
                DisplayName = "Camille Martin",
                Telephone = "+33320000000",
                AccessHours = "du lundi au vendredi, de 9 h à 17 h",
            },
            RequestId = NewRequestId(),
        };
        var contact = (await portal.Customers.CreateContactAsync(creation, Portal.Waiting)).Contact;
        var change = new Amendment { Name = amendment.Name, Comment = "Accès par la cour, sonner à l'accueil." };
        change.Contacts.Add(new Contact { Name = contact.Name });
        await UpdateAsync(portal, change, "contacts", "comment");
        Expect.Equal("Camille Martin", amendment.Contacts[0].DisplayName, "The on-site contact");
        Expect.True(amendment.Recap.CanBeQuoted, "Nothing blocks the quote");
        pages?.Sites(amendment, await CustomerAsync(portal));
    }

    private async Task AttachFileAsync(Portal portal)
    {
        var told = new NewAttachment { Parent = amendment.Name, FileName = "Plan d'accès.txt", RequestId = NewRequestId(), Etag = amendment.Etag };
        var attached = (await Files.UploadAsync(portal, told, accessPlan)).Attachment;
        Expect.Equal("text/plain", attached.MediaType, "What the file is, by its content");
        Expect.Equal(Files.Sha256(accessPlan), Files.Sha256(await Files.DownloadAsync(portal, attached)), "Digest of the attachment");
        Expect.Equal(Files.Sha256(accessPlan), attached.Sha256, "Digest as the service tells it");
        show(new Text($"{attached.FileName} ({attached.SizeBytes} octets)"));
    }

    private async Task ReadDocumentsAsync(Portal portal)
    {
        foreach (var document in quote.Documents)
            Expect.Equal(document.Sha256, Files.Sha256(await Files.DownloadAsync(portal, document)), $"Digest of {document.Title}");
        Expect.Equal(Files.Sha256(accessPlan), quote.Attachments.Single().Sha256, "Digest of the attachment on the quote");
        var comment = (await portal.Amendments.CreateCommentAsync(
            new CreateCommentRequest { Parent = amendment.Name, Text = "Documents lus, à valider.", RequestId = NewRequestId() }, Portal.Waiting)).Comment;
        show(new Text($"{comment.Author} : {comment.Text}"));
    }

    private async Task ReadRecapAsync(Portal portal)
    {
        amendment = (await portal.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = amendment.Name }, Portal.Waiting)).Amendment;
        var (change, whole) = (amendment.Recap.ChangeTotals, amendment.Recap.WholeTotals);
        Expect.Equal(story.Setup, French.ToDecimal(change.Setup.Net), "Setup fee");
        Expect.Equal(story.MonthlyChange, French.ToDecimal(change.Recurring.Net), "Recurring change, net");
        Expect.Equal(story.MonthlyNet, French.ToDecimal(whole.Recurring.Net), "Recurring of the whole offer, net");
        Expect.Equal(story.MonthlyVat, French.ToDecimal(whole.Recurring.VatTotal), "Recurring of the whole offer, VAT");
        Expect.Equal(story.MonthlyGross, French.ToDecimal(whole.Recurring.Gross), "Recurring of the whole offer, gross");
        show(RecapScreen.Of(story.OfferName, amendment.Recap));
        show(RecapScreen.Reasons(amendment.Recap));
        show(RecapScreen.Violations(amendment.Recap));
        pages?.Recap(amendment, story.OfferName);
    }

    private async Task IssueQuoteAsync(Portal portal)
    {
        var seen = amendment.Recap.Fingerprint;
        var issued = await portal.Amendments.IssueQuoteAsync(QuoteRequest(), Portal.Waiting);
        (amendment, quote) = (issued.Amendment, issued.Quote);
        Expect.Equal(AmendmentState.Quoted, amendment.State, "State of the amendment");
        Expect.Equal(seen, issued.Quote.Fingerprint, "The price quoted is the price seen");
        show(new Text($"Devis {issued.Quote.PrintedNumber}, documents : {string.Join(", ", issued.Quote.Documents.Select(d => $"{d.Title} ({d.Version})"))}"));
        var history = (await portal.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = amendment.Name }, Portal.Waiting)).Quotes;
        Expect.Equal(issued.Quote.Name, history[0].Name, "The latest quote of the history");
        var pdf = await DownloadedQuote.ReadAsync(portal, issued.Quote.Name, QuoteFormat.Pdf);
        Expect.True(pdf.Content.AsSpan().StartsWith("%PDF-"u8), "The quote is a PDF");
        pages?.Quote(issued.Quote, story.OfferName, history, pdf, await DownloadedQuote.ReadAsync(portal, issued.Quote.Name, QuoteFormat.Html));
        pdfSha256 = pdf.File.Sha256;
        acceptedDocuments = [.. issued.Quote.Documents.Select(d => new AcceptedDocument { Code = d.Code, Version = d.Version, Sha256 = d.Sha256 })];
    }

    private AcceptedDocument[] acceptedDocuments = [];

    private string pdfSha256 = "";

    private Quote quote = new();

    private readonly byte[] accessPlan = System.Text.Encoding.UTF8.GetBytes("Par la cour, deuxième porte ; sonner à l'accueil.\n");

    private async Task ValidateAsync(Portal portal)
    {
        var request = new ValidateRequest
        {
            Name = amendment.Name,
            Etag = amendment.Etag,
            RequestId = NewRequestId(),
            Fingerprint = amendment.Recap.Fingerprint,
            OnBehalfOfCustomer = true,
        };
        request.AcceptedDocuments.Add(acceptedDocuments);
        var accepted = await portal.Amendments.ValidateAsync(request, Portal.Waiting);
        (amendment, order) = (accepted.Amendment, accepted.Order);
        ExpectOrdered();
    }

    private async Task NotifyAsync(Portal portal) => amendment = await CustomerSigns.AskAsync(portal, amendment, NewRequestId());

    private async Task SignAsync(Portal portal)
    {
        await signs!.SignAsync(quote, pdfSha256, show);
        amendment = (await portal.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = amendment.Name }, Portal.Waiting)).Amendment;
        order = (await portal.Orders.GetOrderAsync(new GetOrderRequest { Name = amendment.Order }, Portal.Waiting)).Order;
        ExpectOrdered();
    }

    private void ExpectOrdered()
    {
        Expect.Equal(AmendmentState.Accepted, amendment.State, "State of the amendment");
        Expect.Equal(story.Setup, Sum(ChargeKind.Setup), "Setup fee ordered");
        Expect.Equal(story.MonthlyNet, Sum(ChargeKind.Recurring), "Recurring charge ordered");
        show(new Text($"Commande {order.Number}"));
    }

    private async Task ReadEvidenceAsync(Portal portal)
    {
        var evidence = await Evidence.ReadAsync(portal, quote.Name, EvidenceFormat.Json);
        var text = System.Text.Encoding.UTF8.GetString(evidence.Content);
        Expect.True(text.Contains(pdfSha256, StringComparison.Ordinal), "The evidence names the PDF that was accepted");
        show(new Panel(new Text(Evidence.Indented(evidence.Content))).Header(evidence.File.FileName));
        var pdf = await Evidence.ReadAsync(portal, quote.Name, EvidenceFormat.Pdf);
        Expect.True(pdf.Content.AsSpan().StartsWith("%PDF-"u8), "The evidence is a PDF too");
        pages?.Keep(pdf.File.FileName, pdf.Content);
    }

    private async Task DeliverAsync(Portal portal)
    {
        var request = new DeliverRequest { Name = order.Name, Etag = order.Etag, RequestId = NewRequestId() };
        // Delivery is the operator's, whoever sold.
        var delivered = await (signs?.Operators ?? portal).Orders.DeliverAsync(request, Portal.Waiting);
        Expect.Equal(OrderState.Delivered, delivered.Order.State, "State of the order");
        Expect.Equal(2, delivered.ContractedOffer.Version, "Version of the contracted offer");
        pages?.Order(delivered.Order);
    }

    private async Task FindOfferChangedAsync(Portal portal)
    {
        var offer = await ReadAsync(portal);
        Expect.Equal(story.Final, offer.Lines.Single(l => l.Product == product).Quantity, "Quantity held");
        Expect.Equal(story.MonthlyNet, French.ToDecimal(offer.MonthlyAmount), "Recurring charge of the contracted offer");
        show(OfferScreens.Detail(offer));

        var next = await portal.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = contractedOffer }, Portal.Waiting);
        Expect.Equal(story.Final, next.Recap.Lines.Single(l => l.Product == product).InitialQuantity, "Previous quantity in the next amendment");
    }

    private decimal Sum(ChargeKind kind) => order.Charges.Where(c => c.Kind == kind).Sum(c => French.ToDecimal(c.Net));

    private static async Task<Customer> CustomerAsync(Portal portal) =>
        (await portal.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Customer }, Portal.Waiting)).Customer;

    private async Task<ContractedOffer> ReadAsync(Portal portal) =>
        (await portal.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = contractedOffer }, Portal.Waiting)).ContractedOffer;

    private async Task UpdateAsync(Portal portal, Amendment change, params string[] fields)
    {
        var request = new UpdateAmendmentRequest { Amendment = change, Etag = amendment.Etag, RequestId = NewRequestId(), UpdateMask = new() };
        request.UpdateMask.Paths.Add(fields);
        amendment = (await portal.Amendments.UpdateAmendmentAsync(request, Portal.Waiting)).Amendment;
    }

    private IssueQuoteRequest QuoteRequest() => new()
    {
        Name = amendment.Name,
        Etag = amendment.Etag,
        RequestId = NewRequestId(),
        Fingerprint = amendment.Recap.Fingerprint,
    };

    private static string NewRequestId() => Guid.NewGuid().ToString();
}
