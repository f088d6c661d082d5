using System.Text.Json.Serialization;

namespace MyOpenIP.Pricing.Canonical;

/// <summary>How requests and outcomes are written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PricingRequest))]
[JsonSerializable(typeof(PricedAmendment))]
internal sealed partial class CanonicalContext : JsonSerializerContext;
