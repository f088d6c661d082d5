namespace MyOpenIP.Pricing;

internal sealed partial class InputChecks
{
    public void CheckContract(Contract contract)
    {
        Known(contract.State, new("state"), ("State", "État"));
        var billing = contract.Billing;
        if (billing.Day is < 1 or > 31)
            Add(new("billing.day"), $"Billing day {billing.Day} is not between 1 and 31.", $"Le jour de facturation {billing.Day} n'est pas entre 1 et 31.");
        if (billing.PeriodMonths is not (1 or 3 or 12))
            Add(new("billing.periodMonths"), $"A billing period of {billing.PeriodMonths} months is none of 1, 3 and 12.", $"Une période de facturation de {billing.PeriodMonths} mois n'est ni 1, ni 3, ni 12.");
        if (billing.AnchorMonth is < 1 or > 12)
            Add(new("billing.anchorMonth"), $"Anchor month {billing.AnchorMonth} is not between 1 and 12.", $"Le mois d'ancrage {billing.AnchorMonth} n'est pas entre 1 et 12.");
        if (contract.Commitment is { } commitment)
        {
            Months(commitment.TermMonths, 1, new("commitment.termMonths"), ("A commitment", "Un engagement"));
            Day(commitment.Start, Bounds.LastDay, new("commitment.start"), ("Start of the commitment", "Début de l'engagement"));
            Day(commitment.LastDay, Bounds.LastEnd, new("commitment.lastDay"), ("Last day of the commitment", "Dernier jour de l'engagement"));
            if (commitment.LastDay < commitment.Start)
                Add(new("commitment.lastDay"), $"The commitment ends on {commitment.LastDay:O}, before it starts on {commitment.Start:O}.", $"L'engagement finit le {commitment.LastDay:O}, avant son début le {commitment.Start:O}.");
        }
        Day(contract.DeliveredOn, Bounds.LastDay, new("deliveredOn"), ("Day of delivery of the contract", "Jour de livraison du contrat"));
        if (contract.ToleranceUsed < 0m)
            Add(new("toleranceUsed"), $"Tolerance used {contract.ToleranceUsed} is negative.", $"La tolérance utilisée {contract.ToleranceUsed} est négative.");
        else
            Amount(contract.ToleranceUsed, Bounds.HighestToleranceUsed, new("toleranceUsed"), new("Contract", "Contrat"), ("tolerance used", "tolérance utilisée"));
        CheckPolicies(contract.Policies);
        var products = new HashSet<string>(contract.Lines.Count, StringComparer.Ordinal);
        for (var i = 0; i < contract.Lines.Count; i++)
        {
            var line = contract.Lines[i];
            if (!products.Add(line.ProductCode))
                Add(new("lines[{0}].productCode", i), $"{line.ProductCode}: two lines of the contract.", $"{line.ProductCode} : deux lignes du contrat.");
            CheckLots(line, i);
            if (line.Former is { } former)
                CheckFormer(line.ProductCode, former, i);
        }
        if (!_isAmended)
            CheckMoves(contract);
    }

    /// <summary>Every read of a contract makes its timeline.</summary>
    private void CheckMoves(Contract contract)
    {
        var moves = 0L;
        var days = new HashSet<DateOnly>();
        foreach (var line in contract.Lines)
        {
            days.Clear();
            var parts = line.Lots.Count;
            foreach (var lot in line.Lots)
            {
                parts += lot.Discounts.Count;
                if (lot.LeavingOn is { } leaving)
                    days.Add(leaving);
                foreach (var step in lot.Discounts)
                    if (step.Until is { } until)
                        days.Add(until);
            }
            moves += (long)parts * days.Count;
        }
        if (moves > Bounds.MostMoves)
            Add(new("lines"), $"Lots and discounts, times the days on which they move, are {moves}: more than {Bounds.MostMoves}.", $"Les lots et les remises, multipliés par les jours où ils changent, font {moves} : plus de {Bounds.MostMoves}.");
    }

    /// <summary>Checks the policies of a contract.</summary>
    public void CheckPolicies(ContractPolicies policies)
    {
        Known(policies.EffectiveOn, new("policies.effectiveOn"), ("Policy of the day of effect", "Politique de date d'effet"));
        Known(policies.Repricing, new("policies.repricing"), ("Repricing policy", "Politique de tarif"));
        Known(policies.Proration, new("policies.proration"), ("Proration convention", "Convention de prorata"));
        Known(policies.ReductionCredit, new("policies.reductionCredit"), ("Credit policy", "Politique d'avoir"));
        Known(policies.AdditionCommitment, new("policies.additionCommitment"), ("Addition policy", "Politique d'ajout"));
        Known(policies.CommittedReduction, new("policies.committedReduction"), ("Reduction policy", "Politique de réduction"));
        Known(policies.DiscountCombination, new("policies.discountCombination"), ("Combination policy", "Politique de cumul"));
        if (policies.BackDatingDays is < 0 or > Bounds.LongestBackDatingDays)
            Add(new("policies.backDatingDays"), $"Back-dating of {policies.BackDatingDays} days is not between 0 and {Bounds.LongestBackDatingDays}.", $"Une antidate de {policies.BackDatingDays} jours n'est pas entre 0 et {Bounds.LongestBackDatingDays}.");
        Months(policies.HorizonMonths, 0, new("policies.horizonMonths"), ("A horizon", "Un horizon"));
        Months(policies.OwnTermMonths, 1, new("policies.ownTermMonths"), ("An own term", "Une durée propre"));
        var ofPolicies = new Subject("Policies", "Conditions");
        Percent(policies.FeeRatePercent, new("policies.feeRatePercent"), ofPolicies, ("fee rate", "taux des frais"));
        Percent(policies.TolerancePercent, new("policies.tolerancePercent"), ofPolicies, ("tolerance", "tolérance"));
    }

