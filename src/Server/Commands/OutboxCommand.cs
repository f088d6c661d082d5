using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>outbox list|retry</c>: the messages that could not be sent, and another try for them. The server may run beside it.</summary>
internal static class OutboxCommand
{
    /// <summary>Messages that one run lists or has sent again: a server beside it waits for no more.</summary>
    private const int Most = 1000;

    /// <summary>Stands for the reseller of a message that is no reseller's.</summary>
    private const string Nobody = "-";

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        return new Command("outbox", "Lists the messages (mails, webhooks) that could not be sent, and has them sent again.") { List(), Retry() };

        Command List()
        {
            var waiting = new Option<bool>("--waiting") { Description = "Lists those that still wait to be sent instead." };
            var command = new Command("list", Invariant($"Names the messages that were given up, the oldest {Most}: reseller, kind, key, attempts, since when, what went wrong last.")) { waiting };
            command.SetAction(async (parsed, cancellation) =>
            {
                var state = parsed.GetValue(waiting) ? OutboxState.Pending : OutboxState.Dead;
                var services = await open(parsed, cancellation);
                await using var context = await services.GetRequiredService<StorageContexts>().OpenAsync(Actor.Command, cancellation);
                foreach (var row in await context.Outbox.AsNoTracking().Where(r => r.State == state).OrderBy(r => r.At).Take(Most).ToListAsync(cancellation))
                    await output.WriteLineAsync(Line(row));
                return CommandTree.Done;
            });
            return command;
        }

        Command Retry()
        {
            var reseller = new Argument<string>("reseller") { Description = $"Code of the reseller, as list names it; {Nobody}: nobody's." };
            var kind = new Argument<string>("kind") { Description = "Kind of message, as list names it." };
            var key = new Argument<string?>("key") { Description = Invariant($"Key of the message; left out: all of the kind and reseller that were given up, {Most} at most."), Arity = ArgumentArity.ZeroOrOne };
            var command = new Command("retry", "Has messages that were given up sent again, for as long as new ones are tried.") { reseller, kind, key };
            command.SetAction(async (parsed, cancellation) =>
            {
                var (of, what) = (parsed.GetRequiredValue(reseller), parsed.GetRequiredValue(kind));
                var operations = (await open(parsed, cancellation)).GetRequiredService<Operations>();
                var count = await operations.RunAsync(Actor.Command, write => RetryAsync(write, of == Nobody ? "" : of, what, parsed.GetValue(key)), cancellation);
                await output.WriteLineAsync(count > 0 ? Invariant($"{count} messages are sent again.") : "There is no such message that was given up.");
                return count > 0 ? CommandTree.Done : CommandTree.Refused;
            });
            return command;
        }
    }

    private static async Task<int> RetryAsync(Write write, string reseller, string kind, string? key)
    {
        var keys = key is not null
            ? [key]
            : await write.Context.Outbox.Where(r => r.Reseller == reseller && r.Kind == kind && r.State == OutboxState.Dead)
                .OrderBy(r => r.At).Select(r => r.Key).Take(Most).ToListAsync(write.Cancellation);
        var count = 0;
        foreach (var one in keys)
            count += await RetryMessage.RunAsync(write, reseller, kind, one) ? 1 : 0;
        return count;
    }

    private static string Line(OutboxRow row) => string.Join(
        ' ',
        row.Reseller.Length > 0 ? row.Reseller : Nobody, row.Kind, row.Key, Invariant($"{row.Attempts} {row.At:yyyy-MM-dd'T'HH:mm:ss'Z'}"), row.Fault.ReplaceLineEndings(" ")).TrimEnd();
}
