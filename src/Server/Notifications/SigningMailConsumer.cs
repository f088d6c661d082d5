using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Notifications;

/// <summary>Sends the mails to signers. What has been overtaken (signed, revised, another link) is not sent any more.</summary>
internal sealed class SigningMailConsumer(
    StorageContexts contexts, Operations operations, SigningMails mails, MailSender sender, MailRoute route, ParisClock clock, ILogger<SigningMailConsumer> logger)
    : IOutboxConsumer
{
    /// <inheritdoc/>
    public string Kind => SigningMail.Kind;

    /// <inheritdoc/>
    public async Task SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        var mail = SigningMail.Read(row.Payload);
        LinkedSignature linked;
        await using (var context = await contexts.OpenAsync(Actor.Service, cancellation))
        {
            if (await context.OfMailAsync(row.Reseller, mail, cancellation) is not { } found)
            {
                logger.MailNotNeeded(row.Key, "what it is about is gone");
                return;
            }
            linked = found;
            if (WhyNot(mail, linked) is { } why)
            {
                logger.MailNotNeeded(row.Key, why);
                return;
            }
            using var message = await mails.WriteAsync(context, mail, linked, cancellation);
            if (message.To.Count == 0)
            {
                logger.MailNotNeeded(row.Key, "nobody's address is known: neither the requester's nor the seller's");
                return;
            }
            (message.MessageId, message.Date) = (IdOf(row.Key), row.DueAt);
            await sender.SendAsync(message, cancellation);
        }
        logger.MailSent(row.Key);

        // Past this point the patience for the mail server no longer counts.
        await operations.RunAsync(
            Actor.Service,
            async write =>
            {
                await NoteSending.RunAsync(write, mail, linked);
                return true;
            },
            CancellationToken.None);
    }

    private string? WhyNot(SigningMail mail, LinkedSignature linked)
    {
        var (request, state) = (linked.Request, SignatureStates.Of(linked.Request, linked.Amendment, clock.Now));
        return mail.About switch
        {
            MailAbout.Signed or MailAbout.Completed => state is SignatureState.Signed ? null : "nothing was signed",
            _ when state is not SignatureState.Open => $"the signature is {state}",
            _ when request.LinkNumber != mail.Link => "another link has taken its place",
            MailAbout.Code when request.CodeNumber != mail.Number => "another code has taken its place",
            MailAbout.Code when request.CodeUntil <= clock.Now || request.SealedCode.Length == 0 => "the code is too old",
            _ => null,
        };
    }

    /// <summary>The same mail has the same Message-ID, however often it is sent: who gets it twice can tell.</summary>
    private string IdOf(string key) => $"{key.Replace('/', '.')}@{route.Domain}";
}
