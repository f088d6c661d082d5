using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Security.Issuing;

namespace MyOpenIP.Server;

/// <summary>The first lines that a developer reads: what to try next, and as whom.</summary>
internal static class Guidance
{
    /// <summary>Tells what to try on the demonstration data.</summary>
    public static void Tell(Ports ports, IReadOnlyList<DemonstrationClient> clients, TextWriter output)
    {
        output.WriteLine(
            $$"""
            MyOpenIP prices once for itself, then serves. Try in another terminal (docs/api.md and docs/grpcurl.md go on from here):
              curl {{Site(ports.OwnHttp)}}/v1/customers/44660/contractedOffers/OC138637
              curl {{Site(ports.OwnHttp)}}/v1/customers/44660/contractedOffers/OC138637:previewAmendment --json '{"lines": [{"product": "SDA_SIMPLE", "final_quantity": 2}]}'
              grpcurl -plaintext {{ports.Grpc}} list
            """);
        if (clients.Count == 0)
            return;
        output.WriteLine("On this machine that is the operator. With a token, as everywhere else; these clients were made at this start, and Development alone lets them in:");
        output.WriteLine($"  export MYOPENIP_TOKEN_URL={Site(ports.OwnHttp)}{IssuerSetup.TokenPath}");
        foreach (var client in clients)
            output.WriteLine($"  export MYOPENIP_CLIENT={client.Name}:{client.Secret}  # {client.Who}");
        output.WriteLine("  token=$(curl -sS -u $MYOPENIP_CLIENT -d grant_type=client_credentials $MYOPENIP_TOKEN_URL | jq -r .access_token)");
    }

    private static string Site(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
