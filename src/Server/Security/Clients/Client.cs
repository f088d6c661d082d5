using System.Text.Json;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Security.Clients;

/// <summary>A system that calls the API, as it is registered here.</summary>
/// <param name="Name">Its name: the client identifier of OAuth.</param>
/// <param name="Role">What it may do itself; null: nothing, it is a portal, where persons log in.</param>
/// <param name="Reseller">Code of its reseller; null: its role has none.</param>
/// <param name="IsDisabled">Whether it is refused.</param>
/// <param name="IsDemonstration">Whether it was made for Development: no other environment lets it in.</param>
internal sealed record Client(string Name, ActorRole? Role, string? Reseller, bool IsDisabled, bool IsDemonstration)
{
    /// <summary>Whether it acts for the persons who log in, and not for itself.</summary>
    public bool IsPortal => Role is null;

    /// <summary>The names of what clients are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. RoleNames.All, Portal];

    /// <summary>The name of what it is.</summary>
    public string Kind => Role is { } role ? RoleNames.Of(role) : Portal;

    /// <summary>Writes what OAuth has no word for into a row.</summary>
    public void WriteTo(OpenIddictEntityFrameworkCoreApplication row) => row.Properties = JsonSerializer.Serialize(
        new Kept(Kind, Reseller, IsDisabled, IsDemonstration), KeptJson.Options);

    /// <summary>The client of a row; null: the row is no system's.</summary>
    public static Client? Of(OpenIddictEntityFrameworkCoreApplication row) => Of(row.ClientId, row.Properties);

    /// <inheritdoc cref="Of(OpenIddictEntityFrameworkCoreApplication)"/>
    public static Client? Of(string? name, string? properties) =>
        name is not null && properties is not null && JsonSerializer.Deserialize<Kept>(properties, KeptJson.Options) is { Role: { } role } kept && (role == Portal || RoleNames.Read(role) is not null)
            ? new(name, RoleNames.Read(role), kept.Reseller, kept.Disabled, kept.Demonstration)
            : null;

    private const string Portal = "portal";

    private sealed record Kept(string? Role, string? Reseller, bool Disabled, bool Demonstration);

    private static class KeptJson
    {
        public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
        };
    }
}
