namespace MyOpenIP.Pricing;

/// <summary>Why a figure is what it is: a stable code and the operands of its computation.</summary>
/// <param name="Figure">The figure explained.</param>
/// <param name="Code">Stable code, UPPER_SNAKE, such as SETUP_ADDED_UNITS.</param>
/// <param name="Rule">Name of the rule that decided.</param>
/// <param name="Operands">What it was computed from, in the order of the computation.</param>
public sealed record Reason(Figure Figure, string Code, string Rule, IReadOnlyList<Operand> Operands);

/// <summary>The figures of a priced amendment that reasons explain.</summary>
public enum Figure
{
    /// <summary>Unit prices of the units priced today.</summary>
    UnitPrice,

    /// <summary>Setup fee.</summary>
    Setup,

    /// <summary>Discount percentages.</summary>
    Discount,

    /// <summary>Monthly amount before.</summary>
    MonthlyBefore,

    /// <summary>Monthly amount after.</summary>
    MonthlyAfter,

    /// <summary>The day on which the line takes effect.</summary>
    TakesEffectOn,

    /// <summary>First period.</summary>
    FirstPeriod,

    /// <summary>Early-reduction fee.</summary>
    EarlyReductionFee,

    /// <summary>Remaining contract value before.</summary>
    RemainingValueBefore,

    /// <summary>Remaining contract value after.</summary>
    RemainingValueAfter,

    /// <summary>Commitment after.</summary>
    Commitment,

    /// <summary>VAT.</summary>
    Vat,

    /// <summary>A total.</summary>
    Total,
}

/// <summary>What an operand is.</summary>
public enum OperandKind
{
    /// <summary>Units.</summary>
    Quantity,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>A percentage, 0 to 100.</summary>
    Percent,

    /// <summary>An exact share.</summary>
    Fraction,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A number of months.</summary>
    Months,

    /// <summary>A code or a name.</summary>
    Text,
}

/// <summary>A named value of a computation or a violation.</summary>
public readonly record struct Operand
{
    private Operand(string name, OperandKind kind, decimal number, Fraction share, DateOnly date, string? text) =>
        (Name, Kind, Number, Share, Date, Text) = (name, kind, number, share, date, text);

    /// <summary>Stable name, lower_snake.</summary>
    public string Name { get; }

    /// <summary>What it is, and so which member carries it.</summary>
    public OperandKind Kind { get; }

    /// <summary>The value of a quantity, an amount, a percentage or a number of months.</summary>
    public decimal Number { get; }

    /// <summary>The value of a fraction.</summary>
    public Fraction Share { get; }

    /// <summary>The value of a date.</summary>
    public DateOnly Date { get; }

    /// <summary>The value of a text.</summary>
    public string? Text { get; }

    /// <summary>Units.</summary>
    public static Operand Quantity(string name, int units) => new(name, OperandKind.Quantity, units, default, default, null);

    /// <summary>An amount of money.</summary>
    public static Operand Amount(string name, decimal amount) => new(name, OperandKind.Amount, amount, default, default, null);

    /// <summary>A percentage.</summary>
    public static Operand Percent(string name, decimal percent) => new(name, OperandKind.Percent, percent, default, default, null);

    /// <summary>An exact share.</summary>
    public static Operand Fraction(string name, Fraction share) => new(name, OperandKind.Fraction, 0m, share, default, null);

    /// <summary>A day.</summary>
    public static Operand Day(string name, DateOnly date) => new(name, OperandKind.Date, 0m, default, date, null);

    /// <summary>A number of months.</summary>
    public static Operand Months(string name, int months) => new(name, OperandKind.Months, months, default, default, null);

    /// <summary>A code or a name.</summary>
    public static Operand Code(string name, string text) => new(name, OperandKind.Text, 0m, default, default, text);
}
