namespace MyOpenIP.Server.Quotes;

/// <summary>
/// What a quote shows, in the order in which it is read. The PDF and the page are two drawings of it, so that they
/// cannot say two things. It is made of what the quote froze and of nothing else, in French, in which it binds, or in English.
/// </summary>
internal sealed record QuoteSheet
{
    /// <summary>Its language.</summary>
    public required Printed Printed { get; init; }

    /// <summary>Printed number and revision, such as DEV 000050763/1.</summary>
    public required string Number { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Who sells; none, of a quote that did not freeze it: null.</summary>
    public Seller? Seller { get; init; }

    /// <summary>Dates of the quote.</summary>
    public required IReadOnlyList<SheetFact> Dates { get; init; }

    /// <summary>Who and where: seller, customer, sites, contacts. Empty, of a quote that did not freeze them.</summary>
    public required IReadOnlyList<SheetBlock> Parties { get; init; }

    /// <summary>Name of the contracted offer, or its reference.</summary>
    public required string OfferTitle { get; init; }

    /// <summary>What is known of the contracted offer and its commitment.</summary>
    public required IReadOnlyList<SheetFact> Offer { get; init; }

    /// <summary>The lines that hold something before or after.</summary>
    public required IReadOnlyList<SheetLine> Lines { get; init; }

    /// <summary>Totals of the offer before, of the change and of the offer after.</summary>
    public required SheetTable Totals { get; init; }

    /// <summary>What is due once.</summary>
    public required SheetTable OneOff { get; init; }

    /// <summary>What explains the figures, and what was agreed.</summary>
    public required IReadOnlyList<SheetBlock> Explanations { get; init; }

    /// <summary>The contractual documents: title, version, digest.</summary>
    public required SheetTable Documents { get; init; }

    /// <summary>What was attached to it: name, size, digest.</summary>
    public required SheetTable Attachments { get; init; }

    /// <summary>What is accepted by signing.</summary>
    public required IReadOnlyList<string> Consents { get; init; }

    /// <summary>Digest of what was priced.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its title.</summary>
    public string Title => $"{Printed.Words("Devis", "Quote")} {Number}";

    /// <summary>What it is about.</summary>
    public string Subject => $"{Printed.Words("Ajout / réduction", "Addition / reduction")}, {OfferTitle}";

    /// <summary>What the parts a/, b/ and c/ are.</summary>
    public string Legend => Printed.Words(
        "a/ offre initiale (avant modification) · b/ ajout/réduction · c/ total de la nouvelle offre", "a/ initial offer (before the change) · b/ addition/reduction · c/ total of the new offer");
}

/// <summary>Something with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">What it is.</param>
internal sealed record SheetFact(string Name, string Value);

/// <summary>A title, and lines under it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Lines">The lines.</param>
internal sealed record SheetBlock(string Title, IReadOnlyList<string> Lines);

/// <summary>A table: the first column names its rows, the others are amounts, or words where it says so.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">The rows, of as many cells.</param>
/// <param name="IsOfWords">Whether all is words.</param>
internal sealed record SheetTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsOfWords = false);

/// <summary>A line of the recap (a/ initial, b/ change, c/ final).</summary>
internal sealed record SheetLine
{
    /// <summary>The heads of its cells.</summary>
    public static IReadOnlyList<string> Heads { get; } =
        ["Produit", "a/\u00A0Initial", "b/\u00A0Évolution", "c/\u00A0Final", "FMS", "Abo/Récurrence", "Remise FMS", "Remise abo."];

    /// <summary>Name of the product.</summary>
    public required string Product { get; init; }

    /// <summary>Prices per unit.</summary>
    public required string UnitPrices { get; init; }

    /// <summary>Units before.</summary>
    public required string Initial { get; init; }

    /// <summary>Units more or less; empty: as many.</summary>
    public required string Change { get; init; }

    /// <summary>Units after.</summary>
    public required string Final { get; init; }

    /// <summary>Setup fee.</summary>
    public required string Setup { get; init; }

    /// <summary>The former amount a month, struck through; null: it is the same, or there was none.</summary>
    public required string? FormerMonthly { get; init; }

    /// <summary>The amount a month.</summary>
    public required string Monthly { get; init; }

    /// <summary>Setup discount; empty: none.</summary>
    public required string SetupDiscount { get; init; }

    /// <summary>Recurring discount; empty: none.</summary>
    public required string RecurringDiscount { get; init; }

    /// <summary>Setup fee as a number, net.</summary>
    public required decimal SetupNet { get; init; }

    /// <summary>Amount a month as a number, net.</summary>
    public required decimal MonthlyNet { get; init; }
}
