using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Orders;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing;

/// <summary>Validates a quote for the customer: it is accepted as a signature accepts it, with evidence of who attested what.</summary>
internal sealed class ValidateQuote(AcceptQuote acceptQuote, KeepEvidence keepEvidence)
{
    private const string ProofField = "proof_attachment";

    /// <summary>Validates it.</summary>
    /// <param name="write">The write, of an operator.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="etag">Its etag as the actor saw it.</param>
    /// <param name="fingerprint">Fingerprint of the quote as the actor saw it.</param>
    /// <param name="acceptance">What is accepted, and how.</param>
    /// <param name="proof">The attachment of the amendment that proves the acceptance; null: none.</param>
    /// <exception cref="Fault">What <see cref="AcceptQuote.RunAsync"/> refuses; INVALID_ARGUMENT: the proof is none of its attachments.</exception>
    public async Task<AcceptedQuote> RunAsync(Write write, PartName name, string etag, string fingerprint, GivenAcceptance acceptance, (PartName Amendment, int Number)? proof)
    {
        var accepted = await acceptQuote.RunAsync(write, name, etag, fingerprint, acceptance);
        keepEvidence.Run(write, accepted, request: null, proof is { } given ? await ProofAsync(write, accepted.Amendment, given.Amendment, given.Number) : null);
        return accepted;
    }

    /// <summary>The attachment as the evidence names it: one of this amendment that is still there.</summary>
    private static async Task<EvidenceProof> ProofAsync(Write write, Amendment amendment, PartName of, int number)
    {
        var attachments = await write.Context.AttachmentsAsync(amendment, write.Cancellation);
        if (of.Identifier != amendment.Number || (of.Customer is { } customer && customer != amendment.CustomerId) || attachments.FirstOrDefault(a => a.Number == number) is not { } found)
            throw Fault.InvalidArgument(FieldFaults.Unknown(ProofField, of.Name));
        return new(ResourceNames.Attachment(amendment.CustomerId, amendment.Number, number), found.FileName, found.Sha256, found.CreatedBy, found.CreatedAt);
    }
}
