using System.Text.RegularExpressions;
using MimeKit;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>The folder into which a server of Development writes mail, as its readers see it.</summary>
internal sealed partial class Mailbox(string folder)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>The mail whose Message-ID begins so, once it is there.</summary>
    public async Task<MimeMessage> WaitAsync(string id)
    {
        var end = DateTime.UtcNow + Longest;
        while (DateTime.UtcNow < end)
        {
            if (Read(id) is { } found)
                return found;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No mail {id} in {string.Join(", ", Names())}.");
    }

    /// <summary>The same, if it is there.</summary>
    public MimeMessage? Read(string id) =>
        Names().FirstOrDefault(n => n.StartsWith(id, StringComparison.Ordinal)) is { } name ? MimeMessage.Load(Path.Combine(folder, name)) : null;

    /// <summary>The names of the mails that are there.</summary>
    public string[] Names() => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.eml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The link in a mail.</summary>
    public static Uri LinkIn(MimeMessage mail) => new(Link().Match(mail.TextBody!).Value);

    /// <summary>The code in a mail.</summary>
    public static string CodeIn(MimeMessage mail) => Code().Match(mail.TextBody!).Value;

    [GeneratedRegex(@"https?://\S+/sign/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[0-9]{8}\b")]
    private static partial Regex Code();
}
