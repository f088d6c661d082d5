using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Orders;

/// <summary>The order that an accepted amendment made. At most one per amendment: a unique index holds it.</summary>
internal sealed class Order : IStateful<OrderState>
{
    private OrderState state;

    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Number: COM and digits, such as COM32623; unique over all resellers.</summary>
    public required string Number { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>The quote revision that was accepted.</summary>
    public required int QuoteRevision { get; set; }

    /// <summary>The contracted offer it changes.</summary>
    public required string OfferReference { get; set; }

    /// <summary>Where it stands. <see cref="Transition"/> alone moves it.</summary>
    public required OrderState State
    {
        get => state;
        init => state = value;
    }

    OrderState IStateful<OrderState>.State
    {
        get => state;
        set => state = value;
    }

    string IStateful<OrderState>.Name => ResourceNames.Order(CustomerId, Number);

    /// <summary>Identifier of who accepted.</summary>
    public required string AcceptedBy { get; set; }

    /// <summary>When it was accepted, and the order with it.</summary>
    public required DateTimeOffset AcceptedAt { get; set; }

    /// <summary>Whether it was validated on behalf of the customer.</summary>
    public required bool OnBehalfOfCustomer { get; set; }

    /// <summary>Whether the documents of the quote were accepted.</summary>
    public required bool DocumentsAccepted { get; set; }

    /// <summary>Whether a longer commitment was expressly consented to.</summary>
    public required bool ExtensionConsented { get; set; }

    /// <summary>Comment left with the acceptance; empty: none.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The day it was delivered; none: not yet.</summary>
    public DateOnly? DeliveredOn { get; set; }

    /// <summary>Version of the contracted offer that the delivery wrote; none: not yet.</summary>
    public int? OfferVersionWritten { get; set; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <inheritdoc/>
    public int RowVersion { get; set; }

    /// <summary>The invoice lines to come. Replaced as a whole.</summary>
    public required IReadOnlyList<OrderCharge> Charges { get; set; }
}

/// <summary>States of an order.</summary>
internal enum OrderState
{
    /// <summary>Accepted, waiting.</summary>
    Created,

    /// <summary>Being carried out.</summary>
    Provisioning,

    /// <summary>Delivered. Ended.</summary>
    Delivered,

    /// <summary>Cancelled. Ended.</summary>
    Cancelled,
}

/// <summary>An invoice line to come.</summary>
internal sealed record OrderCharge
{
    /// <summary>Kind of charge.</summary>
    public required ChargeKind Kind { get; init; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Its name when it was accepted.</summary>
    public required string ProductName { get; init; }

    /// <summary>Units, negative for a credit.</summary>
    public required int Quantity { get; init; }

    /// <summary>Net price per unit, HT, never negative; none: the line has no single price.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>First day of the period charged; none: one-off.</summary>
    public DateOnly? PeriodStart { get; init; }

    /// <summary>First day after it; none: one-off or open.</summary>
    public DateOnly? PeriodEnd { get; init; }

    /// <summary>Net amount, HT.</summary>
    public required decimal Net { get; init; }

    /// <summary>VAT rate, in percent.</summary>
    public required decimal VatRatePercent { get; init; }

    /// <summary>EN 16931 category code.</summary>
    public required string VatCategory { get; init; }

    /// <summary>Words that the law wants on the document; empty: none.</summary>
    public string VatMention { get; init; } = "";

    /// <summary>The day from which it is due.</summary>
    public required DateOnly DueFrom { get; init; }

    /// <summary>Whether the delivery computes it again.</summary>
    public bool IsEstimate { get; init; }
}

/// <summary>Kinds of charge. They never mix in a total.</summary>
internal enum ChargeKind
{
    /// <summary>Setup fee.</summary>
    Setup,

    /// <summary>Recurring charge, per month.</summary>
    Recurring,

    /// <summary>What the cut period owes or gives back.</summary>
    FirstPeriod,

    /// <summary>Early-reduction fee.</summary>
    EarlyReductionFee,
}
