using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing;

/// <summary>
/// Draws the certificate of completion, in French: on a page or two what both parties need to trust the files that they got:
/// who accepted what, what happened when and from where, and the digests before and after.
/// </summary>
internal static class CertificatePdf
{
    /// <summary>The file. The same evidence is the same bytes.</summary>
    /// <param name="record">The evidence.</param>
    /// <param name="digests">The digests before and after.</param>
    /// <param name="seller">Who sells.</param>
    /// <param name="verify">Where anybody can verify the files.</param>
    /// <param name="at">When it was accepted.</param>
    public static byte[] Of(EvidenceRecord record, CertifiedDigests digests, Seller? seller, Uri verify, DateTimeOffset at)
    {
        var paper = new EvidencePaper(record.Signer is null ? "Certificat de validation" : "Certificat de signature", record.Number, seller, at);
        paper.Part("Résultat",
            record.Signer is { } signer
                ? $"Devis {record.Number} signé le {EvidencePaper.Instant(at)} par {signer.Name}, {signer.Capacity}."
                : $"Devis {record.Number} validé le {EvidencePaper.Instant(at)} par l’opérateur.",
            $"Commande : {record.Order}");
        if (seller is not null)
            paper.Part("Vendeur", seller.LegalLine);
        if (record.Signer is { } who)
            paper.Part("Signataire",
                $"{who.Name}, {who.Capacity}, {who.Email}",
                $"Identité : lien {(who.Link == "EMAIL" ? "envoyé à cette adresse" : "remis par le demandeur")}{(who.Code == "EMAIL" ? ", code à usage unique envoyé à cette adresse et vérifié" : "")}.",
                $"Signature demandée par {who.RequestedBy}");
        else
            paper.Part("Validation", [.. EvidencePdf.Validation(record)]);
        paper.Happened(record);
        paper.Part("Empreintes SHA-256",
            $"PDF du devis, avant : {digests.QuoteBefore}",
            $"PDF du devis, après : {digests.QuoteAfter} (inchangé)",
            $"Dossier de preuve, JSON : {digests.EvidenceJson}",
            $"Dossier de preuve, PDF : {digests.EvidencePdf}");
        paper.Part("Documents contractuels acceptés", [.. record.Documents.Select(d => $"{d.Title}, version {d.Version}, SHA-256 {d.Sha256}")]);
        paper.Part("Vérifier", $"Qui détient l’un de ces fichiers peut vérifier qu’il est authentique et inchangé : {verify}");
        return paper.ToFile();
    }
}

/// <summary>The digests that a certificate names: SHA-256, 64 lower-case hexadecimal digits each.</summary>
/// <param name="QuoteBefore">Of the PDF that was to be accepted.</param>
/// <param name="QuoteAfter">Of the kept PDF, taken anew of its bytes when it was accepted: the same, or nothing is accepted.</param>
/// <param name="EvidenceJson">Of the evidence as JSON.</param>
/// <param name="EvidencePdf">Of the evidence as PDF.</param>
internal sealed record CertifiedDigests(string QuoteBefore, string QuoteAfter, string EvidenceJson, string EvidencePdf);
