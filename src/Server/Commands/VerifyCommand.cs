using System.CommandLine;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Verification;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>
/// The command line <c>verify</c>: looks whether a database holds what every database of ours holds, and names the first thing
/// of each kind that does not. It reads alone, as of one instant, beside a server that runs or not.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>The command.</summary>
    /// <param name="open">Opens the database, to be read only.</param>
    /// <param name="anchors">The file of anchors of its audit.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, StorageContext> open, Func<ParseResult, AnchorFile> anchors, TextWriter output)
    {
        var command = new Command(
            "verify", "Reads the whole database and looks whether it holds together: the audit's chain, histories, contracts, amounts, and nobody's rows at another's. It changes nothing.");
        command.SetAction(async (parsed, cancellation) => await RunAsync(open(parsed), anchors(parsed), output, cancellation) ? CommandTree.Done : CommandTree.Refused);
        return command;
    }

    /// <summary>Verifies.</summary>
    /// <returns>Whether it holds.</returns>
    public static async Task<bool> RunAsync(StorageContext context, AnchorFile anchors, TextWriter output, CancellationToken cancellation)
    {
        // A line that is written over belongs on a terminal alone.
        var onTerminal = !Console.IsOutputRedirected && ReferenceEquals(output, Console.Out);
        var checking = "";
        await using var verified = await Verified.OpenAsync(context, anchors, new AmendmentPricer(), seen => Progress($"{checking}: {seen}"), cancellation);
        var broken = 0;
        foreach (var check in Check.All)
        {
            verified.Begin();
            checking = check.Name;
            var found = await check.FirstBreakAsync(verified);
            Progress("");
            broken += found is null ? 0 : 1;
            await output.WriteLineAsync(found is null
                ? Invariant($"{check.Name}: {verified.Seen} {check.Things} hold")
                : $"{check.Name}: BROKEN at {found.Subject}: {found.What}.");
        }
        await output.WriteLineAsync(broken == 0 ? "The database holds." : Invariant($"The database does not hold: {broken} of {Check.All.Count} checks are broken."));
        return broken == 0;

        void Progress(string text)
        {
            if (onTerminal)
                output.Write($"\r{text,-40}\r{text}");
        }
    }
}
