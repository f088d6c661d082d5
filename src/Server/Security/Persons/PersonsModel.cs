using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Security.Persons;

/// <summary>Keys and indexes of the accounts of persons, and of what was guessed at them.</summary>
internal static class PersonsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("Accounts");
            account.HasKey(a => a.Id);
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.LinkDigest).IsUnique();
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken().IsSecret();
            account.Property(a => a.PasswordHash).IsSecret();
            account.Property(a => a.SecurityStamp).IsSecret();
            account.Property(a => a.AuthenticatorKey).IsSecret();
            account.Property(a => a.LinkDigest).IsSecret();

            // What nobody asks a person for is not kept; lockout and second factor are our own (docs/security.md says why).
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed)
                .Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled)
                .Ignore(a => a.LockoutEnabled).Ignore(a => a.LockoutEnd).Ignore(a => a.AccessFailedCount)
                .Ignore(a => a.Actor).Ignore(a => a.Subject).Ignore(a => a.IsComplete);
        });
        model.Entity<GuessCount>(count =>
        {
            count.IsUnaudited().ToTable("GuessCounts");
            count.HasKey(c => new { c.Whose, c.Where });
            count.HasIndex(c => c.EmptyAt);
        });
    }
}
