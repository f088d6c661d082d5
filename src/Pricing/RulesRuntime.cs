namespace MyOpenIP.Pricing;

/// <summary>What evaluates the rules. Either gives the same outcome, byte for byte.</summary>
public enum RulesRuntime
{
    /// <summary>One evaluation per price, with hash joins: time grows linearly with the lines of the offer.</summary>
    OneShot,

    /// <summary>NRules' own runtime. Its joins compare every fact with every other: time grows with the square of the lines.</summary>
    NRules,
}
