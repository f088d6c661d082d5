using System.Net;
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
        if (Settings.TlsCertificate.Of(configuration).Length == 0 && !Settings.AllowCleartext.Of(configuration))
            foreach (var setting in (Setting<IPAddress>[])[Settings.GrpcAddress, Settings.HttpAddress])
                if (setting.Of(configuration) is var listened && !IPAddress.IsLoopback(listened))
                    yield return $"--{setting.Name} is {listened}, where tokens would be read on the way: set --{Settings.TlsCertificate.Name}, or --{Settings.AllowCleartext.Name}=true where nobody but a proxy that ends TLS reaches it.";
        if (Settings.ExternalIssuer.Of(configuration) is { } issuer)
        {
            if (issuer.Scheme != Uri.UriSchemeHttps)
                yield return $"--{Settings.ExternalIssuer.Name} is {issuer}: its keys are read from it, so it begins with https://.";
            yield break;
        }
        if (!keys.Exists || !keys.EnumerateFiles(SigningKey.Files).Any())
            yield return $"There is no signing key in {keys.FullName}: make one with the command keys rotate, or put those of the backup there.";
        else if (keys.EnumerateFiles(SigningKey.Files).Select(SigningKey.Read).FirstOrDefault(k => k.IsDevelopment) is { } made)
            yield return $"{made.Id} in {keys.FullName} was made for development: remove it, and make another with the command keys rotate.";
    }
}
