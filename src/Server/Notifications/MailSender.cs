using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Notifications;

/// <summary>Hands mail to the mail server, or writes it into the folder of Development.</summary>
internal sealed class MailSender(MailRoute route)
{
    private static readonly FormatOptions Written = MakeOptions();

    /// <summary>Sends a mail: the mail server has it when this returns.</summary>
    /// <exception cref="UndeliverableException">The mail server will never take it, or not for this mailbox. What it refuses before it knows either is refused to everybody, and put right.</exception>
    /// <exception cref="MailNotTakenException">It did not take it now; what it says of it.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        message.From.Add(route.From ?? new MailboxAddress("MyOpenIP", $"devis@{route.Domain}"));
        if (route.Folder.Length > 0)
        {
            await WriteAsync(message, cancellation);
            return;
        }
        if (route.Host.Length == 0)
            throw new UndeliverableException("There is no mail server: set Mail:Host, and have the message sent again.");
        try
        {
            using var client = new SmtpClient { Timeout = (int)route.Patience.TotalMilliseconds };
            await client.ConnectAsync(route.Host, route.Port, route.SocketOptions, cancellation);
            if (route.User.Length > 0)
                await client.AuthenticateAsync(route.User, route.Password, cancellation);
            await client.SendAsync(Written, message, cancellation);

            // It has the mail: whether the farewell is heard changes nothing.
            await QuitAsync(client, cancellation);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            throw new UndeliverableException(Invariant($"The mail server refuses it: {(int)refused.StatusCode} ({refused.ErrorCode})."));
        }
        catch (Exception thrown) when (thrown is CommandException or ProtocolException or IOException or SocketException or AuthenticationException or SslHandshakeException or NotSupportedException or TimeoutException)
        {
            throw new MailNotTakenException(thrown is SmtpCommandException later ? Invariant($"The mail server says {(int)later.StatusCode} ({later.ErrorCode}).") : $"The mail server is not reached: {thrown.GetType().Name}.");
        }
    }

    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception thrown) when (thrown is ProtocolException or IOException or SocketException or OperationCanceledException)
        {
            // Nothing is lost.
        }
    }

    /// <summary>A mail of the same identity is the same file.</summary>
    private async Task WriteAsync(MimeMessage message, CancellationToken cancellation)
    {
        PrivateFiles.MakeFolder(route.Folder);
        var name = string.Concat(message.MessageId!.Split('@')[0].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
        var begun = Path.Combine(route.Folder, name + ".begun");
        await using (var file = File.Create(begun))
            await message.WriteToAsync(Written, file, cancellation);
        File.Move(begun, Path.Combine(route.Folder, name + ".eml"), overwrite: true);
    }

    private static FormatOptions MakeOptions()
    {
        var options = FormatOptions.Default.Clone();
        (options.NewLineFormat, options.International) = (NewLineFormat.Dos, false);
        return options;
    }
}

/// <summary>The mail server did not take a mail; it is tried again. What it said of addresses is left out: the message stands in logs.</summary>
internal sealed class MailNotTakenException(string message) : Exception(message);
