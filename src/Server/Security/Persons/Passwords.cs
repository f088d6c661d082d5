using Microsoft.AspNetCore.Identity;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Hashes passwords, which takes long on purpose: one at a time, so that guesses keep one processor busy at most, and who
/// would wait long is sent away. An account that is not there takes as long as one that is.
/// </summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly Account Nobody = new() { Role = ActorRole.Operator };

    private readonly SemaphoreSlim turn = new(1, 1);

    private readonly Lazy<string> hashOfNobody = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>Whether a password is an account's.</summary>
    /// <param name="account">The account; null: there is none of this name.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="PasswordsBusyException">Too many others wait.</exception>
    public async Task<PasswordVerificationResult> JudgeAsync(Account? account, string password, CancellationToken cancellation)
    {
        var verdict = await InTurnAsync(() => hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? hashOfNobody.Value, password), cancellation);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : verdict;
    }

    /// <summary>What is kept of a password.</summary>
    /// <exception cref="PasswordsBusyException">Too many others wait.</exception>
    public Task<string> HashAsync(Account account, string password, CancellationToken cancellation) =>
        InTurnAsync(() => hasher.HashPassword(account, password), cancellation);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (!await turn.WaitAsync(LongestWait, cancellation))
            throw new PasswordsBusyException();
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>Too many wait for their password to be looked at.</summary>
internal sealed class PasswordsBusyException() : Exception("Too many passwords are looked at already.");
