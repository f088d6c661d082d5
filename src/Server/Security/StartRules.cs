using MyOpenIP.Server.Security.Keys;

namespace MyOpenIP.Server.Security;

/// <summary>What must be settled before strangers are served. Development settles it by itself, for this machine.</summary>
internal static class StartRules
{
    /// <summary>Refuses a start on which callers could not be told apart, or their tokens not be relied on.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="keys">The folder of the signing keys.</param>
    /// <exception cref="StartRefusedException">Something is missing: all of it, a line each.</exception>
    public static void Require(IConfiguration configuration, DirectoryInfo keys)
    {
        string[] missing = [.. Missing(configuration, keys)];
        if (missing.Length > 0)
            throw new StartRefusedException(string.Join(Environment.NewLine, missing));
    }

    private static IEnumerable<string> Missing(IConfiguration configuration, DirectoryInfo keys)
    {
        if (Settings.BaseUrl.Of(configuration) is not { } address)
            yield return $"--{Settings.BaseUrl.Name} is not set: name the address under which callers know the server, which is the issuer of its tokens.";
        else if (address.Scheme != Uri.UriSchemeHttps)
            yield return $"--{Settings.BaseUrl.Name} is {address}: tokens and secrets travel by it, so it begins with https://.";
        if (!keys.Exists || !keys.EnumerateFiles(SigningKey.Files).Any())
            yield return $"There is no signing key in {keys.FullName}: make one with the command keys rotate, or put those of the backup there.";
        else if (keys.EnumerateFiles(SigningKey.Files).Select(SigningKey.Read).FirstOrDefault(k => k.IsDevelopment) is { } made)
            yield return $"{made.Id} in {keys.FullName} was made for development: remove it, and make another with the command keys rotate.";
    }
}
