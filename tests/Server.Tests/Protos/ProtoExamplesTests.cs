using System.Collections;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.Server.Wire;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>Every example in a comment of the protos is one: it is sent, or what the service sends is held against it.</summary>
public sealed partial class ProtoExamplesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly ProtoComment[] Comments = [.. Directory
        .GetFiles(Path.Combine(RepositoryRoot.Path, "protos/myopenip/v1"), "*.proto").SelectMany(f => ProtoComment.Of(File.ReadAllText(f)))];

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task An_example_of_a_field_is_what_the_service_takes_and_sends_in_it()
    {
        var seen = await WalkAsync();
        var examples = Comments.Where(c => c.Field is { FieldType: FieldType.String or FieldType.Int64, Name: not "filter" })
            .SelectMany(c => c.Examples.Select(e => (Field: c.Field!, Text: e))).ToArray();
        Assert.InRange(examples.Length, 50, 500);
        Assert.All(examples, example =>
        {
            var (field, text) = example;
            if (field.FieldType is FieldType.String && FieldRule.Of(field) is { } rule)
                Assert.Null(rule.FaultOf(text, new FieldPath())?.Description.English);
            if (field.ContainingType.Name is "AcceptedDocument" or "NewAttachment" || field.ContainingType.Name.EndsWith("Request", StringComparison.Ordinal))
                return;
            var sent = seen.GetValueOrDefault(field.FullName) ?? [];
            Assert.True(sent.Select(Shape).Contains(Shape(text)), $"{field.FullName}: {text} is not like {string.Join(" | ", sent.Order(StringComparer.Ordinal).Take(20))}");
        });
    }

    [Fact]
    public async Task An_example_of_a_filter_is_answered_and_finds_something()
    {
        await WalkAsync();
        var filters = Comments.Where(c => c.Field?.Name == "filter").ToDictionary(c => c.Field!.ContainingType.Name, c => c.Examples.Single());
        Assert.Equal(5, filters.Count);
        Assert.All(await FoundAsync(filters), count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void The_columns_that_a_comment_names_are_those_of_the_list()
    {
        Assert.Equal(
            [
                ("ListAmendmentsRequest", Said(AmendmentLists.Sorts(default).Columns), Said(AmendmentLists.Filters(default).Columns)),
                ("ListContractedOffersRequest", Said(ContractedOfferLists.Sorts.Columns), Said(ContractedOfferLists.Filters.Columns)),
                ("ListCustomersRequest", Said(CustomerLists.Sorts.Columns), Said(CustomerLists.Filters.Columns)),
                ("ListOrdersRequest", Said(OrderLists.Sorts.Columns), Said(OrderLists.Filters.Columns)),
            ],
            Comments.Where(c => c.Field?.Name is "order_by").Select(c => (
                c.Field!.ContainingType.Name, Sorted().Match(c.Text).Groups[1].Value,
                Filtered().Match(Comments.Single(f => f.Field == c.Field.ContainingType.FindFieldByName("filter")).Text).Groups[1].Value)).Order());

        static string Said(IEnumerable<string> columns) => string.Join(", ", columns);
    }

    [Fact]
    public async Task A_name_in_a_comment_is_a_name()
    {
        var names = Comments.SelectMany(c => Name().Matches(c.Text)).Select(m => m.Value.TrimEnd('.', '/')).Distinct().ToArray();
        Assert.True(names.Length >= 10);
        foreach (var name in names)
        {
            var isThere = name is "customers/44660" or "offers/sip-trunk-touch" || name.EndsWith("/OC138637", StringComparison.Ordinal);
            var call = UseAsync(name);
            if (isThere || name.EndsWith("/-", StringComparison.Ordinal) || name.Contains("/sites/", StringComparison.Ordinal) || name.Contains("/contacts/", StringComparison.Ordinal))
                await call;
            else if (await Record.ExceptionAsync(() => call) is { } refused)
                Assert.Equal("NOT_FOUND", (await Refusal.OfAsync(Task.FromException(refused))).Reason);
        }
    }

    private async Task<int[]> FoundAsync(Dictionary<string, string> filters) =>
    [
        (await Operator.Customers.ListCustomersAsync(new() { Filter = filters["ListCustomersRequest"] })).Customers.Count,
        (await Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", Filter = filters["ListContractedOffersRequest"] })).ContractedOffers.Count,
        (await Operator.Amendments.ListAmendmentsAsync(new() { Parent = "customers/-", Filter = filters["ListAmendmentsRequest"] })).Amendments.Count,
        (await Operator.Orders.ListOrdersAsync(new() { Parent = "customers/-", Filter = filters["ListOrdersRequest"] })).Orders.Count,
        (await Operator.Amendments.ListEventsAsync(new() { Parent = "customers/-", Filter = filters["ListEventsRequest"] })).Events.Count,
    ];

    /// <summary>A call that takes the name.</summary>
    private Task UseAsync(string name) => name.Split('/') switch
    {
        ["offers", _] => Operator.Catalog.GetOfferAsync(new() { Name = name }).ResponseAsync,
        ["customers", "-"] => Operator.Amendments.ListAmendmentsAsync(new() { Parent = name }).ResponseAsync,
        ["customers", _] => Operator.Customers.GetCustomerAsync(new() { Name = name }).ResponseAsync,
        [_, _, "contractedOffers", _] => Operator.ContractedOffers.GetContractedOfferAsync(new() { Name = name }).ResponseAsync,
        [_, _, "amendments", _] => Operator.Amendments.GetAmendmentAsync(new() { Name = name }).ResponseAsync,
        [_, _, "amendments", _, "quotes", _] => Operator.Amendments.GetQuoteAsync(new() { Name = name }).ResponseAsync,
        [_, _, "amendments", _, "attachments", _] => Operator.DownloadAsync(name),
        [_, _, "orders", _] => Operator.Orders.GetOrderAsync(new() { Name = name }).ResponseAsync,
        [_, _, "sites", _] => Operator.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Steps.MetaCentrex, InstallationSite = name }).ResponseAsync,
        [_, _, "contacts", _] => Operator.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Steps.MetaCentrex, Contacts = { new V1.Contact { Name = name } } }).ResponseAsync,
        _ => throw new InvalidOperationException($"{name} is no name."),
    };

    /// <summary>From the search to the delivery, an import that is refused included: every text that the service sent, by field.</summary>
    private async Task<Dictionary<string, HashSet<string>>> WalkAsync()
    {
        var seen = new Dictionary<string, HashSet<string>>();
        Collect((await Operator.Customers.GetCustomerAsync(new() { Name = Steps.Customer })), seen);
        Collect(await Operator.Customers.ListCustomersAsync(new() { PageSize = 200 }), seen);
        Collect(await Operator.Catalog.ListOffersAsync(new()), seen);
        Collect(await Operator.ContractedOffers.ListContractedOffersAsync(new() { Parent = "customers/-", PageSize = 200 }), seen);
        Collect(await Operator.ContractedOffers.GetContractedOfferAsync(new() { Name = Steps.MetaCentrex }), seen);
        var offer = fixture.NextOffer();
        var draft = await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 90));
        Collect(await Operator.UploadAsync(draft.Name, "Bon de commande.pdf", SampleFiles.Pdf), seen);
        var quoted = await Operator.QuoteAsync(await Operator.ReadAsync(draft.Name));
        Collect(quoted, seen);
        using (var document = Operator.Amendments.DownloadDocument(new() { Sha256 = quoted.Quote.Documents[^1].Sha256 }))
        {
            Assert.True(await document.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Collect(document.ResponseStream.Current, seen);
        }
        Collect(await Operator.Amendments.VerifySignatureAsync(new() { Sha256 = Sha256Hex.Of(await Operator.QuotePdfAsync(quoted.Quote.Name)) }), seen);
        var accepted = await Operator.ValidateAsync(quoted);
        Collect(accepted, seen);
        Collect(await Operator.Amendments.ListEventsAsync(new() { Parent = draft.Name }), seen);
        Collect(await Operator.RequestSignatureAsync(await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 90)))), seen);
        await Operator.CreateAsync(fixture.NextOffer());
        var wrong = Streams.NewOffer(690_000, 690_000);
        wrong.Lines[0].Lots[0].Quantity = -1;
        Collect(await Operator.ImportAsync([wrong]), seen);
        return seen;
    }

    private static void Collect(IMessage message, Dictionary<string, HashSet<string>> seen)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            foreach (var value in Values(field, message))
                if (value is IMessage part)
                    Collect(part, seen);
                else if (value is string { Length: > 0 } or long and not 0)
                    (seen.TryGetValue(field.FullName, out var texts) ? texts : seen[field.FullName] = []).Add(FormattableString.Invariant($"{value}"));
    }

    private static IEnumerable Values(FieldDescriptor field, IMessage message) =>
        field.IsMap ? Array.Empty<object>() : field.IsRepeated ? (IEnumerable)field.Accessor.GetValue(message) : new[] { field.Accessor.GetValue(message) };

    /// <summary>A text but for its numbers: those are given in their turn.</summary>
    private static string Shape(string text) => Digits().Replace(text, "0");

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"to reverse it: ([a-z_, ]+)\.")]
    private static partial Regex Sorted();

    [GeneratedRegex(@"^Conditions on ([a-z_, ]+), such as")]
    private static partial Regex Filtered();

    [GeneratedRegex(@"\b(?:customers|offers)/[\w/-]+")]
    private static partial Regex Name();
}
