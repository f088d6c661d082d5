namespace MyOpenIP.Server.Signing;

/// <summary>Who is asked to sign.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">The mailbox.</param>
/// <param name="Capacity">In which capacity.</param>
/// <param name="Language">Language of mails and page.</param>
internal sealed record AskedSigner(string Name, string Email, string Capacity, SignerLanguage Language);

/// <summary>How a signature is asked for.</summary>
/// <param name="Signer">Who signs.</param>
/// <param name="Delivery">How the link gets there.</param>
/// <param name="CodeRequired">Whether a code is asked for beside the link.</param>
/// <param name="RequesterEmail">Where the certificate goes beside the signer's mailbox; empty: to the seller on the quote.</param>
internal sealed record AskedSignature(AskedSigner Signer, LinkDelivery Delivery, bool CodeRequired, string RequesterEmail);
