using MyOpenIP.Pricing.Assembly;
using MyOpenIP.Pricing.Runtimes;
using MyOpenIP.RulesEngine;
using NRules.RuleModel;

namespace MyOpenIP.Pricing;

/// <summary>
/// The one door of the pricing core: a pure function of its request. No clock, no culture, no I/O; the same request gives
/// the same outcome, on any thread and any machine. Making one loads and compiles the rules: make one and keep it.
/// </summary>
public sealed class AmendmentPricer
{
    /// <summary>The version of the rule set, part of every outcome. It moves when a rule decides otherwise.</summary>
    public const string RuleSetVersion = "4";

    private readonly IRuleRuntime _rules;

    /// <summary>Loads the rules and makes them ready.</summary>
    /// <param name="runtime">What evaluates them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A runtime that is not known.</exception>
    public AmendmentPricer(RulesRuntime runtime = RulesRuntime.OneShot)
        : this(runtime, PricingRules.Load())
    {
    }

    internal AmendmentPricer(RulesRuntime runtime, IEnumerable<IRuleDefinition> rules)
    {
        Runtime = runtime;
        _rules = runtime switch
        {
            RulesRuntime.OneShot => new OneShotRuntime(rules),
            RulesRuntime.NRules => new NRulesRuntime(rules),
            _ => throw new ArgumentOutOfRangeException(nameof(runtime), runtime, null),
        };
    }

    /// <summary>What evaluates the rules.</summary>
    public RulesRuntime Runtime { get; }

    /// <summary>Prices an amendment. What stands against it is data of the outcome.</summary>
    /// <param name="request">All that the price is made from.</param>
    /// <exception cref="ArgumentException">A request that no caller may build; the message names every fault.</exception>
    public PricedAmendment Price(PricingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestFaults.Check(request);
        var facts = RequestFacts.Of(request);
        using var evaluation = _rules.Evaluate(facts.All);
        return OutcomeAssembly.Of(request, facts.Lines, evaluation);
    }
}
