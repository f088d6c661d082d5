namespace MyOpenIP.Pricing;

/// <summary>The sentence of each code of <see cref="ReasonCodes"/>; the order of the operands is the one stated there.</summary>
internal static class ReasonSentences
{
    private static readonly Dictionary<string, Bilingual> Sentences = new(StringComparer.Ordinal)
    {
        [ReasonCodes.ListPriceAddedUnits] = Bilingual.Of(
            "Unités ajoutées au tarif en vigueur : <{quantity} à {unit_price} par mois|, >",
            "Added units at today’s tariff: <{quantity} at {unit_price} a month|, >"),
        [ReasonCodes.ListPriceAllUnits] = Bilingual.Of(
            "Toutes les unités au tarif en vigueur : <{quantity} à {unit_price} par mois|, >",
            "All units at today’s tariff: <{quantity} at {unit_price} a month|, >"),
        [ReasonCodes.ReductionOrder] = Bilingual.Of(
            "La réduction retire, dans cet ordre : <{quantity} à {unit_price} par mois, en service depuis le {since}|, puis >",
            "The reduction takes, in this order: <{quantity} at {unit_price} a month, in service since {since}|, then >"),
        [ReasonCodes.SetupAddedUnits] = Bilingual.Of(
            "Frais de mise en service des unités ajoutées : {quantity} × {unit_price}[, remise {discount}] = {amount}",
            "Setup fee of the added units: {quantity} × {unit_price}[, less {discount}] = {amount}"),
        [ReasonCodes.SetupDiscountBestOf] = Bilingual.Of(
            "Meilleure remise sur les frais de mise en service" + FrenchSources + " : {combined}",
            "Best discount on the setup fee" + EnglishSources + ": {combined}"),
        [ReasonCodes.SetupDiscountStacked] = Bilingual.Of(
            "Remises cumulées sur les frais de mise en service" + FrenchSources + " : {combined}",
            "Discounts on the setup fee, one upon the other" + EnglishSources + ": {combined}"),
        [ReasonCodes.RecurringDiscountBestOf] = Bilingual.Of(
            "Meilleure remise sur l’abonnement" + FrenchSources + " : <{combined}[ jusqu’au {until} exclu]|, puis >",
            "Best discount on the recurring charge" + EnglishSources + ": <{combined}[ until before {until}]|, then >"),
        [ReasonCodes.RecurringDiscountStacked] = Bilingual.Of(
            "Remises cumulées sur l’abonnement" + FrenchSources + " : <{combined}[ jusqu’au {until} exclu]|, puis >",
            "Discounts on the recurring charge, one upon the other" + EnglishSources + ": <{combined}[ until before {until}]|, then >"),
        [ReasonCodes.MonthlyOfLots] = Bilingual.Of(
            "Abonnement mensuel : [<{quantity} × {unit_price}[, remise {discount}]| + > = ]{amount}",
            "Monthly charge: [<{quantity} × {unit_price}[, less {discount}]| + > = ]{amount}"),
        [ReasonCodes.TakesEffectOnEffectiveDate] = Bilingual.Of(
            "Prend effet à la date d’effet, le {effective_date}",
            "Takes effect on the effective date, {effective_date}"),
        [ReasonCodes.TakesEffectOnDelivery] = Bilingual.Of(
            "Prend effet le {effective_date}, avec la livraison du {delivered_on}",
            "Takes effect on {effective_date}, with the delivery of {delivered_on}"),
        [ReasonCodes.TakesEffectAtBoundary] = Bilingual.Of(
            "Réduction demandée au {effective_date}, tarifée le {pricing_date} : prend effet à la fin de la période, le {boundary}",
            "Reduction asked for {effective_date}, priced on {pricing_date}: takes effect at the end of the period, on {boundary}"),
        [ReasonCodes.FirstPeriodProrated] = Bilingual.Of(
            "Première période, sur {months} : <à partir du {from}, {monthly_change} par mois pour {share} de la période|, puis > : {amount}",
            "First period, of {months}: <from {from}, {monthly_change} a month for {share} of the period|, then >: {amount}"),
        [ReasonCodes.FirstPeriodOnInvoice] = Bilingual.Of(
            "Rien n’est dû à part : la facture ordinaire du {boundary} porte le changement",
            "Nothing is due apart: the ordinary invoice of {boundary} carries the change"),
        [ReasonCodes.FirstPeriodNotCredited] = Bilingual.Of(
            "La baisse de {monthly_change} par mois ne donne pas lieu à un avoir sur la période commencée",
            "The decrease of {monthly_change} a month gives no credit for the period begun"),
        [ReasonCodes.EarlyReductionFee] = Bilingual.Of(
            "Frais de réduction anticipée : {rate} de la valeur restante de <{quantity} × {unit_price}[, remise {discount}] pour {months}[ et {last_month} de mois]| + >[, réduction de {reduced} par mois au tarif catalogue dont {allowance} sans frais] = {amount}",
            "Early-reduction fee: {rate} of the remaining value of <{quantity} × {unit_price}[, less {discount}] for {months}[ and {last_month} of a month]| + >[, a reduction of {reduced} a month at list price, of which {allowance} free] = {amount}"),
        [ReasonCodes.EarlyReductionWithinTolerance] = Bilingual.Of(
            "Sans frais : la réduction de {reduced} par mois au tarif catalogue reste dans la tolérance de {allowance}",
            "No fee: the reduction of {reduced} a month at list price stays within the tolerance of {allowance}"),
        [ReasonCodes.RemainingValueOfLots] = Bilingual.Of(
            "Valeur restant due jusqu’à la fin de l’engagement, à compter du {from} : {amount}",
            "Value still due until the end of the commitment, from {from}: {amount}"),
        [ReasonCodes.CommitmentUnchanged] = Bilingual.Of(
            "Rien n’est ajouté, l’engagement ne change pas[ : il court jusqu’au {last_day} inclus]",
            "Nothing is added, the commitment does not change[: it runs to {last_day} inclusive]"),
        [ReasonCodes.CommitmentCoTerm] = Bilingual.Of(
            "Les unités ajoutées suivent l’engagement de l’offre[, jusqu’au {last_day} inclus]",
            "The added units follow the commitment of the offer[, to {last_day} inclusive]"),
        [ReasonCodes.CommitmentRestarted] = Bilingual.Of(
            "L’offre s’engage de nouveau pour {months}, du {start} au {last_day} inclus",
            "The offer starts its commitment again for {months}, from {start} to {last_day} inclusive"),
        [ReasonCodes.CommitmentOwnTerm] = Bilingual.Of(
            "Les unités ajoutées ont leur propre engagement de {months}, du {start} au {last_day} inclus",
            "The added units have a commitment of their own of {months}, from {start} to {last_day} inclusive"),
        [ReasonCodes.VatRateOfTable] = Bilingual.Of(
            "TVA d’un client établi en {territory}, statut {status} : {rate}, catégorie {category}",
            "VAT of a customer established in {territory}, status {status}: {rate}, category {category}"),
        [ReasonCodes.VatOfKind] = Bilingual.Of(
            "Total {kind} : {net} HT × {rate} = {vat} de TVA, soit {gross} TTC",
            "Total {kind}: {net} net × {rate} = {vat} of VAT, {gross} gross"),
        [ReasonCodes.ChangeIsWholeLessInitial] = Bilingual.Of(
            "Évolution de l’abonnement : {after} après, moins {before} avant = {amount} HT par mois",
            "Change of the recurring charge: {after} after, less {before} before = {amount} net a month"),
    };

    private const string FrenchSources = "[, accord {agreed}][, promotion {promotion}][, volume {volume}][, remise demandée {manual}]";
    private const string EnglishSources = "[, agreed {agreed}][, promotion {promotion}][, volume {volume}][, asked for {manual}]";

    public static Bilingual? Of(string code) => Sentences.GetValueOrDefault(code);
}
