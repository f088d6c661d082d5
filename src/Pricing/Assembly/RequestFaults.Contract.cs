namespace MyOpenIP.Pricing.Assembly;

internal sealed partial class RequestFaults
{
    private void CheckContract(Contract contract)
    {
        Known(contract.State, "State");
        var billing = contract.Billing;
        if (billing.Day is < 1 or > 31)
            Add($"Billing day {billing.Day} is not between 1 and 31.");
        if (billing.PeriodMonths is not (1 or 3 or 12))
            Add($"A billing period of {billing.PeriodMonths} months is none of 1, 3 and 12.");
        if (billing.AnchorMonth is < 1 or > 12)
            Add($"Anchor month {billing.AnchorMonth} is not between 1 and 12.");
        if (contract.Commitment is { } commitment)
        {
            Months(commitment.TermMonths, 1, "A commitment");
            Day(commitment.LastDay, "Last day of the commitment");
            if (commitment.LastDay < commitment.Start)
                Add($"The commitment ends on {commitment.LastDay:O}, before it starts on {commitment.Start:O}.");
        }
        Day(contract.DeliveredOn, "Day of delivery of the contract");
        if (contract.ToleranceUsed < 0m)
            Add($"Tolerance used {contract.ToleranceUsed} is negative.");
        CheckPolicies(contract.Policies);
        var products = new HashSet<string>(contract.Lines.Count, StringComparer.Ordinal);
        foreach (var line in contract.Lines)
        {
            if (!products.Add(line.ProductCode))
                Add($"{line.ProductCode}: two lines of the contract.");
            CheckLots(line);
        }
    }

    private void CheckPolicies(ContractPolicies policies)
    {
        Known(policies.EffectiveOn, "Policy of the day of effect");
        Known(policies.Repricing, "Repricing policy");
        Known(policies.Proration, "Proration convention");
        Known(policies.ReductionCredit, "Credit policy");
        Known(policies.AdditionCommitment, "Addition policy");
        Known(policies.CommittedReduction, "Reduction policy");
        Known(policies.DiscountCombination, "Combination policy");
        if (policies.BackDatingDays is < 0 or > LongestBackDatingDays)
            Add($"Back-dating of {policies.BackDatingDays} days is not between 0 and {LongestBackDatingDays}.");
        Months(policies.HorizonMonths, 0, "A horizon");
        Months(policies.OwnTermMonths, 1, "An own term");
        Percent(policies.FeeRatePercent, "Policies", "fee rate");
        Percent(policies.TolerancePercent, "Policies", "tolerance");
    }

    private void CheckLots(ContractLine line)
    {
        for (var i = 0; i < line.Lots.Count; i++)
        {
            var lot = line.Lots[i];
            if (lot.Quantity < 1)
                Add($"{line.ProductCode}: lot {lot.Number} has {lot.Quantity} units.");
            Price(lot.UnitPrice, line.ProductCode, "unit price");
            Day(lot.Since, "Start of a lot");
            Day(lot.CommittedUntil, "End of the commitment of a lot");
            Day(lot.LeavingOn, "Day on which a lot leaves");
            for (var j = 0; j < i; j++)
                if (line.Lots[j].Number == lot.Number)
                    Add($"{line.ProductCode}: two lots have number {lot.Number}.");
            for (var j = 0; j < lot.Discounts.Count; j++)
            {
                Percent(lot.Discounts[j].Percent, line.ProductCode, "discount of a lot");
                if (j > 0 && !(lot.Discounts[j - 1].Until < (lot.Discounts[j].Until ?? DateOnly.MaxValue)))
                    Add($"{line.ProductCode}: the discounts of lot {lot.Number} are not in order of their end.");
            }
        }
    }
}
