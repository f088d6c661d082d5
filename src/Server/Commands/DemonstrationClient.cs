using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>
/// Clients to try the API with: one of the operator and two of resellers, whose secrets are made anew at each start. Development
/// alone makes them, and lets them in.
/// </summary>
/// <param name="Who">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record DemonstrationClient(string Who, string Name, string Secret)
{
    private static readonly (string Who, Client Client)[] All =
    [
        ("the operator", new("demo-operator", ActorRole.Operator, null, IsDisabled: false, IsDemonstration: true)),
        ("the reseller destiny", new("demo-destiny", ActorRole.Reseller, "destiny", IsDisabled: false, IsDemonstration: true)),
        ("the reseller sud-connect", new("demo-sud-connect", ActorRole.Reseller, "sud-connect", IsDisabled: false, IsDemonstration: true)),
    ];

    /// <summary>Makes them, or gives them other secrets.</summary>
    public static Task<List<DemonstrationClient>> MakeAsync(Operations operations, CancellationToken cancellation) => operations.RunAsync(
        Actor.Service,
        async write =>
        {
            var made = new List<DemonstrationClient>();
            foreach (var (who, client) in All)
                made.Add(new(who, client.Name, await ClientRegistration.AddOrRotateAsync(write, client)));
            return made;
        },
        cancellation);
}
