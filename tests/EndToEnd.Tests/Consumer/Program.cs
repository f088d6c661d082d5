using Grpc.Core.Interceptors;
using MyOpenIP.Client;
using MyOpenIP.V1;

// What a reseller's program does with the package: finds a contracted offer and prices two licences more.
using var channel = MyOpenIPChannel.For(new Uri(args[0]));
var calls = channel.CreateCallInvoker().Intercept(new Deadlines());
var offers = new ContractedOffers.ContractedOffersClient(calls);
var amendments = new Amendments.AmendmentsClient(calls);

var name = "customers/44660/contractedOffers/OC138637";
var offer = (await offers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = name })).ContractedOffer;
var line = offer.Lines.Single(l => l.ProductName == "Licence MetaCentrex SDA simple");
var preview = await amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest
{
    ContractedOffer = name,
    Lines = { new WantedLine { Product = line.Product, FinalQuantity = line.Quantity + 2 } },
});
var totals = preview.Recap.ChangeTotals;
Console.WriteLine(FormattableString.Invariant(
    $"{offer.Reference}, delivered {offer.DeliveredOn.ToDateOnly():yyyy-MM-dd}: setup {totals.Setup.Net.ToDecimal():0.00}, monthly {totals.Recurring.Net.ToDecimal():0.00}"));
