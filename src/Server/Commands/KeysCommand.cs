using System.CommandLine;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>keys rotate</c>: a new key that tokens are signed with, beside a server that runs or before its first start.</summary>
internal static class KeysCommand
{
    /// <summary>The command.</summary>
    /// <param name="keys">The folder of the keys.</param>
    /// <param name="open">Opens the database, to tell it in the audit; null: there is none yet.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(
        Func<ParseResult, DirectoryInfo> keys, Func<ParseResult, CancellationToken, Task<IServiceProvider?>> open, TextWriter output)
    {
        var rotate = new Command("rotate", "Makes a signing key. A server that runs signs with it seconds later; those before it stay good for what they signed.");
        rotate.SetAction(async (parsed, cancellation) =>
        {
            var folder = keys(parsed);
            try
            {
                var services = await open(parsed, cancellation);
                var key = SigningKey.Make(folder, DateTimeOffset.UtcNow, isDevelopment: false);
                if (services is not null)
                    await TellAsync(services, key, cancellation);
                await output.WriteLineAsync($"{Path.Combine(folder.FullName, key)}.pem is made.");
                return CommandTree.Done;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException($"No key is made in {folder.FullName}: {thrown.Message}");
            }
        });
        return new Command("keys", "Makes the keys that tokens are signed with.") { rotate };
    }

    private static Task<bool> TellAsync(IServiceProvider services, string key, CancellationToken cancellation) => services.GetRequiredService<Operations>().RunAsync(
        Actor.Command,
        write =>
        {
            write.Tell("", "RotateKey", $"keys/{key}");
            return Task.FromResult(true);
        },
        cancellation);
}
