using System.Text.RegularExpressions;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>
/// Registers persons, gives them another start when they have lost a factor, and closes their access. The row and its audit
/// are one write; the code of a link is handed back once and never stored.
/// </summary>
internal sealed partial class AccountRegistration(Accounts accounts)
{
    /// <summary>Form of a name.</summary>
    public const string NameForm = "2 to 64 lower-case letters, digits and . - _ + @, a letter or digit first: an e-mail address is one";

    /// <summary>Registers a person.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">The name that it logs in with.</param>
    /// <param name="role">What it may do: operator or reseller.</param>
    /// <param name="reseller">Code of its reseller; null: its role has none.</param>
    /// <returns>The code of its one-time link.</returns>
    /// <exception cref="AccountRefusedException">Something of it is wrong: all of it.</exception>
    public async Task<string> AddAsync(Write write, string name, ActorRole role, string? reseller)
    {
        string[] faults = [.. Faults(name, role, reseller)];
        if (faults.Length > 0)
            throw new AccountRefusedException(string.Join(Environment.NewLine, faults));
        using var manager = accounts.Over(write.Context);
        if (await manager.FindByNameAsync(name) is not null)
            throw new AccountRefusedException($"The user {name} is registered already: reset gives another link.");
        var account = new Account { Id = Guid.CreateVersion7().ToString(), UserName = name, Role = role, Reseller = reseller };
        account.EndSessions();
        var code = OneTimeLink.Give(account, write.Now);
        var result = await manager.CreateAsync(account);
        if (!result.Succeeded)
            throw new AccountRefusedException(string.Join(Environment.NewLine, result.Errors.Select(e => e.Description)));
        Tell(write, "AddUser", account);
        return code;
    }

    /// <summary>Takes password, second factor, tokens and known devices from a person, and forgets wrong guesses: it begins anew.</summary>
    /// <returns>The code of its one-time link.</returns>
    /// <exception cref="AccountRefusedException">There is no such user, or it is disabled.</exception>
    public async Task<string> ResetAsync(Write write, string name)
    {
        var account = await GetAsync(write, name);
        if (account.IsDisabled)
            throw new AccountRefusedException($"{name} is disabled, for good: add registers another user.");
        (account.PasswordHash, account.AuthenticatorKey, account.LastCodeStep) = (null, null, 0);
        account.EndSessions();
        var code = OneTimeLink.Give(account, write.Now);
        await GuessCounts.ForgetAsync(write.Context, name, write.Cancellation);
        Tell(write, "ResetUser", account);
        return code;
    }

    /// <summary>Closes the access of a person: it does not log in any more, and tokens that it has are refused within a minute.</summary>
    /// <exception cref="AccountRefusedException">There is no such user.</exception>
    public async Task DisableAsync(Write write, string name)
    {
        var account = await GetAsync(write, name);
        if (account.IsDisabled)
            return;
        account.IsDisabled = true;
        account.EndSessions();
        OneTimeLink.Take(account);
        Tell(write, "DisableUser", account);
    }

    private static void Tell(Write write, string action, Account account)
    {
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        write.Tell(account.Reseller ?? "", action, account.Subject);
    }

    private async Task<Account> GetAsync(Write write, string name)
    {
        using var manager = accounts.Over(write.Context);
        return await manager.FindByNameAsync(name) ?? throw new AccountRefusedException($"There is no user {name}: list names those that there are.");
    }

    private static IEnumerable<string> Faults(string name, ActorRole role, string? reseller)
    {
        if (!Name().IsMatch(name))
            yield return $"\"{name}\" is no name of a user: it takes {NameForm}.";
        if (role is ActorRole.Reseller && string.IsNullOrEmpty(reseller))
            yield return "A user of role reseller needs the code of its reseller: --reseller.";
        if (role is not ActorRole.Reseller && reseller is not null)
            yield return $"A user of role {RoleNames.Of(role)} belongs to no reseller: leave --reseller out.";
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._+@-]{1,63}\z")]
    private static partial Regex Name();
}

/// <summary>A user is not registered or changed: the message says why.</summary>
internal sealed class AccountRefusedException(string message) : Exception(message);
