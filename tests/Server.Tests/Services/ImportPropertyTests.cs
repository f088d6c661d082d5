using System.Globalization;
using Google.Type;
using Grpc.Core;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.Json;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>
/// Whatever an import accepts can be read, priced and amended: generated records through the wire. How many:
/// <c>IMPORTED_RECORDS</c> (1,000) are read and priced, <c>IMPORTED_AMENDED</c> (100) of them amended, up to the delivery.
/// </summary>
public sealed class ImportPropertyTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Batch = 50;
    private const long FirstCustomer = 800_000;
    private const long FirstOffer = 10_000_000;

    private static readonly int Records = Number("IMPORTED_RECORDS", 1_000);
    private static readonly int Amended = Number("IMPORTED_AMENDED", 100);

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task Every_record_that_is_accepted_can_be_read_priced_and_amended()
    {
        var catalogue = await CatalogueImporter.ReadAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"), TestContext.Current.CancellationToken);
        var seed = Number("IMPORTED_SEED", 13);
        var (generated, accepted, amended, delivered) = (new GeneratedOffers(catalogue, seed), 0, 0, 0);
        for (var made = 0; accepted < Records; made += Batch)
        {
            var customer = await CustomerAsync(FirstCustomer + (made / Batch));
            var offers = await ImportAsync([.. Enumerable.Range(made, Batch).Select(i => generated.Next(customer, FirstOffer + i))]);
            foreach (var offer in offers.Take(Records - accepted))
            {
                try
                {
                    await ReadAsync(offer, generated);
                    if (amended < Amended)
                    {
                        amended++;
                        delivered += await AmendAsync(offer, generated) ? 1 : 0;
                    }
                }
                catch (RpcException refused)
                {
                    Assert.Fail($"seed {seed}: {refused.Status} of {offer}");
                }
            }
            accepted += offers.Count;
            Assert.True(accepted > made / 20, $"{accepted} of {made} were accepted.");
        }
        Assert.True(delivered > Amended / 20, $"{delivered} of {amended} were delivered.");
    }

    private async Task<long> CustomerAsync(long id)
    {
        (string Territory, string Status)[] taxed = [("FR", "BUSINESS"), ("GP", "BUSINESS"), ("FR_CORSE", "NON_BUSINESS"), ("YT", "BUSINESS"), ("EU", "BUSINESS"), ("OUTSIDE_EU", "BUSINESS")];
        var customer = Streams.NewCustomer(id);
        (customer.Territory, customer.TaxStatus) = taxed[id % taxed.Length];
        customer.Size = Enum.GetValues<CustomerSize>()[(int)(1 + (id % 5))];
        customer.Sites.Add(Streams.NewSite(id, 2));
        customer.Sites[0].Complement = new() { Building = "B" };
        Assert.Equal(1, (await Operator.ImportAsync([customer])).CreatedCount);
        return id;
    }

    /// <summary>Imports those of the records that have no fault.</summary>
    private async Task<List<ContractedOffer>> ImportAsync(List<ContractedOffer> offers)
    {
        while (true)
        {
            var summary = await Operator.ImportAsync(offers);
            if (summary.FaultCount == 0)
                return offers;
            var faulty = summary.Faults.Select(f => f.Line).ToHashSet();
            offers = [.. offers.Where((_, i) => !faulty.Contains(i + 1))];
        }
    }

    private async Task ReadAsync(ContractedOffer offer, GeneratedOffers generated)
    {
        var read = await Operator.ReadOfferAsync(offer.Name);
        await Operator.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = offer.Name, Date = read.HoldsFrom });
        await Operator.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = offer.Name, Date = new Date { Year = 2999, Month = 12, Day = 31 } });
        await Operator.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = offer.Name, Lines = { generated.Wants(read) } });
    }

    /// <summary>Amends as far as the rules let: whether up to the delivery.</summary>
    private async Task<bool> AmendAsync(ContractedOffer offer, GeneratedOffers generated)
    {
        try
        {
            var draft = await Operator.CreateQuotableAsync(offer.Name, [.. generated.Wants(await Operator.ReadOfferAsync(offer.Name))]);
            await Operator.ReadAsync(draft.Name);
            var validation = Steps.ValidationOf(await Operator.QuoteAsync(draft));
            validation.CommitmentExtensionConsented = true;
            await Operator.DeliverAsync((await Operator.Amendments.ValidateAsync(validation)).Order);
            await ReadAsync(offer, generated);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : usual;
}
