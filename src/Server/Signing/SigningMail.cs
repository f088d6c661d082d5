using System.Globalization;
using System.Text.Json;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// A mail to a signer that waits in the outbox. It says which, and nothing of what is in it: link and code are put in when it
/// is sent, and stand nowhere before.
/// </summary>
/// <param name="Amendment">Number of the amendment.</param>
/// <param name="Revision">Revision of the quote.</param>
/// <param name="About">What it is about.</param>
/// <param name="Link">Number of the link that it is about: of another one it is not sent.</param>
/// <param name="Number">Which of its kind, from 1.</param>
internal sealed record SigningMail(string Amendment, int Revision, MailAbout About, int Link, int Number)
{
    /// <summary>The kind of such messages in the outbox.</summary>
    public const string Kind = "signing-mail";

    /// <summary>What makes it the same mail, however often it is sent.</summary>
    public string Key => Invariant($"{Amendment}/{Revision}/{About.ToString().ToLowerInvariant()}/{Link}.{Number}");

    /// <summary>The mail of a key; null: it is none of ours.</summary>
    public static SigningMail? OfKey(string key) =>
        key.Split('/') is [var amendment, var revision, var about, var place] && place.Split('.') is [var link, var number]
        && int.TryParse(revision, CultureInfo.InvariantCulture, out var which) && Enum.TryParse<MailAbout>(about, ignoreCase: true, out var what)
        && int.TryParse(link, CultureInfo.InvariantCulture, out var of) && int.TryParse(number, CultureInfo.InvariantCulture, out var nth)
            ? new(amendment, which, what, of, nth)
            : null;

    /// <summary>A mail that was enqueued.</summary>
    public static SigningMail Read(byte[] payload) => JsonSerializer.Deserialize<SigningMail>(payload, DataJson.Options)!;

    /// <summary>Enqueues a mail about a signature, in the transaction of the write.</summary>
    /// <param name="write">The write.</param>
    /// <param name="request">The signature.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="number">Which of its kind.</param>
    /// <param name="notBefore">The instant before which it is not sent; null: at once.</param>
    public static void Enqueue(Write write, SignatureRequest request, MailAbout about, int number = 1, DateTimeOffset? notBefore = null)
    {
        var mail = new SigningMail(request.AmendmentNumber, request.Revision, about, request.LinkNumber, number);
        write.Enqueue(request.Reseller, Kind, mail.Key, JsonSerializer.SerializeToUtf8Bytes(mail, DataJson.Options), notBefore: notBefore);
    }
}

/// <summary>What a mail to a signer is about.</summary>
internal enum MailAbout
{
    /// <summary>It is asked to sign, by this link.</summary>
    Link,

    /// <summary>It was asked, and has not answered.</summary>
    Reminder,

    /// <summary>Its one-time code.</summary>
    Code,

    /// <summary>It has signed: what it signed, to keep.</summary>
    Signed,

    /// <summary>The same to the other party, who asked for the signature.</summary>
    Completed,
}
