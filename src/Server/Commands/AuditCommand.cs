using System.CommandLine;
using System.Globalization;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>audit erase</c>: takes what changed out of the audit of long ago, beside a server that runs or not.</summary>
internal static class AuditCommand
{
    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, for as long as the command runs.</param>
    /// <param name="output">Where the count is told.</param>
    public static Command Create(Func<ParseResult, CancellationToken, Task<IServiceProvider>> open, TextWriter output)
    {
        var before = new Option<DateOnly?>("--before")
        {
            Description = "Day, such as 2024-01-01: what changed before it (in Europe/Paris) is erased.",
            Required = true,
            HelpName = "day",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                result.AddError($"--before is \"{result.Tokens[0].Value}\": it takes a day such as 2024-01-01.");
                return null;
            },
        };
        var erase = new Command("erase", "Erases what the audit tells of changes before a day: who did what and when stays, and so does the chain. There is no way back.") { before };
        erase.SetAction(async (parsed, cancellation) =>
        {
            var operations = (await open(parsed, cancellation)).GetRequiredService<Operations>();
            var until = ParisClock.StartOf(parsed.GetRequiredValue(before)!.Value);
            var (erased, batch) = (0, 0);
            do
            {
                batch = await operations.RunAsync(Actor.Command, write => EraseAuditPayloads.RunAsync(write, until), cancellation);
                erased += batch;
            }
            while (batch == EraseAuditPayloads.BatchSize);
            await output.WriteLineAsync(Invariant($"{erased} payloads of the audit are erased."));
            return CommandTree.Done;
        });
        return new Command("audit", "Keeps the audit to what may still be kept.") { erase };
    }
}
