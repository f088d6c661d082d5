using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Orders.OrderX;

/// <summary>The lines: one for each charge of the order, and one for each product that the amendment takes away whole.</summary>
internal static class OrderXLines
{
    /// <summary>Writes them.</summary>
    /// <param name="xml">Where to.</param>
    /// <param name="charges">The charges of the order.</param>
    /// <param name="outcome">The price that was accepted.</param>
    public static void Write(OrderXWriter xml, IReadOnlyList<OrderCharge> charges, PricedAmendment outcome)
    {
        var lines = outcome.Lines.ToDictionary(l => l.ProductCode, StringComparer.Ordinal);
        var number = 0;
        foreach (var charge in charges)
            Line(xml, ++number, charge, charge.Kind is ChargeKind.Recurring ? lines[charge.ProductCode] : null);
        foreach (var gone in outcome.Lines.Where(l => l is { InitialQuantity: > 0, FinalQuantity: 0 }))
            Line(xml, ++number, Gone(gone, outcome), gone);
    }

    /// <summary>Nothing is charged a month for what is taken away; the line says that it is.</summary>
    private static OrderCharge Gone(PricedLine line, PricedAmendment outcome)
    {
        var rate = outcome.VatRates[line.Charges.First(c => c.Kind == Pricing.ChargeKind.Recurring).Vat];
        return new()
        {
            Kind = ChargeKind.Recurring,
            ProductCode = line.ProductCode,
            ProductName = line.ProductName,
            Quantity = 0,
            Net = 0m,
            VatRatePercent = rate.RatePercent,
            VatCategory = rate.Category,
            VatMention = rate.Mention,
            DueFrom = line.TakesEffectOn,
        };
    }

    private static void Line(OrderXWriter xml, int number, OrderCharge charge, PricedLine? recurring) => xml.In("IncludedSupplyChainTradeLineItem", () =>
    {
        xml.In("AssociatedDocumentLineDocument", () =>
        {
            xml.Text("LineID", Invariant($"{number}"));
            xml.Text("LineStatusCode", StatusOf(recurring));
            xml.In("IncludedNote", () => xml.Text("Content", NoteOf(charge)));
        });
        xml.In("SpecifiedTradeProduct", () =>
        {
            xml.Text("SellerAssignedID", charge.ProductCode);
            xml.Text("Name", charge.ProductName);
            if (recurring is not null)
                xml.In("ApplicableProductCharacteristic", () =>
                {
                    xml.Text("Description", "Quantité avant");
                    xml.Text("Value", Invariant($"{recurring.InitialQuantity}"));
                });
        });
        xml.In("SpecifiedLineTradeAgreement", () => xml.In("NetPriceProductTradePrice", () => Price(xml, charge)));
        xml.In("SpecifiedLineTradeDelivery", () =>
        {
            xml.Units("RequestedQuantity", charge.Quantity);
            xml.In("RequestedDeliverySupplyChainEvent", () => When(xml, charge));
        });
        xml.In("SpecifiedLineTradeSettlement", () =>
        {
            xml.In("ApplicableTradeTax", () => Tax(xml, charge));
            xml.In("SpecifiedTradeSettlementLineMonetarySummation", () => xml.Number("LineTotalAmount", charge.Net));
        });
    });

    /// <summary>UNTDID 1229: added, deleted, changed, no action.</summary>
    private static string StatusOf(PricedLine? recurring) => recurring switch
    {
        null or { InitialQuantity: 0 } => "1",
        { FinalQuantity: 0 } => "2",
        { ChangeQuantity: not 0 } => "3",
        _ => "4",
    };

    private static string NoteOf(OrderCharge charge) => charge.Kind switch
    {
        ChargeKind.Setup => "Frais de mise en service, dus une fois",
        ChargeKind.Recurring => "Abonnement, par mois",
        ChargeKind.FirstPeriod => charge.IsEstimate ? "Première période, estimation que la livraison recalcule" : "Première période",
        ChargeKind.EarlyReductionFee => "Frais de réduction anticipée, dus une fois",
        _ => throw new ArgumentOutOfRangeException(nameof(charge), charge.Kind, "A charge of no known kind."),
    };

    /// <summary>A price is never negative; where the units share none, it is that of all of them together.</summary>
    private static void Price(OrderXWriter xml, OrderCharge charge)
    {
        xml.Number("ChargeAmount", charge.UnitPrice ?? Math.Abs(charge.Net));
        if (charge.UnitPrice is null && charge.Quantity != 0)
            xml.Units("BasisQuantity", Math.Abs(charge.Quantity));
    }

    private static void When(OrderXWriter xml, OrderCharge charge)
    {
        if (charge is { PeriodStart: { } start, PeriodEnd: { } end })
            xml.In("OccurrenceSpecifiedPeriod", () =>
            {
                xml.Day("StartDateTime", start);
                xml.Day("EndDateTime", end.AddDays(-1));
            });
        else
            xml.Day("OccurrenceDateTime", charge.DueFrom);
    }

    private static void Tax(OrderXWriter xml, OrderCharge charge)
    {
        xml.Text("TypeCode", "VAT");
        xml.Text("CategoryCode", charge.VatCategory);
        // EN 16931: what is outside the scope of VAT has no rate.
        if (charge.VatCategory != "O")
            xml.Number("RateApplicablePercent", charge.VatRatePercent);
    }
}
