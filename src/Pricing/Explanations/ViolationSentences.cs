namespace MyOpenIP.Pricing;

/// <summary>The sentence of each <see cref="ViolationCode"/>; the order of the operands is the one of its rule.</summary>
internal static class ViolationSentences
{
    private static readonly Dictionary<ViolationCode, Bilingual> Sentences = new()
    {
        [ViolationCode.OfferNotDelivered] = Bilingual.Of(
            "Seule une offre livrée peut être modifiée : celle-ci est {state}.",
            "Only a delivered offer can be amended: this one is {state}."),
        [ViolationCode.OpenAmendmentExists] = Bilingual.Of(
            "L’ajout / réduction {amendment} de cette offre est en cours.",
            "Amendment {amendment} of this offer is under way."),
        [ViolationCode.EffectiveDateInvalid] = Bilingual.Of(
            "La date d’effet {effective_date} n’est pas comprise entre le {earliest} et le {latest}.",
            "The effective date {effective_date} is not between {earliest} and {latest}."),
        [ViolationCode.ProductNotInOffer] = Bilingual.Of(
            "Le produit {product} n’est pas dans cette offre (quantité demandée : {final_quantity}) : il relève d’une nouvelle souscription.",
            "Product {product} is not in this offer (quantity asked for: {final_quantity}): it would be a new subscription."),
        [ViolationCode.ProductRetired] = Bilingual.Of(
            "Le produit {product} ne peut pas être ajouté ({added}) : il n’a pas de tarif au {effective_date}.",
            "Product {product} cannot be added ({added}): it has no tariff on {effective_date}."),
        [ViolationCode.CopperClosed] = Bilingual.Of(
            "Le produit {product} ne peut pas être ajouté ({added}) : le cuivre est fermé à la commercialisation sur ce site depuis le {closed_since}.",
            "Product {product} cannot be added ({added}): copper is closed to sale at this site since {closed_since}."),
        [ViolationCode.ReductionNotAllowed] = Bilingual.Of(
            "Le produit {product} ne peut pas être réduit de {initial_quantity} à {final_quantity}.",
            "Product {product} cannot be reduced from {initial_quantity} to {final_quantity}."),
        [ViolationCode.QuantityOutOfRange] = Bilingual.Of(
            "La quantité {final_quantity} du produit {product} est hors des limites : {minimum} au moins[, {maximum} au plus].",
            "Quantity {final_quantity} of product {product} is out of range: at least {minimum}[, at most {maximum}]."),
        [ViolationCode.QuantityStep] = Bilingual.Of(
            "La quantité {final_quantity} du produit {product} n’est pas un multiple de {step}.",
            "Quantity {final_quantity} of product {product} is not a multiple of {step}."),
        [ViolationCode.ProductRequires] = Bilingual.Of(
            "Le produit {product} demande le produit {requires}.",
            "Product {product} requires product {requires}."),
        [ViolationCode.ProductExcludes] = Bilingual.Of(
            "Le produit {product} exclut le produit {excludes}.",
            "Product {product} excludes product {excludes}."),
        [ViolationCode.WouldTerminateOffer] = Bilingual.Of(
            "Il ne resterait rien de l’offre : une résiliation se demande autrement.",
            "Nothing of the offer would be left: a termination is asked for otherwise."),
        [ViolationCode.CommitmentForbidsReduction] = Bilingual.Of(
            "L’engagement interdit de retirer {committed_units_taken} unité(s) du produit {product} : la réduction de {reduced} par mois au tarif catalogue dépasse la tolérance de {allowance}.",
            "The commitment forbids taking {committed_units_taken} unit(s) of product {product}: the reduction of {reduced} a month at list price is beyond the tolerance of {allowance}."),
        [ViolationCode.CommitmentTooLong] = Bilingual.Of(
            "L’engagement courrait jusqu’au {last_day} : la loi le limite au {latest_last_day} pour ce client.",
            "The commitment would run to {last_day}: the law limits it to {latest_last_day} for this customer."),
        [ViolationCode.DiscountExceedsAuthority] = Bilingual.Of(
            "Les remises demandées sur le produit {product} dépassent l’autorité du demandeur : mise en service {setup} pour {setup_ceiling} au plus, abonnement {recurring} pour {recurring_ceiling} au plus.",
            "The discounts asked for on product {product} are beyond the asker’s authority: setup {setup}, at most {setup_ceiling}; recurring {recurring}, at most {recurring_ceiling}."),
        [ViolationCode.PriceBelowFloor] = Bilingual.Of(
            "Le prix net du produit {product}, {net_unit_price} par mois, est inférieur au prix plancher de {floor}.",
            "The net price of product {product}, {net_unit_price} a month, is below the floor of {floor}."),
        [ViolationCode.DiscountWithoutChange] = Bilingual.Of(
            "Les remises demandées sur le produit {product} (mise en service {setup}, abonnement {recurring}) n’atteignent aucune unité.",
            "The discounts asked for on product {product} (setup {setup}, recurring {recurring}) reach no unit."),
        [ViolationCode.NoChange] = Bilingual.Of(
            "Aucune quantité ne change.",
            "No quantity changes."),
        [ViolationCode.SiteComplementRequired] = Bilingual.Of(
            "Le complément d’adresse du site d’installation est nécessaire pour cette offre.",
            "This offer needs the complement of the installation address."),
        [ViolationCode.OnSiteContactRequired] = Bilingual.Of(
            "Un contact sur site est nécessaire.",
            "An on-site contact is needed."),
        [ViolationCode.DocumentsNotAccepted] = Bilingual.Of(
            "Les documents contractuels ne sont pas encore acceptés.",
            "The contractual documents are not accepted yet."),
        [ViolationCode.ConsentRequired] = Bilingual.Of(
            "Le client doit consentir expressément à un engagement jusqu’au {last_day_after} inclus[, au lieu du {last_day_before}].",
            "The customer has to consent expressly to a commitment to {last_day_after} inclusive[, instead of {last_day_before}]."),
    };

    public static Bilingual? Of(ViolationCode code) => Sentences.GetValueOrDefault(code);
}
