namespace MyOpenIP.Server;

/// <summary>The first lines that a developer reads: what to try next.</summary>
internal static class Guidance
{
    /// <summary>Tells what to try on the demonstration data.</summary>
    public static void Tell(Ports ports, TextWriter output)
    {
        output.WriteLine(
            $$"""
            MyOpenIP prices once for itself, then serves. Try in another terminal (docs/api.md and docs/grpcurl.md go on from here):
              curl http://{{ports.Http}}/v1/customers/44660/contractedOffers/OC138637
              curl http://{{ports.Http}}/v1/customers/44660/contractedOffers/OC138637:previewAmendment --json '{"lines": [{"product": "SDA_SIMPLE", "final_quantity": 2}]}'
              grpcurl -plaintext {{ports.Grpc}} list
            """);
    }
}
