using MyOpenIP.RulesEngine.Compilation;
using MyOpenIP.RulesEngine.Evaluation;
using NRules;
using NRules.Fluent;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Tests;

/// <summary>Loads and runs a few rules by their classes.</summary>
internal static class Rules
{
    public static ISessionFactory Compiled(params Type[] rules) => Loaded(rules).Compile();

    public static SessionFactory Bounded(SessionBounds bounds, params Type[] rules) =>
        RuleSetCompiler.Compile(((IRuleRepository)Loaded(rules)).Rules, bounds);

    public static RuleRepository Loaded(params Type[] rules)
    {
        var repository = new RuleRepository();
        repository.Load(x => x.PrivateTypes().From(rules));
        return repository;
    }

    public static ISession Fired(this ISessionFactory factory, params object[] facts)
    {
        var session = factory.CreateSession();
        session.InsertAll(facts);
        session.Fire();
        return session;
    }

    public static T[] Yielded<T>(Type[] rules, params object[] facts) => [.. Compiled(rules).Fired(facts).Query<T>()];
}
