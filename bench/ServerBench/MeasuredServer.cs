using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Issuing;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.ServerBench;

/// <summary>The server with stored offers, and beside its services <see cref="Measures"/>.</summary>
internal static class MeasuredServer
{
    /// <summary>Serves until the input ends; says on the output where: gRPC, then HTTP/1.1; and an access token.</summary>
    /// <param name="folder">An empty folder, for the database.</param>
    public static async Task RunAsync(string folder)
    {
        string[] settings =
        [
            "--environment", "Development", "--Limits:CallsPerSecond", "1000000", "--Limits:CallsAtOnce", "1000000", "--Grpc:Port", "0", "--Http:Port", "0",
            // The output is for the address.
            "--Logging:Console:LogToStandardErrorThreshold", "Trace", "--Logging:LogLevel:Default", "Warning",
            "--Database:Path", Path.Combine(folder, "myopenip.db"),
        ];
        await ImportAsync(settings, folder);
        await using var app = await ServerHost.BuildAsync(settings, services => services.AddSingleton<Measures>());
        app.MapGrpcService<Measures>();
        await app.StartAsync();
        Console.WriteLine($"{string.Join(' ', app.Urls)} {await TokenAsync(app)}");
        // A thread of its own: to read the console blocks, and would take one of the few that calls are served by.
        await Task.Factory.StartNew(Console.In.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await app.StopAsync();
    }

    private static async Task<string> TokenAsync(WebApplication app)
    {
        var client = new Client("bench", ActorRole.Operator, null, IsDisabled: false, IsDemonstration: false);
        var secret = await app.Services.GetRequiredService<Operations>().RunAsync(Actor.Command, write => ClientRegistration.AddAsync(write, client, []), CancellationToken.None);
        using var http = new HttpClient();
        using var asked = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client.Name), new("client_secret", secret)]);
        using var answer = await http.PostAsync(new Uri(new Uri(app.Urls.Last()), IssuerSetup.TokenPath), asked);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static async Task ImportAsync(string[] settings, string folder)
    {
        var services = await ServerHost.OpenForCommandAsync(settings, mayMake: true, CancellationToken.None);
        var catalogue = Path.Combine(folder, "catalogue.json");
        await File.WriteAllTextAsync(catalogue, StoredOffers.Catalogue());
        await services.GetRequiredService<CatalogueImporter>()
            .StoreAsync(await CatalogueImporter.ReadAsync(catalogue, CancellationToken.None), null, CancellationToken.None);
        var customers = services.GetRequiredService<CustomerImporter>();
        await customers.StoreAsync(
            Actor.Command, customers.OfFile(Path.Combine(CheckedJson.Folder, "demonstration", "portal-customers.jsonl")), null, CancellationToken.None);
        var offers = services.GetRequiredService<ContractedOfferImporter>();
        await offers.StoreAsync(Actor.Command, offers.OfLines("offers", [.. StoredOffers.Contracts()]), null, CancellationToken.None);
    }
}
