using MyOpenIP.Pricing.Assembly;
using NRules;
using NRules.Fluent;

namespace MyOpenIP.Pricing;

/// <summary>
/// The one door of the pricing core: a pure function of its request. No clock, no culture, no I/O; the same request gives
/// the same outcome, on any thread and any machine. Making one compiles the rules: make one and keep it.
/// </summary>
public sealed class AmendmentPricer
{
    /// <summary>The version of the rule set, part of every outcome. It moves when a rule decides otherwise.</summary>
    public const string RuleSetVersion = "2";

    private readonly ISessionFactory _rules = CompileRules();

    /// <summary>Prices an amendment. What stands against it is data of the outcome.</summary>
    /// <param name="request">All that the price is made from.</param>
    /// <exception cref="ArgumentException">A request that no caller may build; the message names every fault.</exception>
    public PricedAmendment Price(PricingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestFaults.Check(request);
        var facts = RequestFacts.Of(request);
        var session = _rules.CreateSession();
        // A session that can be disposed of hands its lists on to the next.
        using var lists = session as IDisposable;
        session.InsertAll(facts.All);
        session.Fire();
        return OutcomeAssembly.Of(request, facts.Lines, session);
    }

    private static ISessionFactory CompileRules()
    {
        var repository = new RuleRepository();
        repository.Load(from => from.PrivateTypes().From(typeof(AmendmentPricer).Assembly));
        return repository.Compile();
    }
}
