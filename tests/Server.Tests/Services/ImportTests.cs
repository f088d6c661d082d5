using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class ImportTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Five_thousand_records_on_one_stream_are_imported_and_a_second_time_without_effect()
    {
        var customers = Enumerable.Range(600_000, 5_000).Select(i => Streams.NewCustomer(i)).ToList();
        var first = await Operator.ImportAsync(customers);
        Assert.Equal((5_000, 5_000, 0, 0), (first.ReadCount, first.CreatedCount, first.UpdatedCount, first.FaultCount));
        Assert.Equal((1_000, "+ customer 600000"), (first.Changes.Count, first.Changes[0]));
        var read = (await Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = "customers/604999" })).Customer;
        Assert.Equal(("Société Nº 604999", "LILLE"), (read.CompanyName, read.Sites.Single().Address.City));

        var second = await Operator.ImportAsync(customers);
        Assert.Equal((5_000, 0, 0, 5_000), (second.ReadCount, second.CreatedCount, second.UpdatedCount, second.UnchangedCount));
        Assert.Empty(second.Changes);
    }

    [Fact]
    public async Task What_the_service_shows_is_imported_unchanged()
    {
        var customers = new List<Customer>();
        var offers = new List<ContractedOffer>();
        await using (var storage = fixture.Server.OpenStorage())
        {
            foreach (var id in await storage.Customers.Where(c => c.Id == 44660 || c.Id % 10 == 7).Select(c => c.Id).ToListAsync(TestContext.Current.CancellationToken))
                customers.Add((await Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = $"customers/{id}" })).Customer);
            foreach (var offer in await storage.ContractedOffers.Where(o => o.CustomerId == 44660 || o.ReferenceNumber % 10 == 7).Select(o => new { o.CustomerId, o.Reference }).ToListAsync(TestContext.Current.CancellationToken))
                offers.Add(await Operator.ReadOfferAsync($"customers/{offer.CustomerId}/contractedOffers/{offer.Reference}"));
        }
        Assert.True(customers.Count >= 20 && offers.Count >= 200);
        Assert.Contains(offers, o => o.Commitment is not null);

        Assert.Equal(new ImportSummary { ReadCount = customers.Count, UnchangedCount = customers.Count }, await Operator.ImportAsync(customers));
        Assert.Equal(new ImportSummary { ReadCount = offers.Count, UnchangedCount = offers.Count }, await Operator.ImportAsync(offers));
    }

    [Fact]
    public async Task A_delivered_change_is_imported_unchanged_too()
    {
        var name = fixture.NextOffer();
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(name, Steps.Want("SDA_FULL", 3), Steps.Want("SDA_SIMPLE", 0)));
        await Operator.DeliverAsync((await Operator.ValidateAsync(quoted)).Order);
        var delivered = await Operator.ReadOfferAsync(name);
        Assert.Equal(2, delivered.Version);
        Assert.Equal(1, (await Operator.ImportAsync([delivered])).UnchangedCount);
        Assert.Equal(delivered, await Operator.ReadOfferAsync(name));
    }

    [Fact]
    public async Task A_change_is_told_field_by_field_in_the_language_of_the_caller_and_is_a_new_version_of_the_terms()
    {
        await Operator.ImportAsync([Streams.NewCustomer(610_000)]);
        await Operator.ImportAsync([Streams.NewOffer(610_000, 610_000)]);
        var customer = Streams.NewCustomer(610_000);
        (customer.CompanyName, customer.Sites[0].Address.City) = ("Autre", "LYON");
        customer.Sites.Add(Streams.NewSite(610_000, 2));
        customer.Contacts.Add(new Contact { Name = "customers/610000/contacts/1", DisplayName = "Anne", Telephone = "+33442262424" });
        var offer = Streams.NewOffer(610_000, 610_000);
        offer.OrderManagementOwner = "Karim";
        offer.Lines[0].Lots[0].Quantity = 3;
        offer.Lines[0].Lots[0].Discounts.Add([
            new DiscountStep { Percent = new() { Value = "33.3333" }, Until = new() { Year = 2026, Month = 12, Day = 1 } },
            new DiscountStep { Percent = new() { Value = "5" } },
        ]);

        var told = await fixture.Server.As("Dev operator", "fr").ImportAsync([customer], validateOnly: true);
        Assert.Equal("~ client 610000 : company_name, sites[0].address.city, sites[1], contacts[0]", Assert.Single(told.Changes));
        Assert.Equal("LILLE", (await Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = customer.Name })).Customer.Sites.Single().Address.City);
        Assert.Equal(["~ customer 610000: company_name, sites[0].address.city, sites[1], contacts[0]"], (await Operator.ImportAsync([customer])).Changes);
        Assert.Equal(["~ contracted offer OC610000: lines, order_management_owner"], (await Operator.ImportAsync([offer])).Changes);
        var read = await Operator.ReadOfferAsync(offer.Name);
        Assert.Equal((2, 3, "Karim", "LYON", ""), (read.Version, read.Lines[0].Quantity, read.OrderManagementOwner, read.InstallationSite.Address.City, read.Order));
        Assert.Equal(offer.Lines[0].Lots, read.Lines[0].Lots);
        Assert.Equal(1, (await Operator.ImportAsync([read])).UnchangedCount);
    }

    [Fact]
    public async Task Faults_of_records_are_all_told_with_number_and_field_and_nothing_is_stored()
    {
        var customers = Enumerable.Range(620_000, 8).Select(i => Streams.NewCustomer(i)).ToList();
        (customers[2].Siren, customers[2].Sites[0].Address.CountryCode, customers[2].State) = ("123456789", "", CustomerState.Unspecified);
        customers[6] = new Customer { Name = "customers/620006/x", CompanyName = "X", Size = (CustomerSize)77 };
        customers[7].Sites[0].Name = "customers/1/sites/1";
        var id = Steps.NewId();
        var summary = await Operator.ImportAsync(customers, id);

        Assert.Equal((8, 0, 12), (summary.ReadCount, summary.CreatedCount, summary.FaultCount));
        Assert.Equal(
            [
                (3, "siren"), (3, "sites[0].address.country_code"), (3, "state"),
                (7, "created_on"), (7, "name"), (7, "reseller"), (7, "sites"), (7, "size"), (7, "state"), (7, "tax_status"), (7, "territory"),
                (8, "sites[0].name"),
            ],
            summary.Faults.Select(f => (f.Line, f.Field)));
        Assert.Equal("Expected: a SIREN: 9 digits, the last one a check digit, such as 303265045.", summary.Faults[0].Description);
        await Refusal.OfAsync(Operator.Customers.GetCustomerAsync(new GetCustomerRequest { Name = "customers/620000" }), StatusCode.PermissionDenied, "PERMISSION_DENIED");

        // What was refused is not kept under its id.
        customers = [Streams.NewCustomer(620_000)];
        Assert.Equal(1, (await Operator.ImportAsync(customers, id)).CreatedCount);
    }

    [Fact]
    public async Task The_first_hundred_faults_are_told_with_their_true_number()
    {
        var customers = Enumerable.Range(630_000, 300).Select(i => Streams.NewCustomer(i)).ToList();
        customers.ForEach(c => c.VatNumber = "FR00000000000");
        var summary = await fixture.Server.As("Dev operator", "fr").ImportAsync(customers);
        Assert.Equal((300, 100), (summary.FaultCount, summary.Faults.Count));
        Assert.Equal((100, "vat_number", "Attendu : un numéro de TVA : pays, clé et SIREN en France, comme FR40303265045."), (summary.Faults[99].Line, summary.Faults[99].Field, summary.Faults[99].Description));
    }

    [Fact]
    public async Task Faults_of_contracted_offers_are_named_by_the_fields_of_the_wire()
    {
        await Operator.ImportAsync([Streams.NewCustomer(640_000)]);
        var offer = Streams.NewOffer(640_000, 640_000);
        offer.InstallationSite.Name = "customers/640000/sites/9";
        offer.CreatedOn = new() { Year = 2026, Month = 13, Day = 1 };
        offer.Billing.PeriodMonths = 2;
        offer.Commitment = new() { TermMonths = 12, Start = offer.DeliveredOn, LastDay = offer.CreatedOn };
        offer.Policies = new() { FeeRatePercent = new() { Value = "1e1" } };
        offer.ToleranceUsed = new() { CurrencyCode = "EUR", Units = 1, Nanos = -1 };
        offer.Lines[0].Quantity = 5;
        offer.Lines[0].Lots[0].UnitPrice.CurrencyCode = "USD";
        offer.Lines.Add(new ContractLine { Lots = { new Lot { Number = 1, UnitPrice = new() { Nanos = 1 } } } });
        var summary = await Operator.ImportAsync([offer]);
        Assert.Equal(
            [
                "billing.period_months", "commitment.last_day", "created_on", "installation_site.name", "lines[0].lots[0].unit_price.currency_code", "lines[0].quantity",
                "lines[1].lots[0].quantity", "lines[1].lots[0].since", "lines[1].lots[0].unit_price", "lines[1].product",
                "policies.fee_rate_percent", "tolerance_used",
            ],
            summary.Faults.Select(f => f.Field));

        var stored = Streams.NewOffer(640_000, 640_001);
        (stored.InstallationSite.Name, stored.Offer) = ("customers/640000/sites/9", "offers/unknown");
        summary = await Operator.ImportAsync([Streams.NewOffer(640_001, 640_002), stored]);
        Assert.Equal([(1, "name"), (2, "installation_site.name"), (2, "offer")], summary.Faults.Select(f => (f.Line, f.Field)));
    }

    [Fact]
    public async Task An_offer_with_an_amendment_under_way_is_refused_unless_nothing_changes()
    {
        var name = fixture.NextOffer();
        var offer = await Operator.ReadOfferAsync(name);
        var draft = await Operator.CreateAsync(name);
        Assert.Equal(1, (await Operator.ImportAsync([offer])).UnchangedCount);
        offer.OrderManagementOwner = "Someone else";
        var fault = Assert.Single((await Operator.ImportAsync([offer])).Faults);
        Assert.Equal((1, "reference", $"{offer.Reference} has the amendment {draft.Name.Split('/')[3]} under way"), (fault.Line, fault.Field, fault.Description));
        await Operator.CancelAsync(draft);
        Assert.Equal(1, (await Operator.ImportAsync([offer])).UpdatedCount);
    }

    [Fact]
    public async Task An_amendment_whose_time_ran_out_is_no_longer_under_way()
    {
        var name = fixture.NextOffer();
        await Operator.CreateAsync(name);
        var offer = await Operator.ReadOfferAsync(name);
        offer.OrderManagementOwner = "After the draft";
        Assert.Equal(1, (await Operator.ImportAsync([offer])).FaultCount);
        fixture.Server.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await Operator.ImportAsync([offer])).UpdatedCount);
    }

    [Fact]
    public async Task Every_policy_and_state_comes_through_as_it_was_sent()
    {
        await Operator.ImportAsync([Streams.NewCustomer(645_000)]);
        var offers = Enumerable.Range(0, 6).Select(i => Streams.NewOffer(645_000, 645_000 + i)).ToList();
        foreach (var (i, offer) in offers.Index())
        {
            (offer.State, offer.OrderType) = (Nth<ContractedOfferState>(i), Nth<OrderType>(i));
            offer.Policies = new()
            {
                EffectiveOn = Nth<EffectiveOn>(i),
                BackDatingDays = i,
                HorizonMonths = 12 + i,
                Repricing = Nth<Repricing>(i),
                Proration = Nth<ProrationConvention>(i),
                ReductionCredit = Nth<ReductionCredit>(i),
                AdditionCommitment = Nth<AdditionCommitment>(i),
                OwnTermMonths = 1 + i,
                CommittedReduction = Nth<CommittedReduction>(i),
                FeeRatePercent = new() { Value = $"{i}.125" },
                StartedMonthIsDue = i % 2 == 0,
                TolerancePercent = new() { Value = $"{i * 10}" },
                DiscountCombination = Nth<DiscountCombination>(i),
            };
        }
        Assert.Equal(6, (await Operator.ImportAsync(offers)).CreatedCount);
        foreach (var offer in offers)
        {
            var read = await Operator.ReadOfferAsync(offer.Name);
            Assert.Equal((offer.Policies, offer.State, offer.OrderType), (read.Policies, read.State, read.OrderType));
        }

        static T Nth<T>(int i) where T : struct, Enum => Enum.GetValues<T>()[1 + (i % (Enum.GetValues<T>().Length - 1))];
    }

    [Fact]
    public async Task The_same_stream_again_gets_the_first_answer_even_after_a_restart_and_another_one_is_refused()
    {
        var (id, customers) = (Steps.NewId(), new[] { Streams.NewCustomer(650_000), Streams.NewCustomer(650_001) });
        var first = await Operator.ImportAsync(customers, id);
        Assert.Equal(2, first.CreatedCount);
        await fixture.RestartAsync();
        Assert.Equal(first, await Operator.ImportAsync(customers, id));
        customers[1].Account = "other";
        await Refusal.OfAsync(Operator.ImportAsync(customers, id), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");
        Assert.Equal((1, 1), ((await Internal.ImportAsync(customers, id)) is var other ? (other.UpdatedCount, other.UnchangedCount) : default));
    }

    [Fact]
    public async Task Fifty_twins_of_a_stream_at_once_have_one_effect_and_equal_answers()
    {
        var (id, customers) = (Steps.NewId(), Enumerable.Range(655_000, 5).Select(i => Streams.NewCustomer(i)).ToList());
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Operator.ImportAsync(customers, id)));
        Assert.Equal(5, Assert.Single(answers.Distinct()).CreatedCount);
        await using var storage = fixture.Server.OpenStorage();
        Assert.Equal(1, await storage.AuditEntries.CountAsync(e => e.RequestId == id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_import_that_is_given_up_midway_leaves_nothing()
    {
        using var giveUp = new CancellationTokenSource();
        using (var call = Operator.Customers.ImportCustomers(cancellationToken: giveUp.Token))
        {
            for (var i = 0; i < 50; i++)
                await call.RequestStream.WriteAsync(new ImportCustomersRequest { RequestId = Steps.NewId(), Customer = Streams.NewCustomer(660_000 + i) }, TestContext.Current.CancellationToken);
            await giveUp.CancelAsync();
            Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
        }
        await using var storage = fixture.Server.OpenStorage();
        Assert.Empty(await storage.Customers.Where(c => c.Id >= 660_000 && c.Id < 661_000).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Each_reseller_has_its_own_entry_in_the_audit_of_what_changed()
    {
        var id = Steps.NewId();
        await Internal.ImportAsync([Streams.NewCustomer(670_000), Streams.NewCustomer(670_001, "sud-connect"), Streams.NewCustomer(670_002)], id);
        await using var storage = fixture.Server.OpenStorage();
        var audit = await storage.AuditEntries.Where(e => e.RequestId == id).OrderBy(e => e.Reseller).ToListAsync(TestContext.Current.CancellationToken);
        var payloads = await storage.AuditPayloads.ToDictionaryAsync(p => (p.Reseller, p.Sequence), p => p.Payload, TestContext.Current.CancellationToken);
        Assert.All(audit, e => Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(payloads[(e.Reseller, e.Sequence)])), e.PayloadDigest));
        Assert.Equal(
            [
                ("destiny", "ImportCustomers", "customers/-", "InternalSystem", """{"created":["670000","670002"],"updated":[]}"""),
                ("sud-connect", "ImportCustomers", "customers/-", "InternalSystem", """{"created":["670001"],"updated":[]}"""),
            ],
            audit.Select(e => (e.Reseller, e.Action, e.Subject, e.Role, payloads[(e.Reseller, e.Sequence)])));
    }

    [Fact]
    public async Task A_reseller_imports_nothing_and_an_internal_system_no_catalogue()
    {
        var reseller = fixture.Server.Reseller;
        await Refusal.OfAsync(reseller.ImportAsync([Streams.NewCustomer(680_000)]), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(reseller.ImportAsync([Streams.NewOffer(680_000, 680_000)]), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        foreach (var caller in (Clients[])[reseller, Internal])
            await Refusal.OfAsync(
                caller.Catalog.ImportCatalogAsync(new ImportCatalogRequest { RequestId = Steps.NewId(), Content = Google.Protobuf.ByteString.CopyFromUtf8("{}") }),
                StatusCode.PermissionDenied, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task An_empty_stream_imports_nothing_and_a_first_message_without_a_request_id_is_refused()
    {
        Assert.Equal(new ImportSummary(), await Operator.ImportAsync(Array.Empty<Customer>()));
        var refusal = await Refusal.OfAsync(Operator.ImportAsync([Streams.NewCustomer(680_001)], "1"), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["request_id"], refusal.Fields);
    }

    private Clients Internal => fixture.Server.As("Dev internal:crm");
}
