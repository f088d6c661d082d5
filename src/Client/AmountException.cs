namespace MyOpenIP.Client;

/// <summary>What an amount is refused for.</summary>
public enum AmountFault
{
    /// <summary>Units and nanos differ in sign.</summary>
    Sign,

    /// <summary>Nanos outside -999,999,999..999,999,999.</summary>
    Nanos,

    /// <summary>More decimals than its place allows.</summary>
    Decimals,

    /// <summary>Not in euros.</summary>
    Currency,

    /// <summary>More whole euros than 64 bits hold.</summary>
    Range,

    /// <summary>Not a plain decimal number.</summary>
    Format,
}

/// <summary>An amount that is none of the service.</summary>
public sealed class AmountException : FormatException
{
    /// <summary>Refuses an amount.</summary>
    /// <param name="fault">What for.</param>
    /// <param name="amount">The amount as it was given.</param>
    public AmountException(AmountFault fault, string amount)
        : base($"{fault}: {amount}") => Fault = fault;

    /// <summary>What the amount is refused for.</summary>
    public AmountFault Fault { get; }
}
