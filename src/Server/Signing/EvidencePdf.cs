using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing;

/// <summary>Draws the evidence of an acceptance, in French: all that its record says.</summary>
internal static class EvidencePdf
{
    /// <summary>The file. The same evidence is the same bytes.</summary>
    public static byte[] Of(EvidenceRecord record, Seller? seller, DateTimeOffset at)
    {
        var paper = new EvidencePaper("Dossier de preuve", record.Number, seller, at);
        paper.Part("Ce qui a été accepté",
            $"Devis {record.Number} ({record.Quote}), commande {record.Order}",
            $"PDF du devis, inchangé, SHA-256 {record.QuoteSha256}",
            record.QuoteDrawnAt < at
                ? $"PDF établi le {EvidencePaper.Instant(record.QuoteDrawnAt)}."
                : "Ce PDF a été établi avec l’acceptation, d’après les montants figés du devis : nul ne l’avait demandé auparavant.",
            $"Empreinte du récapitulatif : {record.Fingerprint}",
            record.ExtensionConsented ? "L’allongement de l’engagement a été expressément consenti." : "L’engagement n’est pas allongé.");
        paper.Part("Documents contractuels acceptés", [.. record.Documents.Select(d => $"{d.Title}, version {d.Version}, SHA-256 {d.Sha256}")]);
        if (record.Signer is { } signer)
            paper.Part("Signataire",
                $"{signer.Name}, {signer.Capacity}",
                $"Demandé à {signer.AskedName}, {signer.AskedCapacity}, par {signer.RequestedBy}",
                $"Adresse électronique : {signer.Email}",
                signer.Link == "EMAIL" ? "Le lien a été envoyé à cette adresse." : "Le lien a été remis par le demandeur.",
                signer.Code == "EMAIL" ? "Un code à usage unique a été envoyé à cette adresse et vérifié." : "Aucun code à usage unique n’était demandé.");
        else
            paper.Part("Validation", [.. Validation(record)]);
        if (record.AgreedTexts.Count > 0)
            paper.Part("Textes acceptés", [.. record.AgreedTexts]);
        paper.Happened(record);
        return paper.ToFile();
    }

    /// <summary>What an operator attested, with its reason and what proves it.</summary>
    public static IEnumerable<string> Validation(EvidenceRecord record)
    {
        yield return $"Par {record.By}";
        if (record.Attestation.Length > 0)
            yield return record.Attestation;
        if (record.Reason.Length > 0)
            yield return $"Motif : {record.Reason}";
        if (record.Proof is { } proof)
            yield return $"Justificatif : {proof.FileName} ({proof.Attachment}), SHA-256 {proof.Sha256}, joint le {EvidencePaper.Instant(proof.AddedAt)} par {proof.AddedBy}";
    }
}
