using System.CommandLine;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>
/// The command line <c>expire</c>: ends the amendments that ran out of time. A door to the operation as the API is one: for a
/// timer of the system, beside a server that runs. A repeat does nothing.
/// </summary>
internal static class ExpireCommand
{
    /// <summary>Amendments of one transaction: a server beside it waits for no more.</summary>
    private const int BatchSize = 200;

    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs.</param>
    /// <param name="output">Where the count is told.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        var command = new Command("expire", "Ends drafts that nobody touched and quotes that nobody accepted in time.");
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(await open(parsed, cancellation), output, cancellation);
            return CommandTree.Done;
        });
        return command;
    }

    /// <summary>Ends them, batch after batch.</summary>
    public static async Task RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var operations = services.GetRequiredService<Operations>();
        var (ended, batch) = (0, 0);
        do
        {
            batch = await operations.RunAsync(Actor.Service, write => ExpireAmendments.RunAsync(write, BatchSize), cancellation);
            ended += batch;
        }
        while (batch == BatchSize);
        await output.WriteLineAsync(Invariant($"{ended} amendments ended: their time had run out."));
    }
}
