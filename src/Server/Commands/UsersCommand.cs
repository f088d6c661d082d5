using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>users add|list|reset|disable</c>: the persons who log in. A link is printed once.</summary>
internal static class UsersCommand
{
    private static readonly string[] Roles = [RoleNames.Of(ActorRole.Operator), RoleNames.Of(ActorRole.Reseller)];

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        return new Command("users", "Registers the persons who log in, gives them another start, closes their access.")
        {
            Add(), List(),
            Named("reset", "Takes password and second factor from a user and prints a one-time link to choose others; tokens that it has are refused within a minute.",
                async (services, write, name) => Link(services, write, await Registration(services).ResetAsync(write, name))),
            Named("disable", "Closes the access of a user for good; tokens that it has are refused within a minute.",
                async (services, write, name) =>
                {
                    await Registration(services).DisableAsync(write, name);
                    return $"{name} is disabled.";
                }),
        };

        Command Add()
        {
            var name = NameArgument();
            var role = new Option<string>("--role") { Description = $"What it may do: {string.Join(" or ", Roles)}.", Required = true };
            role.AcceptOnlyFromAmong(Roles);
            var reseller = new Option<string>("--reseller") { Description = "Code of its reseller, for the role reseller." };
            var command = new Command("add", "Registers a user and prints the one-time link with which it chooses its password, once.") { name, role, reseller };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation, async (services, write) => Link(
                services, write,
                await Registration(services).AddAsync(write, parsed.GetRequiredValue(name), RoleNames.Read(parsed.GetRequiredValue(role))!.Value, parsed.GetValue(reseller)))));
            return command;
        }

        Command List()
        {
            var command = new Command("list", "Names the users: identifier (as the audit has it), role, reseller, state.");
            command.SetAction(async (parsed, cancellation) =>
            {
                var services = await open(parsed, cancellation);
                await using var context = await services.GetRequiredService<StorageContexts>().OpenAsync(Actor.Command, cancellation);
                foreach (var account in await context.Set<Account>().AsNoTracking().OrderBy(a => a.UserName).ToListAsync(cancellation))
                    await output.WriteLineAsync(Line(account));
                return CommandTree.Done;
            });
            return command;
        }

        Command Named(string verb, string description, Func<IServiceProvider, Write, string, Task<string>> operation)
        {
            var name = NameArgument();
            var command = new Command(verb, description) { name };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation, (services, write) => operation(services, write, parsed.GetRequiredValue(name))));
            return command;
        }

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation, Func<IServiceProvider, Write, Task<string>> operation)
        {
            var services = await open(parsed, cancellation);
            if (Settings.ExternalIssuer.Of(services.GetRequiredService<IConfiguration>()) is { } elsewhere)
            {
                await output.WriteLineAsync($"Persons log in at {elsewhere} (--{Settings.ExternalIssuer.Name}): users are kept there.");
                return CommandTree.Refused;
            }
            try
            {
                await output.WriteLineAsync(await services.GetRequiredService<Operations>().RunAsync(Actor.Command, write => operation(services, write), cancellation));
                return CommandTree.Done;
            }
            catch (AccountRefusedException refusal)
            {
                await output.WriteLineAsync(refusal.Message);
                return CommandTree.Refused;
            }
        }
    }

    private static AccountRegistration Registration(IServiceProvider services) => services.GetRequiredService<AccountRegistration>();

    private static Argument<string> NameArgument() => new("name") { Description = $"Name of the user: {AccountRegistration.NameForm}." };

    /// <summary>The link, under the address at which the server is known.</summary>
    private static string Link(IServiceProvider services, Write write, string code)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var known = Settings.BaseUrl.Of(configuration) ?? new Uri(Invariant($"http://localhost:{Settings.HttpPort.Of(configuration)}/"));
        return $"{new Uri(known, $"{OneTimeLink.Path[1..]}/{code}")}{Environment.NewLine}It works once, until {write.Now + OneTimeLink.Lifetime:yyyy-MM-dd HH:mm} UTC. Give it to nobody but its user.";
    }

    private static string Line(Account account) => string.Join(
        ' ',
        account.UserName, account.Subject, RoleNames.Of(account.Role), account.Reseller ?? "-",
        account.IsDisabled ? "disabled" : account.IsComplete ? "active" : "invited");
}
