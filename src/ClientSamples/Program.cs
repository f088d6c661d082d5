using Grpc.Core;
using MyOpenIP.ClientSamples;
using MyOpenIP.ClientSamples.Pages;
using MyOpenIP.ClientSamples.Signing;
using Spectre.Console;

// Walks the whole flow on two contracted offers of the demonstration data, shows what the portal shows, and asserts
// every answer: two as an operator, which validates for the customer, and one as a reseller, whose customer signs. Starts a
// server of its own, with a mail server, unless --server URL names one; of that one MYOPENIP_TOKEN_URL and MYOPENIP_CLIENT say
// where tokens are had, and whose, and all are the operator's. --html FOLDER writes the screens as pages.
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

await using var mail = new MailSink();
await using var server = given is null ? ServerProcess.Start(mail.Settings) : null;
if (server is not null)
    await server.ServingAsync();
using var tokens = server is null ? Tokens.OfEnvironment() : server.Tokens();
using var portal = new Portal(given ?? server!.Address, tokens);
try
{
    await portal.ServingAsync();
    using var resellerTokens = server?.Tokens("demo-destiny");
    using var reseller = server is null ? null : new Portal(server.Address, resellerTokens);
    foreach (var story in Story.All)
    {
        var signs = story == Story.SipTrunkTouchAtFour && server is not null ? new CustomerSigns(mail, server.Http, portal) : null;
        AnsiConsole.Write(new Rule(Markup.Escape($"{story.OfferName} [{story.Reference}]")));
        var pages = folder is null ? null : new PortalPages(Path.Combine(folder, story.Reference));
        foreach (var (title, step) in new Walkthrough(story, AnsiConsole.Write, pages, signs).Steps)
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
            await step(signs is null ? portal : reseller!);
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
