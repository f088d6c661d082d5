using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Notifications.Webhooks;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>webhooks add|list|disable</c>: the addresses of resellers that are told of every event. A secret is printed once.</summary>
internal static class WebhooksCommand
{
    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        return new Command("webhooks", "Tells addresses of resellers of every event of their amendments and orders.") { Add(), List(), Disable() };

        Command Add()
        {
            var (reseller, url) = (ResellerArgument(), new Argument<string>("url") { Description = "The address, such as https://erp.example.fr/hooks." });
            var command = new Command("add", "Adds an address and prints the secret with which its messages are signed, once.") { reseller, url };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation, async (services, write) =>
            {
                var (webhook, secret) = await services.GetRequiredService<WebhookRegistration>().AddAsync(write, parsed.GetRequiredValue(reseller), parsed.GetRequiredValue(url));
                return Invariant($"webhook={webhook.Number}{Environment.NewLine}secret={secret}");
            }));
            return command;
        }

        Command List()
        {
            var command = new Command("list", "Names the addresses: reseller, number, state, address.");
            command.SetAction(async (parsed, cancellation) =>
            {
                var services = await open(parsed, cancellation);
                await using var context = await services.GetRequiredService<StorageContexts>().OpenAsync(Actor.Command, cancellation);
                foreach (var webhook in await context.Webhooks.AsNoTracking().OrderBy(w => w.Reseller).ThenBy(w => w.Number).ToListAsync(cancellation))
                    await output.WriteLineAsync(Invariant($"{webhook.Reseller} {webhook.Number} {(webhook.IsDisabled ? "disabled" : "active")} {webhook.Url}"));
                return CommandTree.Done;
            });
            return command;
        }

        Command Disable()
        {
            var (reseller, number) = (ResellerArgument(), new Argument<int>("number") { Description = "Its number, as list names it." });
            var command = new Command("disable", "Sends nothing more to an address, for good; what waits to be sent to it neither.") { reseller, number };
            command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation, async (_, write) =>
            {
                await WebhookRegistration.DisableAsync(write, parsed.GetRequiredValue(reseller), parsed.GetRequiredValue(number));
                return Invariant($"Webhook {parsed.GetRequiredValue(number)} of {parsed.GetRequiredValue(reseller)} is disabled.");
            }));
            return command;
        }

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation, Func<IServiceProvider, Write, Task<string>> operation)
        {
            var services = await open(parsed, cancellation);
            try
            {
                await output.WriteLineAsync(await services.GetRequiredService<Operations>().RunAsync(Actor.Command, write => operation(services, write), cancellation));
                return CommandTree.Done;
            }
            catch (WebhookRefusedException refusal)
            {
                await output.WriteLineAsync(refusal.Message);
                return CommandTree.Refused;
            }
        }
    }

    private static Argument<string> ResellerArgument() => new("reseller") { Description = "Code of the reseller." };
}
