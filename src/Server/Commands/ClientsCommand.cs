using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>clients add|list|rotate|disable</c>: the systems that may call the API. A secret is printed once.</summary>
internal static class ClientsCommand
{
    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs; makes it where it may.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, bool, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        return new Command("clients", "Registers the systems that may call the API, gives them other secrets, closes their access.")
        {
            Add(), List(),
            Named("rotate", "Gives a client another secret, printed once; the one before is refused from then on.", RotateAsync),
            Named("disable", "Closes the access of a client for good; tokens that it has are refused within a minute.", DisableAsync),
        };

        Command Add()
        {
            var name = NameArgument();
            var role = new Option<string>("--role") { Description = $"What it may do: {string.Join(", ", Client.Kinds)}; a portal is where persons log in.", Required = true };
            role.AcceptOnlyFromAmong([.. Client.Kinds]);
            var reseller = new Option<string>("--reseller") { Description = "Code of its reseller, for the role reseller." };
            var scopes = new Option<string[]>("--scope") { Description = $"A service that it may call, again for each: {string.Join(", ", Scopes.All)}; all without it.", DefaultValueFactory = _ => [] };
            var redirects = new Option<string[]>("--redirect") { Description = "Of a portal, an address to which it wants persons back, exactly as it names it, again for each.", DefaultValueFactory = _ => [] };
            var command = new Command("add", "Registers a client and prints its secret, once.") { name, role, reseller, scopes, redirects };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, mayMake: true, cancellation, async write =>
            {
                var client = new Client(parsed.GetRequiredValue(name), RoleNames.Read(parsed.GetRequiredValue(role)), parsed.GetValue(reseller), IsDisabled: false, IsDemonstration: false);
                return Secret(client.Name, await ClientRegistration.AddAsync(write, client, parsed.GetRequiredValue(scopes), parsed.GetRequiredValue(redirects)));
            }));
            return command;
        }

        Command List()
        {
            var command = new Command("list", "Names the clients: role, reseller, state, scopes.");
            command.SetAction(async (parsed, cancellation) =>
            {
                var services = await open(parsed, false, cancellation);
                await using var context = await services.GetRequiredService<StorageContexts>().OpenAsync(Actor.Command, cancellation);
                foreach (var row in await context.Set<OpenIddictEntityFrameworkCoreApplication>().AsNoTracking().OrderBy(a => a.ClientId).ToListAsync(cancellation))
                    if (Client.Of(row) is { } client)
                        await output.WriteLineAsync(Line(client, row));
                return CommandTree.Done;
            });
            return command;
        }

        Command Named(string verb, string description, Func<Write, string, Task<string>> operation)
        {
            var name = NameArgument();
            var command = new Command(verb, description) { name };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, mayMake: false, cancellation, write => operation(write, parsed.GetRequiredValue(name))));
            return command;
        }

        async Task<int> RunAsync(ParseResult parsed, bool mayMake, CancellationToken cancellation, Func<Write, Task<string>> operation)
        {
            try
            {
                var operations = (await open(parsed, mayMake, cancellation)).GetRequiredService<Operations>();
                await output.WriteLineAsync(await operations.RunAsync(Actor.Command, operation, cancellation));
                return CommandTree.Done;
            }
            catch (ClientRefusedException refusal)
            {
                await output.WriteLineAsync(refusal.Message);
                return CommandTree.Refused;
            }
        }
    }

    private static Argument<string> NameArgument() => new("name") { Description = $"Name of the client: {ClientRegistration.NameForm}." };

    private static async Task<string> RotateAsync(Write write, string name) => Secret(name, await ClientRegistration.RotateAsync(write, name));

    private static async Task<string> DisableAsync(Write write, string name)
    {
        await ClientRegistration.DisableAsync(write, name);
        return $"{name} is disabled.";
    }

    private static string Secret(string name, string secret) => $"client_id={name}{Environment.NewLine}client_secret={secret}";

    private static string Line(Client client, OpenIddictEntityFrameworkCoreApplication row) => string.Join(
        ' ',
        client.Name, client.Kind, client.Reseller ?? "-",
        client.IsDisabled ? "disabled" : client.IsDemonstration ? "demonstration" : "active",
        string.Join(',', ClientRegistration.ScopesOf(row)));
}
