using MyOpenIP.Server.PdfWriting;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing;

/// <summary>Draws the evidence of an acceptance, in French: the certificate that both parties get.</summary>
internal sealed class EvidencePdf
{
    private const string Title = "Dossier de preuve";

    private static readonly Dictionary<string, string> Events = new()
    {
        ["QUOTE_ISSUED"] = "Devis établi",
        ["VALIDATED"] = "Devis validé par l’opérateur",
        ["SIGNATURE_REQUESTED"] = "Signature demandée",
        ["LINK_MADE"] = "Lien de signature créé",
        ["LINK_SENT"] = "Lien remis au serveur de messagerie du signataire",
        ["PAGE_OPENED"] = "Page de signature ouverte",
        ["CODE_SENT"] = "Code à usage unique remis au serveur de messagerie du signataire",
        ["PAGE_SHOWN"] = "Page affichée",
        ["CONSENTED"] = "Consentements donnés",
        ["CODE_PROVED"] = "Code à usage unique vérifié",
        ["SIGNED"] = "Devis signé",
    };

    private readonly EvidenceRecord record;
    private readonly QuoteStyles styles;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PdfFlow flow;

    private EvidencePdf(EvidenceRecord record, Seller? seller, DateTimeOffset at)
    {
        (this.record, styles) = (record, new(seller?.Color ?? QuoteStyles.Neutral));
        var title = $"{Title}, devis {record.Number}";
        document = new(new(title, seller?.Name ?? "", Title, at));
        letterhead = new(document, styles, seller);
        flow = new(document, Letterhead.Margin, Letterhead.BodyEnd, page => letterhead.Begin(page, Title, record.Number, title));
    }

    /// <summary>The file. The same evidence is the same bytes.</summary>
    public static byte[] Of(EvidenceRecord record, Seller? seller, DateTimeOffset at)
    {
        var evidence = new EvidencePdf(record, seller, at);
        evidence.Draw();
        return evidence.document.ToFile();
    }

    private void Draw()
    {
        Part("Ce qui a été accepté",
            $"Devis {record.Number} ({record.Quote}), commande {record.Order}",
            record.QuoteSha256.Length > 0 ? $"PDF du devis, inchangé, SHA-256 {record.QuoteSha256}" : "Le PDF du devis n’avait pas été établi avant son acceptation.",
            $"Empreinte du récapitulatif : {record.Fingerprint}",
            record.ExtensionConsented ? "L’allongement de l’engagement a été expressément consenti." : "L’engagement n’est pas allongé.");
        Part("Documents contractuels acceptés", [.. record.Documents.Select(d => $"{d.Title}, version {d.Version}, SHA-256 {d.Sha256}")]);
        if (record.Signer is { } signer)
            Part("Signataire",
                $"{signer.Name}, {signer.Capacity}",
                $"Demandé à {signer.AskedName}, {signer.AskedCapacity}, par {signer.RequestedBy}",
                $"Adresse électronique : {signer.Email}",
                signer.Link == "EMAIL" ? "Le lien a été envoyé à cette adresse." : "Le lien a été remis par le demandeur.",
                signer.Code == "EMAIL" ? "Un code à usage unique a été envoyé à cette adresse et vérifié." : "Aucun code à usage unique n’était demandé.");
        else
            Part("Validation", [$"Par {record.By}", .. record.Attestation.Length > 0 ? (string[])[record.Attestation] : [], .. record.Reason.Length > 0 ? (string[])[$"Motif : {record.Reason}"] : []]);
        if (record.AgreedTexts.Count > 0)
            Part("Textes acceptés", [.. record.AgreedTexts]);
        Part("Déroulement", [.. record.Events.Select(Line)]);
        letterhead.End();
    }

    private static string Line(EvidenceEvent happened) =>
        $"{happened.At:yyyy-MM-dd HH:mm:ss} UTC : {Events[happened.What]}{(happened.Address.Length > 0 ? $", depuis {happened.Address}" : "")}{(happened.UserAgent.Length > 0 ? $" ({happened.UserAgent})" : "")}";

    private void Part(string title, params IReadOnlyList<string> lines)
    {
        flow.Skip(6);
        flow.Need(30);
        flow.Paragraph(document.Structure.Add("H2"), styles.Heading, title);
        flow.Skip(2);
        foreach (var line in lines)
            flow.Paragraph(document.Structure.Add("P"), styles.Text, line);
    }
}
