using MyOpenIP.Pricing;

namespace MyOpenIP.Bench.Requests;

/// <summary>Contracts from anywhere in the space of valid ones: states, terms, policies, lots.</summary>
internal static class GeneratedContract
{
    public static Contract Of(Chance chance, IEnumerable<string> codes, DateOnly day) => new()
    {
        Reference = "OC" + chance.From(1, 999_999),
        State = chance.In(92) ? ContractState.Delivered : chance.Any<ContractState>(),
        DeliveredOn = chance.In(90) ? chance.Day(day, 1200, chance.In(5) ? 30 : -30) : null,
        Billing = new BillingSchedule(
            chance.In(40) ? 1 : chance.From(1, 31), chance.Of(1, 1, 3, 12), chance.In(50) ? 1 : chance.From(1, 12)),
        Commitment = chance.In(55) ? Commitment.Of(chance.Of(12, 24, 36, 1, 7), chance.Day(day, 1000, 20)) : null,
        ToleranceUsed = chance.In(70) ? 0m : chance.Amount(60m, 2),
        Policies = Policies(chance),
        Lines = [.. codes.Select(code => new ContractLine(code, Lots(chance, day)))],
    };

    private static ContractPolicies Policies(Chance chance) => new()
    {
        EffectiveOn = chance.Any<EffectiveOn>(),
        BackDatingDays = chance.In(50) ? 0 : chance.From(1, 45),
        HorizonMonths = chance.In(80) ? 12 : chance.From(0, 24),
        Repricing = chance.Any<Repricing>(),
        Proration = chance.Any<ProrationConvention>(),
        ReductionCredit = chance.Any<ReductionCredit>(),
        AdditionCommitment = chance.Any<AdditionCommitment>(),
        OwnTermMonths = chance.In(60) ? chance.Of(6, 12, 24, 36) : null,
        CommittedReduction = chance.Any<CommittedReduction>(),
        FeeRatePercent = chance.In(60) ? 100m : chance.Percent(),
        StartedMonthIsDue = chance.In(60),
        TolerancePercent = chance.In(50) ? 0m : chance.Percent(),
        DiscountCombination = chance.Any<DiscountCombination>(),
    };

    private static List<Lot> Lots(Chance chance, DateOnly day)
    {
        var lots = new List<Lot>();
        var number = 0;
        for (var i = chance.In(15) ? 0 : chance.From(1, chance.In(20) ? 5 : 2); i > 0; i--)
        {
            number += chance.In(80) ? 1 : chance.From(1, 9);
            lots.Add(new Lot
            {
                Number = number,
                Quantity = chance.From(1, chance.In(10) ? 400 : 12),
                UnitPrice = chance.Amount(60m, chance.Of(0, 2, 2, 2, 4)),
                Discounts = Steps(chance, day),
                Since = chance.Day(day, 1000, chance.In(3) ? 20 : 0),
                CommittedUntil = chance.In(30) ? chance.Day(day, 100, 900) : null,
                LeavingOn = chance.In(8) ? chance.Day(day, 60, 90) : null,
            });
        }
        if (chance.In(15))
            lots.Reverse();
        return lots;
    }

    private static List<DiscountStep> Steps(Chance chance, DateOnly day)
    {
        var steps = new List<DiscountStep>();
        if (!chance.In(30))
            return steps;
        var until = chance.Day(day, 200, 100);
        for (var i = chance.From(0, 2); i > 0; i--)
        {
            steps.Add(new DiscountStep(chance.Percent(), until));
            until = until.AddDays(chance.From(1, 120));
        }
        if (steps.Count == 0 || chance.In(50))
            steps.Add(new DiscountStep(chance.Percent(), null));
        return steps;
    }
}
