using Grpc.Core;
using MyOpenIP.ClientSamples;
using MyOpenIP.ClientSamples.Pages;
using Spectre.Console;

// Walks the whole flow on two contracted offers of the demonstration data, shows what the portal shows, and asserts
// every answer. Starts a server of its own unless --server URL names one; of that one MYOPENIP_TOKEN_URL and MYOPENIP_CLIENT
// say where tokens are had, and whose. --html FOLDER writes the screens as pages.
Uri? given = null;
string? folder = null;
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    if (args[i] == "--html" && value.Length > 0)
        folder = value;
    else if (args[i] != "--server" || !Uri.TryCreate(value, UriKind.Absolute, out given))
    {
        AnsiConsole.WriteLine("Usage: dotnet run --project src/ClientSamples [-- --server http://127.0.0.1:5080] [--html FOLDER]");
        return 2;
    }
}

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160;

await using var server = given is null ? ServerProcess.Start() : null;
if (server is not null)
    await server.ServingAsync();
using var tokens = server is null ? Tokens.OfEnvironment() : server.Tokens();
using var portal = new Portal(given ?? server!.Address, tokens);
try
{
    await portal.ServingAsync();
    foreach (var story in Story.All)
    {
        AnsiConsole.Write(new Rule(Markup.Escape($"{story.OfferName} [{story.Reference}]")));
        var pages = folder is null ? null : new PortalPages(Path.Combine(folder, story.Reference));
        foreach (var (title, step) in new Walkthrough(story, AnsiConsole.Write, pages).Steps)
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
            await step(portal);
            AnsiConsole.WriteLine();
        }
    }
}
catch (Exception fault) when (fault is UnexpectedAnswerException or RpcException)
{
    AnsiConsole.MarkupLine($"[red]{Markup.Escape(fault.Message)}[/]");
    return 1;
}

AnsiConsole.MarkupLine("[green]Every answer was the one expected.[/]");
return 0;
