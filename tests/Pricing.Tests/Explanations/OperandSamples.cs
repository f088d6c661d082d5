using System.Reflection;

namespace MyOpenIP.Pricing.Tests.Explanations;

/// <summary>For every code, its operands as they are documented: with all that may be left out, and with none of it.</summary>
internal static class OperandSamples
{
    /// <summary>An operand that no caller can make.</summary>
    public static Operand OfNoKind => (Operand)Activator.CreateInstance(
        typeof(Operand), BindingFlags.NonPublic | BindingFlags.Instance, null, ["name", (OperandKind)Enum.GetValues<OperandKind>().Length, 0m], null)!;

    private static readonly Operand[] Prices =
        [Operand.Quantity("quantity", 3), Operand.Amount("unit_price", 18.9m), Operand.Quantity("quantity", 2), Operand.Amount("unit_price", 17.25m)];

    private static readonly Operand[] Sources =
        [Operand.Percent("agreed", 11m), Operand.Percent("promotion", 12m), Operand.Percent("volume", 13m), Operand.Percent("manual", 14m)];

    private static readonly Operand[] Combined = [Operand.Percent("combined", 41.6666m)];

    private static readonly Operand[] Steps =
    [
        Operand.Percent("combined", 50.5m), Operand.Day("until", new DateOnly(2026, 7, 10)), Operand.Percent("combined", 8m), Operand.Day("until", new DateOnly(2027, 1, 9)),
        Operand.Percent("combined", 0m),
    ];

    private static readonly Operand[] Vat =
        [Operand.Code("territory", "FR-971"), Operand.Code("status", "BUSINESS"), Operand.Percent("rate", 8.5m), Operand.Code("category", "S")];

    private static readonly Operand[] Term =
        [Operand.Months("months", 36), Operand.Day("start", new DateOnly(2026, 4, 10)), Operand.Day("last_day", new DateOnly(2029, 4, 9))];

    public static IReadOnlyDictionary<string, Operand[][]> OfReasons { get; } = new Dictionary<string, Operand[][]>
    {
        [ReasonCodes.ListPriceAddedUnits] = [Prices, Prices[..2]],
        [ReasonCodes.ListPriceAllUnits] = [Prices, Prices[..2]],
        [ReasonCodes.ReductionOrder] =
        [
            [
                Operand.Quantity("quantity", 2), Operand.Amount("unit_price", 18m), Operand.Day("since", new DateOnly(2025, 6, 1)),
                Operand.Quantity("quantity", 1), Operand.Amount("unit_price", 19m), Operand.Day("since", new DateOnly(2026, 1, 1)),
            ],
        ],
        [ReasonCodes.SetupAddedUnits] =
        [
            [Operand.Quantity("quantity", 5), Operand.Amount("unit_price", 20m), Operand.Percent("discount", 50m), Operand.Amount("amount", 51m)],
            [Operand.Quantity("quantity", 5), Operand.Amount("unit_price", 20m), Operand.Amount("amount", 100m)],
        ],
        [ReasonCodes.SetupDiscountBestOf] = [[.. Sources, .. Combined], [Sources[3], .. Combined]],
        [ReasonCodes.SetupDiscountStacked] = [[.. Sources, .. Combined], [Sources[0], Sources[2], .. Combined]],
        [ReasonCodes.RecurringDiscountBestOf] = [[.. Sources, .. Steps], [Sources[3], .. Combined]],
        [ReasonCodes.RecurringDiscountStacked] = [[.. Sources, .. Steps], [Sources[1], .. Steps[..3]]],
        [ReasonCodes.MonthlyOfLots] =
        [
            [.. Prices[..2], Operand.Percent("discount", 10m), .. Prices[2..], Operand.Amount("amount", 85.53m)],
            [Operand.Amount("amount", 0m)],
        ],
        [ReasonCodes.TakesEffectOnEffectiveDate] = [[Operand.Day("effective_date", new DateOnly(2026, 4, 10))]],
        [ReasonCodes.TakesEffectOnDelivery] =
            [[Operand.Day("effective_date", new DateOnly(2026, 4, 10)), Operand.Day("delivered_on", new DateOnly(2026, 4, 20))]],
        [ReasonCodes.TakesEffectAtBoundary] =
        [
            [
                Operand.Day("effective_date", new DateOnly(2026, 4, 10)), Operand.Day("pricing_date", new DateOnly(2026, 4, 9)),
                Operand.Day("boundary", new DateOnly(2026, 5, 1)),
            ],
        ],
        [ReasonCodes.FirstPeriodProrated] =
        [
            [
                Operand.Months("months", 3), Operand.Day("from", new DateOnly(2026, 2, 20)), Operand.Amount("monthly_change", -29.7m),
                Operand.Fraction("share", new Fraction(54, 90)), Operand.Day("from", new DateOnly(2026, 3, 2)), Operand.Amount("monthly_change", 12.5m),
                Operand.Fraction("share", new Fraction(44, 90)), Operand.Amount("amount", -53.46m),
            ],
        ],
        [ReasonCodes.FirstPeriodOnInvoice] = [[Operand.Day("boundary", new DateOnly(2026, 5, 1))]],
        [ReasonCodes.FirstPeriodNotCredited] = [[Operand.Amount("monthly_change", -75.6m)]],
        [ReasonCodes.EarlyReductionFee] =
        [
            [
                Operand.Percent("rate", 80m), .. Prices[..2], Operand.Percent("discount", 10m), Operand.Months("months", 4),
                Operand.Fraction("last_month", new Fraction(17, 31)), .. Prices[2..], Operand.Months("months", 7),
                Operand.Amount("reduced", 75.6m), Operand.Amount("allowance", 18.91m), Operand.Amount("amount", 283.5m),
            ],
            [Operand.Percent("rate", 100m), .. Prices[..2], Operand.Months("months", 5), Operand.Amount("amount", 283.5m)],
        ],
        [ReasonCodes.EarlyReductionWithinTolerance] = [[Operand.Amount("reduced", 18.9m), Operand.Amount("allowance", 20m)]],
        [ReasonCodes.RemainingValueOfLots] = [[Operand.Day("from", new DateOnly(2026, 1, 1)), Operand.Amount("amount", 420m)]],
        [ReasonCodes.CommitmentUnchanged] = [[], [Operand.Day("last_day", new DateOnly(2027, 3, 31))]],
        [ReasonCodes.CommitmentCoTerm] = [[], [Operand.Day("last_day", new DateOnly(2027, 3, 31))]],
        [ReasonCodes.CommitmentRestarted] = [Term],
        [ReasonCodes.CommitmentOwnTerm] = [Term],
        [ReasonCodes.VatRateOfTable] = [Vat],
        [ReasonCodes.VatOfKind] =
        [
            .. from kind in (string[])["SETUP", "RECURRING", "FIRST_PERIOD", "EARLY_REDUCTION_FEE"]
               select (Operand[])[
                   Operand.Code("kind", kind), Operand.Amount("net", 9m), Operand.Percent("rate", 20m), Operand.Amount("vat", 1.8m), Operand.Amount("gross", 10.8m),
               ],
        ],
        [ReasonCodes.ChangeIsWholeLessInitial] = [[Operand.Amount("after", 60.5m), Operand.Amount("before", 40.7m), Operand.Amount("amount", 19.8m)]],
    };