    private void CheckLots(ContractLine line, int at)
    {
        var units = 0L;
        var (mostUnits, highestNumber) = _isAmended
            ? (Bounds.MostUnitsOfAmendedLine, Bounds.HighestAmendedLotNumber)
            : (Bounds.MostUnitsOfLine, Bounds.HighestLotNumber);
        for (var i = 0; i < line.Lots.Count; i++)
        {
            var lot = line.Lots[i];
            units += lot.Quantity;
            if (lot.Quantity < 1)
                Add(new("lines[{0}].lots[{1}].quantity", at, i), $"{line.ProductCode}: lot {lot.Number} has {lot.Quantity} units.", $"{line.ProductCode} : le lot {lot.Number} a {lot.Quantity} unités.");
            else if (lot.Quantity > Bounds.MostUnits)
                Add(new("lines[{0}].lots[{1}].quantity", at, i), $"{line.ProductCode}: lot {lot.Number} has {lot.Quantity} units, more than {Bounds.MostUnits}.", $"{line.ProductCode} : le lot {lot.Number} a {lot.Quantity} unités, plus de {Bounds.MostUnits}.");
            if (lot.Number < 1 || lot.Number > highestNumber)
                Add(new("lines[{0}].lots[{1}].number", at, i), $"{line.ProductCode}: lot number {lot.Number} is not between 1 and {highestNumber}.", $"{line.ProductCode} : le numéro de lot {lot.Number} n'est pas entre 1 et {highestNumber}.");
            _highestLotNumber = Math.Max(_highestLotNumber, lot.Number);
            Amount(lot.UnitPrice, Bounds.HighestPrice, new("lines[{0}].lots[{1}].unitPrice", at, i), line.ProductCode, ("unit price", "prix unitaire"));
            if (lot.UnitPrice is > 0m and <= Bounds.HighestPrice && lot.Quantity > 0)
                _heldValue += lot.Quantity * lot.UnitPrice;
            Day(lot.Since, Bounds.LastDay, new("lines[{0}].lots[{1}].since", at, i), ("Start of a lot", "Début d'un lot"));
            Day(lot.CommittedUntil, Bounds.LastEnd, new("lines[{0}].lots[{1}].committedUntil", at, i), ("End of the commitment of a lot", "Fin d'engagement d'un lot"));
            Day(lot.LeavingOn, Bounds.LastEnd, new("lines[{0}].lots[{1}].leavingOn", at, i), ("Day on which a lot leaves", "Jour de départ d'un lot"));
            CheckSteps(line, lot, at, i);
        }
        if (units > mostUnits)
            Add(new("lines[{0}].lots", at), $"{line.ProductCode}: {units} units, more than {mostUnits}.", $"{line.ProductCode} : {units} unités, plus de {mostUnits}.");
        _mostUnitsOfLine = Math.Max(_mostUnitsOfLine, units);
        CheckNumbers(line, at);
    }

    private void CheckNumbers(ContractLine line, int at)
    {
        // Mostly they go up, and then none is there twice.
        var goesUp = true;
        for (var i = 1; i < line.Lots.Count; i++)
            goesUp &= line.Lots[i - 1].Number < line.Lots[i].Number;
        if (goesUp)
            return;
        var seen = new HashSet<int>(line.Lots.Count);
        for (var i = 0; i < line.Lots.Count; i++)
            if (!seen.Add(line.Lots[i].Number))
                Add(new("lines[{0}].lots[{1}].number", at, i), $"{line.ProductCode}: two lots have number {line.Lots[i].Number}.", $"{line.ProductCode} : deux lots ont le numéro {line.Lots[i].Number}.");
    }

    private void CheckSteps(ContractLine line, Lot lot, int at, int number)
    {
        for (var i = 0; i < lot.Discounts.Count; i++)
        {
            var step = lot.Discounts[i];
            Percent(step.Percent, new("lines[{0}].lots[{1}].discounts", at, number), line.ProductCode, ("discount of a lot", "remise d'un lot"));
            Day(step.Until, Bounds.LastEnd, new("lines[{0}].lots[{1}].discounts", at, number), ("End of a discount", "Fin d'une remise"));
            if (i > 0 && !(lot.Discounts[i - 1].Until < (step.Until ?? DateOnly.MaxValue)))
                Add(new("lines[{0}].lots[{1}].discounts", at, number), $"{line.ProductCode}: the discounts of lot {lot.Number} are not in order of their end.", $"{line.ProductCode} : les remises du lot {lot.Number} ne sont pas dans l'ordre de leur fin.");
        }
    }

    private void CheckFormer(string product, FormerMonthly former, int at)
    {
        Day(former.Until, Bounds.LastEnd, new("lines[{0}].former.until", at), ("End of a former amount", "Fin d'un ancien montant"));
        if (former.Timeline.Count == 0)
            Add(new("lines[{0}].former.timeline", at), $"{product}: a former amount has no entry.", $"{product} : un ancien montant est sans entrée.");
        for (var i = 0; i < former.Timeline.Count; i++)
        {
            var entry = former.Timeline[i];
            Day(entry.From, Bounds.LastEnd, new("lines[{0}].former.timeline[{1}].from", at, i), ("Start of a former amount", "Début d'un ancien montant"));
            Amount(entry.Monthly, Bounds.HighestValue, new("lines[{0}].former.timeline[{1}].monthly", at, i), product, ("former amount", "ancien montant"));
            if (i > 0 && entry.From <= former.Timeline[i - 1].From)
                Add(new("lines[{0}].former.timeline[{1}].from", at, i), $"{product}: the former amounts are not in order of their days.", $"{product} : les anciens montants ne sont pas dans l'ordre de leurs jours.");
        }
    }
}
