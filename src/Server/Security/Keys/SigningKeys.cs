using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using MyOpenIP.Server.Observability;
using OpenIddict.Server;

namespace MyOpenIP.Server.Security.Keys;

/// <summary>
/// The keys of the issuer, in the folder of the page-token keys. The newest signs; those before it stay good for what they
/// signed. The folder is looked at now and then: a key that a command made there is taken up, one that was removed is refused.
/// </summary>
internal sealed class SigningKeys : IOptionsChangeTokenSource<OpenIddictServerOptions>, IConfigureOptions<OpenIddictServerOptions>, IDisposable
{
    /// <summary>How often the folder is looked at.</summary>
    public static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(10);

    /// <summary>How long a key is kept beside the one that followed it: longer than anything lasts that it signed or encrypted.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly DirectoryInfo folder;
    private readonly TimeProvider time;
    private readonly ILogger<SigningKeys> logger;
    private readonly ITimer timer;
    private readonly Lock looking = new();
    private volatile SigningKey[] current = [];
    private string[] seen = [];
    private CancellationTokenSource changed = new();

    /// <summary>Reads the keys of a folder.</summary>
    public SigningKeys(DirectoryInfo folder, TimeProvider time, ILogger<SigningKeys> logger)
    {
        (this.folder, this.time, this.logger) = (folder, time, logger);
        Look();
        timer = time.CreateTimer(_ => Look(), null, LookPeriod, LookPeriod);
    }

    /// <inheritdoc/>
    public string? Name => Options.DefaultName;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SigningKey> Current => current;

    /// <summary>Told after the keys have changed.</summary>
    public event Action? Changed;

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    /// <inheritdoc/>
    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in current)
        {
            options.SigningCredentials.Add(new SigningCredentials(key.Signing, SecurityAlgorithms.EcdsaSha256));
            options.EncryptionCredentials.Add(new EncryptingCredentials(key.Encrypting, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }

    /// <summary>Looks at the folder, and takes up what has changed.</summary>
    public void Look()
    {
        lock (looking)
        {
            folder.Refresh();
            var files = folder.Exists ? folder.GetFiles(SigningKey.Files) : [];
            string[] names = [.. files.Select(f => f.Name).Order(StringComparer.Ordinal)];
            if (names.SequenceEqual(seen))
                return;
            SigningKey[] read;
            try
            {
                read = [.. files.Select(SigningKey.Read).OrderByDescending(k => k.Made)];
            }
            catch (Exception thrown) when (current.Length > 0 && thrown is StartRefusedException or IOException or UnauthorizedAccessException)
            {
                logger.SigningKeysUnread(thrown.Message);
                return;
            }
            var now = time.GetUtcNow();
            var isFirst = seen.Length == 0;
            (current, seen) = ([.. read.Where((k, i) => i == 0 || read[i - 1].Made + Kept > now)], names);
            if (!isFirst && current is [var newest, ..])
                logger.SigningKeysChanged(newest.Id, current.Length);
        }
        using var before = Interlocked.Exchange(ref changed, new CancellationTokenSource());
        before.Cancel();
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        changed.Dispose();
    }
}
