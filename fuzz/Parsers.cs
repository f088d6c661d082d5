using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using Date = Google.Type.Date;
using Decimal = Google.Type.Decimal;

namespace MyOpenIP.Fuzz;

/// <summary>
/// Every parser of the service that reads what a client wrote. The first byte of an input chooses one, the rest is what it
/// reads. A refusal as INVALID_ARGUMENT is an answer; whatever else is thrown is a crash.
/// </summary>
internal static class Parsers
{
    /// <summary>Longest input that is read, in bytes.</summary>
    public const int LongestInput = 4096;

    private static readonly Caller Caller = new("operator", ActorRole.Operator, null);
    private static readonly PageTokens Tokens = new(new EphemeralDataProtectionProvider());
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);

    private const string Offer = "customers/44660/contractedOffers/OC138637";
    private static readonly JsonDoor Preview = new(PreviewAmendmentRequest.Descriptor, new() { Post = "/v1/{contracted_offer=customers/*/contractedOffers/*}:previewAmendment" });
    private static readonly JsonDoor Listing = new(GetContractedOfferRequest.Descriptor, new() { Get = "/v1/{name=customers/*/contractedOffers/*}" });

    private static readonly Action<byte[]>[] All =
    [
        bytes => CustomerLists.Filters.Read(Text(bytes)),
        bytes => ContractedOfferLists.Filters.Read(Text(bytes)),
        bytes => AmendmentLists.Filters(Now).Read(Text(bytes)),
        bytes => OrderLists.Filters.Read(Text(bytes)),
        bytes => ContractedOfferLists.Sorts.Read(Text(bytes)),
        bytes => OrderLists.Sorts.Read(Text(bytes)),
        bytes => Tokens.Read(Caller, new ListOrdersRequest { Parent = "customers/-" }, Text(bytes)),
        bytes => SiteChangeMessages.Read(new UpdateSitesRequest { UpdateMask = new() { Paths = { Text(bytes).Split('\n') } } }, new RequestChecks()),
        bytes => new RequestChecks().Percent("percent", new Decimal { Value = Text(bytes) }),
        bytes => new RequestChecks().Date("date", Message<Date>(bytes)),
        bytes => ContractedOfferRecords.Read(Message<V1.ContractedOffer>(bytes), new RequestChecks()),
        bytes => CustomerRecords.Read(Message<V1.Customer>(bytes), new RequestChecks()),
        bytes => WishMessages.Wish(Message<PreviewAmendmentRequest>(bytes), new RequestChecks()),
        bytes => Message<CreateAmendmentRequest>(bytes),
        bytes => Preview.Read(bytes, $"/v1/{Offer}:previewAmendment"),
        bytes => FaultStatus.LanguageOf(Text(bytes)),
        bytes => ResourceNames.TryPart(Text(bytes), ResourceNames.ContractedOffers, out _),
        bytes => Listing.Read(new QueryCollection(QueryHelpers.ParseQuery(Text(bytes))), hasBody: false),
        bytes => PartCount.FaultOf(new(bytes), MessageShape.Of(ImportContractedOffersRequest.Descriptor)),
        bytes => PartCount.FaultOf(new(bytes), MessageShape.Of(UpdateAmendmentRequest.Descriptor)),
    ];

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    /// <summary>Reads an input.</summary>
    /// <exception cref="TimeoutException">It took more than a second of CPU, twice: the first time, code may have been compiled.</exception>
    public static void Read(byte[] input)
    {
        if (input.Length == 0)
            return;
        if (IsSlow(input) && IsSlow(input))
            throw new TimeoutException("This input takes too long.");
    }

    private static bool IsSlow(byte[] input)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Answer(input);
        return Stopwatch.GetElapsedTime(start) > LongestTime && Environment.CpuUsage.TotalTime - used > LongestTime;
    }

    private static void Answer(byte[] input)
    {
        try
        {
            All[input[0] % All.Length](input[1..]);
        }
        catch (Fault fault) when (fault.Code is StatusCode.InvalidArgument)
        {
            // A refusal in order.
        }
        catch (InvalidProtocolBufferException)
        {
            // No message at all: the framework refuses it before the service sees it.
        }
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>A message as methods get it: what the descriptors alone refuse is refused before.</summary>
    private static T Message<T>(byte[] bytes) where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(bytes);
        return FieldRules.FaultsOf(message) is { Count: > 0 } faults ? throw Fault.InvalidArgument(faults) : message;
    }
}
