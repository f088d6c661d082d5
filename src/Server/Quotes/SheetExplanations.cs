using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;

namespace MyOpenIP.Server.Quotes;

/// <summary>The sentences that explain a quote's figures, where they matter, and what was agreed on how they are counted.</summary>
internal static class SheetExplanations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SheetBlock> Of(Priced priced, Printed printed)
    {
        var (outcome, policies) = (priced.Outcome, priced.Request.Contract.Policies);
        var changed = outcome.Lines.Where(l => l.ChangeQuantity != 0).ToArray();
        SheetBlock[] blocks =
        [
            new(printed.Words("Prise d’effet", "Takes effect"), Sentences(changed, Figure.TakesEffectOn, printed, besides: ReasonCodes.TakesEffectOnEffectiveDate)),
            new(printed.Words("Première période", "First period"), [.. Sentences(changed, Figure.FirstPeriod, printed), .. Estimate(changed, printed)]),
            new(printed.Words("Remises", "Discounts"), Sentences(changed.Where(l => l.SetupDiscountPercent != 0m || l.RecurringDiscountPercent != 0m), Figure.Discount, printed)),
            new(printed.Words("Frais de réduction anticipée", "Early-reduction fee"), Sentences(outcome.Lines, Figure.EarlyReductionFee, printed)),
            new(printed.Words("Engagement", "Commitment"), Commitment(outcome, printed)),
            new(printed.Words("Abonnement de l’offre dans le temps", "Recurring charge of the offer over time"), Timeline(outcome, printed)),
            new("Conventions", [Billing(priced.Request.Contract.Billing, printed), Convention(policies.Proration, printed), .. Mentions(outcome, printed)]),
        ];
        return [.. blocks.Where(b => b.Lines.Count > 0).Select(b => b with { Lines = [.. b.Lines.Select(printed.Sentence)] })];
    }

    /// <summary>The reasons of a figure; those that many lines share stand once, with the lines' names.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="printed">The language.</param>
    /// <param name="besides">The reason that says nothing new.</param>
    private static string[] Sentences(IEnumerable<PricedLine> lines, Figure figure, Printed printed, string besides = "")
    {
        var said = lines.SelectMany(l => l.Reasons.Where(r => r.Figure == figure && r.Code != besides).Select(r => (Line: l, Sentence: printed.Why(r)))).ToArray();
        var all = said.Select(s => s.Line).Distinct().Count();
        return
        [
            .. said.GroupBy(s => s.Sentence).Select(group => group.Count() == all
                ? $"{group.Key}."
                : $"{string.Join(", ", group.Select(s => s.Line.ProductName))} : {group.Key}."),
        ];
    }

    private static string[] Estimate(IEnumerable<PricedLine> changed, Printed printed) => changed.Any(l => l.FirstPeriod?.IsEstimate is true)
        ? [printed.Words("Les montants de la première période sont une estimation : la livraison les recalcule à son jour.", "The amounts of the first period are an estimate: delivery computes them again on its day.")]
        : [];

    private static string[] Commitment(PricedAmendment outcome, Printed printed)
    {
        var effect = outcome.Commitment;
        var sentences = effect.Reasons.Where(r => r.Figure is Figure.Commitment).Select(r => printed.Why(r) + ".");
        return effect.LastDayBefore is null && effect.LastDayAfter is null
            ? []
            :
            [
                .. sentences,
                printed.Words(
                    $"Dernier jour engagé avant : {Last(effect.LastDayBefore, printed)} ; après : {Last(effect.LastDayAfter, printed)}.",
                    $"Last committed day before: {Last(effect.LastDayBefore, printed)}; after: {Last(effect.LastDayAfter, printed)}."),
                printed.Words(
                    $"Valeur restant due jusqu’à la fin de l’engagement avant : {printed.Amount(effect.RemainingValueBefore)} HT ; après : {printed.Amount(effect.RemainingValueAfter)} HT.",
                    $"Remaining contract value before: {printed.Amount(effect.RemainingValueBefore)} net; after: {printed.Amount(effect.RemainingValueAfter)} net."),
            ];
    }

    private static string Last(DateOnly? day, Printed printed) => day is { } last ? $"{printed.Day(last)} {printed.Words("inclus", "inclusive")}" : printed.Words("aucun", "none");

    private static string[] Timeline(PricedAmendment outcome, Printed printed) => outcome.Timeline.Count < 2
        ? []
        : [string.Join(printed.Words(" ; ", "; "), outcome.Timeline.Select((t, i) => printed.Words(
            $"{(i == 0 ? "À" : "à")} partir du {printed.Day(t.From)} : {printed.Monthly(t.Monthly)} HT",
            $"{(i == 0 ? "From" : "from")} {printed.Day(t.From)}: {printed.Monthly(t.Monthly)} net"))) + "."];

    private static string Billing(BillingSchedule billing, Printed printed)
    {
        var period = billing.PeriodMonths switch
        {
            1 => printed.Words("chaque mois", "every month"),
            3 => printed.Words("chaque trimestre", "every quarter"),
            12 => printed.Words("chaque année", "every year"),
            var months => printed.Words(Invariant($"tous les {months} mois"), Invariant($"every {months} months")),
        };
        return printed.Words(
            Invariant($"Facturation : d’avance, {period}, le {(billing.Day == 1 ? "1er" : Invariant($"{billing.Day}"))}."),
            Invariant($"Billing: in advance, {period}, on day {billing.Day}."));
    }

    private static string Convention(ProrationConvention convention, Printed printed) => printed.Words("Prorata temporis : ", "Proration: ") + convention switch
    {
        ProrationConvention.ActualOverPeriod => printed.Words(
            "une période entamée est due pour ses jours restants, sur les jours de la période.", "of a period that has begun, its remaining days are due, over the days of the period."),
        ProrationConvention.MonthsThenActualDays => printed.Words(
            "une période entamée est due pour ses mois entiers restants, puis ses jours restants sur les jours du mois.",
            "of a period that has begun, its remaining whole months are due, then its remaining days over the days of the month."),
        ProrationConvention.MonthsThenThirtieths => printed.Words(
            "une période entamée est due pour ses mois entiers restants, puis ses jours restants sur 30.",
            "of a period that has begun, its remaining whole months are due, then its remaining days over 30."),
        ProrationConvention.Thirty360 => printed.Words(
            "une période entamée est due pour ses jours restants, chaque mois comptant 30 jours.",
            "of a period that has begun, its remaining days are due, each month counting 30 days."),
        ProrationConvention.FullFirstMonth => printed.Words("le mois commencé est dû en entier.", "a month that has begun is due in full."),
        ProrationConvention.NextMonth => printed.Words("rien n’est dû avant le mois suivant.", "nothing is due before the next month."),
        _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "A convention of no known kind."),
    };

    /// <summary>The words that the law wants beside the VAT.</summary>
    private static IEnumerable<string> Mentions(PricedAmendment outcome, Printed printed) =>
        outcome.VatRates.Select(r => r.Mention).Where(m => m.Length > 0).Distinct().Select(m => printed.Words($"TVA : {m}.", $"VAT: {m}."));
}
