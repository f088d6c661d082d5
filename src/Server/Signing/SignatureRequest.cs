using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// The signature that a customer was asked for, of one revision of a quote: who is asked, what is signed, by which link, and
/// what became of it. What an evidence file says is all here. Whether its link is open is no field: the state of its amendment
/// says so (<see cref="SignatureStates"/>), so that whatever ends or changes the amendment closes the link.
/// </summary>
internal sealed class SignatureRequest
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>Revision of the quote that is to be signed.</summary>
    public required int Revision { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>Name of who is asked to sign.</summary>
    public required string SignerName { get; set; }

    /// <summary>Its e-mail address: the mailbox to which link and code go.</summary>
    public required string SignerEmail { get; set; }

    /// <summary>In which capacity it signs, as the requester says.</summary>
    public required string SignerCapacity { get; set; }

    /// <summary>Language of its mails and of its page.</summary>
    public required SignerLanguage Language { get; set; }

    /// <summary>Identifier of who asked for the signature.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>E-mail address to which the certificate goes beside the signer's; empty: that of the seller on the quote.</summary>
    public string RequesterEmail { get; set; } = "";

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>The instant from which the quote no longer binds.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>SHA-256 of the PDF that is signed.</summary>
    public required string QuoteSha256 { get; set; }

    /// <summary>Fingerprint of the price that the quote froze.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The contractual documents that go with the quote, with their digests.</summary>
    public required IReadOnlyList<QuoteDocument> Documents { get; set; }

    /// <summary>How the link reaches the signer.</summary>
    public required LinkDelivery LinkDelivery { get; set; }

    /// <summary>Whether a one-time code is needed beside the link.</summary>
    public required bool CodeRequired { get; set; }

    /// <summary>Which link it is: 1 for the first, one more with each that took its place.</summary>
    public required int LinkNumber { get; set; }

    /// <summary>SHA-256 of the token of the link, 64 lower-case hexadecimal digits.</summary>
    public required string LinkDigest { get; set; }

    /// <summary>The token, encrypted with keys that are not in the database; see <see cref="SigningSecrets"/>.</summary>
    public required string SealedLink { get; set; }

    /// <summary>When the link was made.</summary>
    public required DateTimeOffset LinkMadeAt { get; set; }

    /// <summary>When a mail server took the mail with the link; null: none has yet.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When the page of the link was first opened; null: it was not.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>The address from which it was first opened; empty: it was not.</summary>
    public string OpenedFrom { get; set; } = "";

    /// <summary>The user agent with which it was first opened; empty: not said, or it was not.</summary>
    public string OpenedWith { get; set; } = "";

    /// <summary>Reminders that were sent for this link.</summary>
    public int RemindersSent { get; set; }

    /// <summary>How many codes were made for this link.</summary>
    public int CodeNumber { get; set; }

    /// <summary>SHA-256 of the latest code with the token; empty: there is none.</summary>
    public string CodeDigest { get; set; } = "";

    /// <summary>The code, encrypted as the link is; empty: there is none.</summary>
    public string SealedCode { get; set; } = "";

    /// <summary>The instant from which the code is refused; null: there is none.</summary>
    public DateTimeOffset? CodeUntil { get; set; }

    /// <summary>How often this code was tried.</summary>
    public int CodeTries { get; set; }

    /// <summary>When a mail server took the mail with the code; null: none has.</summary>
    public DateTimeOffset? CodeSentAt { get; set; }

    /// <summary>What the signer answered.</summary>
    public SignatureAnswer Answer { get; set; }

    /// <summary>When it did; null: it has not.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the page was shown on which it did; null: it has not.</summary>
    public DateTimeOffset? ShownAt { get; set; }

    /// <summary>When it consented, which is when the page with the boxes ticked came in; null: it has not.</summary>
    public DateTimeOffset? ConsentedAt { get; set; }

    /// <summary>The address from which it answered; empty: it has not.</summary>
    public string AnsweredFrom { get; set; } = "";

    /// <summary>The user agent with which it answered; empty: not said, or it has not.</summary>
    public string AnsweredWith { get; set; } = "";

    /// <summary>The name that it gave with its signature; empty: it did not sign.</summary>
    public string SignedName { get; set; } = "";

    /// <summary>The capacity that it gave with its signature; empty: it did not sign.</summary>
    public string SignedCapacity { get; set; } = "";

    /// <summary>The sentences that it agreed to, as the page had them.</summary>
    public IReadOnlyList<string> AgreedTexts { get; set; } = [];

    /// <summary>When the one-time code was proved; null: it was not, or none was needed.</summary>
    public DateTimeOffset? CodeProvedAt { get; set; }

    /// <summary>Why it was refused, in the signer's words; empty: not said, or it was not.</summary>
    public string DeclineReason { get; set; } = "";
}

/// <summary>How a link reaches its signer.</summary>
internal enum LinkDelivery
{
    /// <summary>By e-mail to the signer, and nobody else sees it.</summary>
    Email,

    /// <summary>By whoever asked for the signature; it then signs only with the code that is sent to the signer.</summary>
    Requester,
}

/// <summary>What a signer answers.</summary>
internal enum SignatureAnswer
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>It signed.</summary>
    Signed,

    /// <summary>It refused.</summary>
    Declined,
}

/// <summary>A language in which a signer is written to.</summary>
internal enum SignerLanguage
{
    /// <summary>French.</summary>
    French,

    /// <summary>English.</summary>
    English,
}
