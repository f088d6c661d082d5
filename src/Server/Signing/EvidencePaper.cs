using System.Globalization;
using MyOpenIP.Server.PdfWriting;
using MyOpenIP.Server.Quotes;

namespace MyOpenIP.Server.Signing;

/// <summary>A paper about an acceptance, in French: parts with a title and lines. The same parts are the same bytes.</summary>
internal sealed class EvidencePaper
{
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

    private readonly QuoteStyles styles;
    private readonly PdfDocument document;
    private readonly Letterhead letterhead;
    private readonly PdfFlow flow;

    /// <summary>Begins one.</summary>
    /// <param name="kind">What it is, in large letters.</param>
    /// <param name="number">Printed number of the quote.</param>
    /// <param name="seller">Whose it is; null: nobody's.</param>
    /// <param name="at">When it is made.</param>
    public EvidencePaper(string kind, string number, Seller? seller, DateTimeOffset at)
    {
        styles = new(seller?.Color ?? QuoteStyles.Neutral);
        var title = $"{kind}, devis {number}";
        document = new(new(title, seller?.Name ?? "", kind, at));
        letterhead = new(document, styles, seller);
        flow = new(document, Letterhead.Margin, Letterhead.BodyEnd, page => letterhead.Begin(page, kind, number, title));
    }

    /// <summary>Draws a part.</summary>
    public void Part(string title, params IReadOnlyList<string> lines)
    {
        flow.Skip(6);
        flow.Need(30);
        flow.Paragraph(document.Structure.Add("H2"), styles.Heading, title);
        flow.Skip(2);
        foreach (var line in lines)
            flow.Paragraph(document.Structure.Add("P"), styles.Text, line);
    }

    /// <summary>Draws what happened, in the order of time.</summary>
    public void Happened(EvidenceRecord record) => Part("Déroulement", [.. record.Events.Select(Line)]);

    /// <summary>The file. Call it once.</summary>
    public byte[] ToFile()
    {
        letterhead.End();
        return document.ToFile();
    }

    /// <summary>An instant, to the second.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Line(EvidenceEvent happened) =>
        $"{Instant(happened.At!.Value)} : {Events[happened.What]}{(happened.Address.Length > 0 ? $", depuis {happened.Address}" : "")}{(happened.UserAgent.Length > 0 ? $" ({happened.UserAgent})" : "")}";
}