    public static IReadOnlyDictionary<ViolationCode, Operand[][]> OfViolations { get; } = new Dictionary<ViolationCode, Operand[][]>
    {
        [ViolationCode.OfferNotDelivered] = [.. Enum.GetNames<ContractState>().Select(s => (Operand[])[Operand.Code("state", s)])],
        [ViolationCode.OpenAmendmentExists] = [[Operand.Code("amendment", "DEV000050763")]],
        [ViolationCode.EffectiveDateInvalid] =
        [
            [
                Operand.Day("effective_date", new DateOnly(2026, 4, 10)), Operand.Day("earliest", new DateOnly(2026, 4, 11)),
                Operand.Day("latest", new DateOnly(2027, 4, 11)),
            ],
        ],
        [ViolationCode.ProductNotInOffer] = [[Operand.Quantity("final_quantity", 7)]],
        [ViolationCode.ProductRetired] = [[Operand.Quantity("added", 7), Operand.Day("effective_date", new DateOnly(2026, 4, 10))]],
        [ViolationCode.CopperClosed] = [[Operand.Quantity("added", 7), Operand.Day("closed_since", new DateOnly(2026, 1, 31))]],
        [ViolationCode.ReductionNotAllowed] = [[Operand.Quantity("initial_quantity", 9), Operand.Quantity("final_quantity", 7)]],
        [ViolationCode.QuantityOutOfRange] =
        [
            [Operand.Quantity("final_quantity", 7), Operand.Quantity("minimum", 12), Operand.Quantity("maximum", 50)],
            [Operand.Quantity("final_quantity", 7), Operand.Quantity("minimum", 12)],
        ],
        [ViolationCode.QuantityStep] = [[Operand.Quantity("final_quantity", 7), Operand.Quantity("step", 5)]],
        [ViolationCode.ProductRequires] = [[Operand.Code("requires", "TRUNK")]],
        [ViolationCode.ProductExcludes] = [[Operand.Code("excludes", "TRUNK")]],
        [ViolationCode.WouldTerminateOffer] = [[]],
        [ViolationCode.CommitmentForbidsReduction] =
            [[Operand.Quantity("committed_units_taken", 4), Operand.Amount("reduced", 75.6m), Operand.Amount("allowance", 18.9m)]],
        [ViolationCode.CommitmentTooLong] =
            [[Operand.Day("last_day", new DateOnly(2029, 4, 9)), Operand.Day("latest_last_day", new DateOnly(2028, 4, 9))]],
        [ViolationCode.DiscountExceedsAuthority] =
        [
            [
                Operand.Percent("setup", 51m), Operand.Percent("setup_ceiling", 22m), Operand.Percent("recurring", 33m), Operand.Percent("recurring_ceiling", 14m),
            ],
        ],
        [ViolationCode.PriceBelowFloor] = [[Operand.Amount("net_unit_price", 8.9999m), Operand.Amount("floor", 9m)]],
        [ViolationCode.DiscountWithoutChange] = [[Operand.Percent("setup", 51m), Operand.Percent("recurring", 33m)]],
        [ViolationCode.NoChange] = [[]],
        [ViolationCode.SiteComplementRequired] = [[]],
        [ViolationCode.OnSiteContactRequired] = [[]],
        [ViolationCode.DocumentsNotAccepted] = [[]],
        [ViolationCode.ConsentRequired] =
        [
            [Operand.Day("last_day_after", new DateOnly(2029, 4, 9)), Operand.Day("last_day_before", new DateOnly(2027, 3, 31))],
            [Operand.Day("last_day_after", new DateOnly(2029, 4, 9))],
        ],
    };
}
