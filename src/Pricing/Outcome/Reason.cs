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
    // An amendment of thousands of lines has a hundred thousand operands, so they are kept small: a text or a fraction stands
    // here itself; of everything else here is its kind, and beside it the number.
    private readonly object _kindOrValue;
    private readonly decimal _number;

    private Operand(string name, object kindOrValue, decimal number) => (Name, _kindOrValue, _number) = (name, kindOrValue, number);

    /// <summary>Stable name, lower_snake.</summary>
    public string Name { get; }

    /// <summary>What it is, and so which member carries it.</summary>
    public OperandKind Kind => _kindOrValue switch
    {
        OperandKind kind => kind,
        string => OperandKind.Text,
        _ => OperandKind.Fraction,
    };

    /// <summary>The value of a quantity, an amount, a percentage or a number of months; else 0.</summary>
    public decimal Number => ReferenceEquals(_kindOrValue, OfDate) ? 0m : _number;

    /// <summary>The value of a fraction; else 0/0.</summary>
    public Fraction Share => _kindOrValue is Fraction share ? share : default;

    /// <summary>The value of a date; else the first of all days.</summary>
    public DateOnly Date => ReferenceEquals(_kindOrValue, OfDate) ? DateOnly.FromDayNumber((int)_number) : default;

    /// <summary>The value of a text; else null.</summary>
    public string? Text => _kindOrValue as string;

    private static object OfQuantity { get; } = OperandKind.Quantity;

    private static object OfAmount { get; } = OperandKind.Amount;

    private static object OfPercent { get; } = OperandKind.Percent;

    private static object OfMonths { get; } = OperandKind.Months;

    private static object OfDate { get; } = OperandKind.Date;

    /// <summary>Units.</summary>
    public static Operand Quantity(string name, int units) => new(name, OfQuantity, units);

    /// <summary>An amount of money.</summary>
    public static Operand Amount(string name, decimal amount) => new(name, OfAmount, amount);

    /// <summary>A percentage.</summary>
    public static Operand Percent(string name, decimal percent) => new(name, OfPercent, percent);

    /// <summary>An exact share.</summary>
    public static Operand Fraction(string name, Fraction share) => new(name, share, 0m);

    /// <summary>A day.</summary>
    public static Operand Day(string name, DateOnly date) => new(name, OfDate, date.DayNumber);

    /// <summary>A number of months.</summary>
    public static Operand Months(string name, int months) => new(name, OfMonths, months);

    /// <summary>A code or a name.</summary>
    public static Operand Code(string name, string text) => new(name, text, 0m);
}
