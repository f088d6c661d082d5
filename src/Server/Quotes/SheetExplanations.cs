using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Quotes;

/// <summary>The sentences that explain a quote's figures, where they matter, and what was agreed on how they are counted.</summary>
internal static class SheetExplanations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SheetBlock> Of(Priced priced)
    {
        var (outcome, policies) = (priced.Outcome, priced.Request.Contract.Policies);
        var changed = outcome.Lines.Where(l => l.ChangeQuantity != 0).ToArray();
        SheetBlock[] blocks =
        [
            new("Prise d’effet", Sentences(changed, Figure.TakesEffectOn, besides: ReasonCodes.TakesEffectOnEffectiveDate)),
            new("Première période", [.. Sentences(changed, Figure.FirstPeriod), .. Estimate(changed)]),
            new("Remises", Sentences(changed.Where(l => l.SetupDiscountPercent != 0m || l.RecurringDiscountPercent != 0m), Figure.Discount)),
            new("Frais de réduction anticipée", Sentences(outcome.Lines, Figure.EarlyReductionFee)),
            new("Engagement", Commitment(outcome)),
            new("Abonnement de l’offre dans le temps", Timeline(outcome)),
            new("Conventions", [Billing(priced.Request.Contract.Billing), Convention(policies.Proration), .. Mentions(outcome)]),
        ];
        return [.. blocks.Where(b => b.Lines.Count > 0).Select(b => b with { Lines = [.. b.Lines.Select(French.Sentence)] })];
    }

    /// <summary>The reasons of a figure; those that many lines share stand once, with the lines' names.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="besides">The reason that says nothing new.</param>
    private static string[] Sentences(IEnumerable<PricedLine> lines, Figure figure, string besides = "")
    {
        var said = lines.SelectMany(l => l.Reasons.Where(r => r.Figure == figure && r.Code != besides).Select(r => (Line: l, Sentence: Explanation.Sentence(r, Language.French)))).ToArray();
        var all = said.Select(s => s.Line).Distinct().Count();
        return
        [
            .. said.GroupBy(s => s.Sentence).Select(group => group.Count() == all
                ? $"{group.Key}."
                : $"{string.Join(", ", group.Select(s => s.Line.ProductName))} : {group.Key}."),
        ];
    }

    private static string[] Estimate(IEnumerable<PricedLine> changed) => changed.Any(l => l.FirstPeriod?.IsEstimate is true)
        ? ["Les montants de la première période sont une estimation : la livraison les recalcule à son jour."]
        : [];

    private static string[] Commitment(PricedAmendment outcome)
    {
        var effect = outcome.Commitment;
        var sentences = effect.Reasons.Where(r => r.Figure is Figure.Commitment).Select(r => Explanation.Sentence(r, Language.French) + ".");
        return effect.LastDayBefore is null && effect.LastDayAfter is null
            ? []
            :
            [
                .. sentences,
                $"Dernier jour engagé avant : {Last(effect.LastDayBefore)} ; après : {Last(effect.LastDayAfter)}.",
                $"Valeur restant due jusqu’à la fin de l’engagement avant : {French.Amount(effect.RemainingValueBefore)} HT ; après : {French.Amount(effect.RemainingValueAfter)} HT.",
            ];
    }

    private static string Last(DateOnly? day) => day is { } last ? $"{French.Day(last)} inclus" : "aucun";

    private static string[] Timeline(PricedAmendment outcome) => outcome.Timeline.Count < 2
        ? []
        : [string.Join(" ; ", outcome.Timeline.Select((t, i) => $"{(i == 0 ? "À" : "à")} partir du {French.Day(t.From)} : {French.Monthly(t.Monthly)} HT")) + "."];

    private static string Billing(BillingSchedule billing)
    {
        var period = billing.PeriodMonths switch
        {
            1 => "chaque mois",
            3 => "chaque trimestre",
            12 => "chaque année",
            var months => Invariant($"tous les {months} mois"),
        };
        return Invariant($"Facturation : d’avance, {period}, le {(billing.Day == 1 ? "1er" : Invariant($"{billing.Day}"))}.");
    }

    private static string Convention(ProrationConvention convention) => "Prorata temporis : " + convention switch
    {
        ProrationConvention.ActualOverPeriod => "une période entamée est due pour ses jours restants, sur les jours de la période.",
        ProrationConvention.MonthsThenActualDays => "une période entamée est due pour ses mois entiers restants, puis ses jours restants sur les jours du mois.",
        ProrationConvention.MonthsThenThirtieths => "une période entamée est due pour ses mois entiers restants, puis ses jours restants sur 30.",
        ProrationConvention.Thirty360 => "une période entamée est due pour ses jours restants, chaque mois comptant 30 jours.",
        ProrationConvention.FullFirstMonth => "le mois commencé est dû en entier.",
        ProrationConvention.NextMonth => "rien n’est dû avant le mois suivant.",
        _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "A convention of no known kind."),
    };

    /// <summary>The words that the law wants beside the VAT.</summary>
    private static IEnumerable<string> Mentions(PricedAmendment outcome) =>
        outcome.VatRates.Select(r => r.Mention).Where(m => m.Length > 0).Distinct().Select(m => $"TVA : {m}.");
}
