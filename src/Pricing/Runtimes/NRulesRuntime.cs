using MyOpenIP.RulesEngine;
using NRules;
using NRules.RuleModel;

namespace MyOpenIP.Pricing.Runtimes;

/// <summary>NRules' own runtime: a session for each evaluation. What its rules throw is NRules' own exception.</summary>
internal sealed class NRulesRuntime(IEnumerable<IRuleDefinition> rules) : IRuleRuntime
{
    private readonly ISessionFactory _sessions = new RuleCompiler().Compile(rules);

    public IEvaluation Evaluate(IEnumerable<object> facts)
    {
        var session = _sessions.CreateSession();
        session.InsertAll(facts);
        session.Fire();
        return new Fired(session);
    }

    private sealed class Fired(ISession session) : IEvaluation
    {
        public ReadOnlySpan<T> Facts<T>() => session.Query<T>().AsEnumerable().ToArray();

        public void Dispose()
        {
        }
    }
}
