using System.Collections.Frozen;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Security;

/// <summary>The scopes of tokens: one for each service of the API.</summary>
internal static class Scopes
{
    private static readonly FrozenDictionary<string, string> OfServices = new[]
    {
        CustomersReflection.Descriptor, CatalogReflection.Descriptor, ContractedOffersReflection.Descriptor, AmendmentsReflection.Descriptor, OrdersReflection.Descriptor,
    }.SelectMany(f => f.Services).ToFrozenDictionary(s => s.FullName, s => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(s.Name));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfServices.Values.Order(StringComparer.Ordinal)];

    /// <summary>Refuses a call whose credentials are not for its service.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="method">The full name of the method, such as <c>/myopenip.v1.Orders/Deliver</c>.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, with the scope that would be needed.</exception>
    public static void Require(Caller caller, string method)
    {
        if (caller.Scopes is { } granted && OfServices[method[1..method.LastIndexOf('/')]] is var needed && !granted.Contains(needed))
            throw Fault.ScopeNotGranted(needed);
    }
}
