using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyOpenIP.Pricing.Canonical;

namespace MyOpenIP.Pricing;

/// <summary>
/// The one form in which a request and its outcome are stored and compared: UTF-8 JSON, members in their declared order,
/// days as yyyy-MM-dd, decimals without trailing zeros (10.0 is 10.00), enumerations by name. What has no order is sorted,
/// so equal requests have equal bytes whatever the order in which they were put together.
/// </summary>
public static class CanonicalForm
{
    private static readonly CanonicalContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new DecimalConverter(), new OperandConverter() },
    });

    /// <summary>The bytes of a request.</summary>
    public static byte[] Of(PricingRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(CanonicalOrder.Of(request), Context.PricingRequest);

    /// <summary>The bytes of an outcome.</summary>
    public static byte[] Of(PricedAmendment outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome, Context.PricedAmendment);

    /// <summary>The request that has these bytes.</summary>
    /// <exception cref="JsonException">The bytes are not a request.</exception>
    public static PricingRequest ReadRequest(ReadOnlySpan<byte> utf8) => Read(utf8, Context.PricingRequest);

    /// <summary>The outcome that has these bytes.</summary>
    /// <exception cref="JsonException">The bytes are not an outcome.</exception>
    public static PricedAmendment ReadOutcome(ReadOnlySpan<byte> utf8) => Read(utf8, Context.PricedAmendment);

    private static T Read<T>(ReadOnlySpan<byte> utf8, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(utf8, type) ?? throw new JsonException("The bytes hold null.");
}
