using System.CommandLine;
using MyOpenIP.Server.Security.Keys;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>keys rotate</c>: a new key that tokens are signed with, beside a server that runs or before its first start.</summary>
internal static class KeysCommand
{
    /// <summary>The command.</summary>
    /// <param name="keys">The folder of the keys.</param>
    /// <param name="output">Where it reports.</param>
    public static Command Create(Func<ParseResult, DirectoryInfo> keys, TextWriter output)
    {
        var rotate = new Command("rotate", "Makes a signing key. A server that runs signs with it seconds later; those before it stay good for what they signed.");
        rotate.SetAction(async (parsed, _) =>
        {
            var folder = keys(parsed);
            try
            {
                await output.WriteLineAsync($"{Path.Combine(folder.FullName, SigningKey.Make(folder, DateTimeOffset.UtcNow, isDevelopment: false))}.pem is made.");
                return CommandTree.Done;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException($"No key is made in {folder.FullName}: {thrown.Message}");
            }
        });
        return new Command("keys", "Makes the keys that tokens are signed with.") { rotate };
    }
}
