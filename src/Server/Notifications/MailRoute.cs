using MailKit.Security;
using MimeKit;

namespace MyOpenIP.Server.Notifications;

/// <summary>How mail leaves the server: through a mail server, or, in Development, into a folder.</summary>
internal sealed record MailRoute
{
    /// <summary>Name or address of the mail server; empty: there is none.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is kept secret.</summary>
    public required MailSecurity Security { get; init; }

    /// <summary>The name with which to log in; empty: nobody does.</summary>
    public required string User { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>Who sends; null: there is no mail server.</summary>
    public required MailboxAddress? From { get; init; }

    /// <summary>How long each step of a conversation with it may take.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The folder into which mail is written instead; empty: none.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether mail can be sent.</summary>
    public bool Exists => Host.Length > 0 || Folder.Length > 0;

    /// <summary>The domain of who sends: that of the Message-IDs.</summary>
    public string Domain => From is { } from ? from.Address[(from.Address.LastIndexOf('@') + 1)..] : "myopenip.localhost";

    /// <summary>What the library calls it.</summary>
    public SecureSocketOptions SocketOptions => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(Security), Security, "A security of no known kind."),
    };

    /// <summary>The route that is set.</summary>
    /// <exception cref="StartRefusedException">It leads nowhere: the message says why, a line for each fault.</exception>
    public static MailRoute Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var faults = new List<string>();
        var from = FromOf(configuration, faults);
        var route = new MailRoute
        {
            Host = Settings.MailHost.Of(configuration),
            Port = Settings.MailPort.Of(configuration),
            Security = Settings.MailSecurity.Of(configuration),
            User = Settings.MailUser.Of(configuration),
            Password = PasswordSettings.Of(configuration, environment, Settings.MailPassword, Settings.MailPasswordFile, faults),
            From = from,
            Patience = TimeSpan.FromSeconds(Settings.MailTimeoutSeconds.Of(configuration)),
            Folder = Settings.MailFolder.Of(configuration) is { Length: > 0 } folder ? Path.Combine(environment.ContentRootPath, folder) : "",
        };
        faults.AddRange(route.Faults(environment));
        return faults.Count == 0 ? route : throw new StartRefusedException(string.Join(Environment.NewLine, faults));
    }

    private IEnumerable<string> Faults(IHostEnvironment environment)
    {
        if (Host.Length > 0 && From is null)
            yield return $"--{Settings.MailFrom.Name} is not set: name who sends, such as devis@example.fr.";
        if (Host.Length > 0 && Folder.Length > 0)
            yield return $"--{Settings.MailHost.Name} and --{Settings.MailFolder.Name} are both set: mail goes one way.";
        if (Folder.Length > 0 && !environment.IsDevelopment())
            yield return $"--{Settings.MailFolder.Name} is for Development: set --{Settings.MailHost.Name}, so that those who are written to get it.";
        if (User.Length > 0 != Password.Length > 0)
            yield return $"--{Settings.MailUser.Name} and a password go together: set {Settings.MailPassword.Variable} in the environment, or --{Settings.MailPasswordFile.Name}.";
        if (Password.Length > 0 && Security is MailSecurity.None && !environment.IsDevelopment())
            yield return $"--{Settings.MailSecurity.Name} is None: the password of the mail server would be read on the way. Set StartTls or Tls.";
    }

    private static MailboxAddress? FromOf(IConfiguration configuration, List<string> faults)
    {
        if (Settings.MailFrom.Of(configuration) is not { Length: > 0 } text)
            return null;
        if (MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal))
            return address;
        faults.Add(Settings.MailFrom.FaultOf("") ?? $"--{Settings.MailFrom.Name} is \"{text}\": it takes {Settings.MailFrom.Takes}.");
        return null;
    }
}

/// <summary>How the way to the mail server is kept secret.</summary>
internal enum MailSecurity
{
    /// <summary>It begins in the clear and goes on by TLS, or ends.</summary>
    StartTls,

    /// <summary>By TLS from the first byte.</summary>
    Tls,

    /// <summary>In the clear: on this machine, or a network that nobody else is on.</summary>
    None,
}
